import { call } from './call.ts';

/** Takes this page away. A field that is kept when it is left is left before. */
export function lockWindow(): void {
  const { activeElement } = document;
  if (activeElement instanceof HTMLElement) activeElement.blur();
  void call('lock', {});
}
