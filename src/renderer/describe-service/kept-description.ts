import { create } from 'zustand';
import type { ServiceId } from '../../shared/service.ts';
import type { DescriptionDraft } from './description-draft.ts';

/** A description that is being written. It is long, and a lock must not lose it. */
export interface KeptDescription {
  /** The service that is being changed; null for a new one. */
  serviceId: ServiceId | null;
  /** What it began with. */
  start: string;
  typed: Partial<DescriptionDraft>;
}

const useKept = create<{ description: KeptDescription | null }>(() => ({ description: null }));

export function keptDescription(): KeptDescription | null {
  return useKept.getState().description;
}

export function keepDescription(description: KeptDescription | null): void {
  useKept.setState({ description });
}

export function onDescription(listener: () => void): void {
  useKept.subscribe(listener);
}
