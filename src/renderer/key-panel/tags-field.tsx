import { useState } from 'react';
import type { KeyRow } from '../../shared/key.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { ChipsField } from '../ui/chips-field.tsx';
import styles from './key-panel.module.css';

const mostTags = 20;
const longestTag = 40;

/** Words of the user's own for a key, each kept as soon as it is said. */
export function TagsField({ row }: { row: Pick<KeyRow, 'id' | 'tags'> }) {
  /** Until State has them: two that are said quickly must not undo each other. */
  const [wanted, setWanted] = useState<readonly string[] | null>(null);
  const [complaint, setComplaint] = useState<string | null>(null);
  const save = async (tags: string[]): Promise<void> => {
    if (tags.length > mostTags) return setComplaint(`${mostTags} tags are the most.`);
    setWanted(tags);
    const result = await call('editKey', { keyId: row.id, tags });
    setWanted((latest) => (latest === tags ? null : latest));
    setComplaint(result.ok ? null : failureWords(result.failure));
  };
  return (
    <div className={styles['tags']}>
      <ChipsField
        label="Tags"
        hint="Enter or a comma ends each."
        chips={wanted ?? row.tags}
        split={tagsIn}
        complaintAbout={complaintAboutTag}
        complaint={complaint}
        onChange={(tags) => void save(tags)}
      />
    </div>
  );
}

function tagsIn(text: string): string[] {
  return text
    .split(/[,;\n]/)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
}

function complaintAboutTag(tag: string): string | null {
  return tag.length > longestTag ? `A tag has ${longestTag} characters at most.` : null;
}
