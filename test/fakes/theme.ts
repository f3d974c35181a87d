import type { Theme } from '../../src/main/core/ports.ts';
import type { Settings } from '../../src/shared/settings.ts';

/** Notes what the app looks like. */
export function fakeTheme(): Theme & { theme: Settings['theme'] | null } {
  const fake: ReturnType<typeof fakeTheme> = {
    theme: null,
    follow(theme) {
      fake.theme = theme;
    },
  };
  return fake;
}
