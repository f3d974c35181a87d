import type { RotationNote } from '../../shared/rotation.ts';

/** What happened in a rotation, as its time line and the history of its keys tell it. */
export const noteWords: Record<RotationNote, string> = {
  'asked-for': 'Rotation asked for',
  leaked: 'Old key said to have leaked',
  began: 'Rotation began',
  blocked: 'Something stood in the way',
  decided: 'Decided how to go on',
  'create-sent': 'New key asked for',
  'create-unclear': 'No answer about the new key',
  'nothing-made': 'No new key had been made',
  'made-unreceived': 'New key made, its answer lost',
  'save-failed': 'Keychain did not take the new key',
  stored: 'New key kept in the keychain',
  refused: 'Service refused the new key',
  proven: 'New key shown to work',
  vouched: 'New key works, by its owner’s word',
  'in-use': 'New key became the one to use',
  'in-tools': 'New key in all tools',
  'soak-moved': 'Retirement moved',
  'gone-back': 'Back to the old key',
  'taken-up-again': 'New key taken up again',
  'retire-asked': 'Retirement of the old key confirmed',
  'retire-failed': 'Old key not retired yet',
  'old-retired': 'Old key retired at the service',
  'old-retired-by-hand': 'Old key deleted in the service’s pages',
  'old-expired': 'Old key reached its end',
  'old-gone': 'Old key was gone at the service',
  'abandon-asked': 'New key given up',
  'new-retired': 'New key deleted at the service',
  abandoned: 'Rotation ended without a new key',
  done: 'Rotation done',
  waits: 'Could not go on',
  'went-on': 'Went on',
};

const words = new Map<string, string>(Object.entries(noteWords));

/** A history keeps the note alone. */
export function wordsOfNote(detail: string): string {
  return words.get(detail) ?? 'Rotation';
}
