import { Check, ChevronDown, Copy } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import type { KeyRow } from '../../shared/key.ts';
import { recipesOf } from '../../shared/recipe-text.ts';
import type { Recipe } from '../../shared/recipe.ts';
import type { RuleCard } from '../../shared/service.ts';
import { useAppState } from '../state.ts';
import { Menu } from '../ui/menu.tsx';
import styles from './copy-button.module.css';
import { copyKey } from './copy-key.ts';
import { recipePreviewOf, recipeWords } from './recipe-words.ts';

/** Copies a key, or opens the other forms that it can be copied in. */
export function CopyButton({ row, card }: { row: KeyRow; card: RuleCard | null }) {
  const [copiedCount, setCopiedCount] = useState(0);
  const [isCopied, setCopied] = useState(false);
  const reasonId = useId();
  const account = useAppState()?.accounts.find(({ id }) => id === row.accountId);
  useEffect(() => {
    if (copiedCount === 0) return undefined;
    const timer = setTimeout(() => setCopied(false), 1600);
    return () => clearTimeout(timer);
  }, [copiedCount]);
  const copy = async (recipe: Recipe): Promise<void> => {
    if (!(await copyKey(row.id, recipe))) return;
    setCopied(true);
    setCopiedCount((count) => count + 1);
  };
  const reason = whyNotCopied(row);
  const Icon = isCopied ? Check : Copy;
  return (
    <div className={styles['split']}>
      <div className={styles['buttons']}>
        <button
          type="button"
          className={`${styles['copy']} ${isCopied ? (styles['copied'] ?? '') : ''}`}
          aria-disabled={reason !== null}
          aria-describedby={reason === null ? undefined : reasonId}
          onClick={() => {
            if (reason === null) void copy('key');
          }}
        >
          <Icon aria-hidden size={16} />
          {isCopied ? 'Copied' : 'Copy'}
        </button>
        {reason === null && card !== null && (
          <Menu
            label="Copy as"
            trigger={
              <button type="button" className={styles['more']} aria-label="Copy as…">
                <ChevronDown aria-hidden size={16} />
              </button>
            }
            groups={[
              recipesOf(card).map((recipe) => ({
                label: recipeWords[recipe],
                detail: recipePreviewOf(recipe, row, card, account),
                onChoose: () => void copy(recipe),
              })),
            ]}
          />
        )}
      </div>
      {reason !== null && (
        <p id={reasonId} className={styles['reason']}>
          {reason}
        </p>
      )}
    </div>
  );
}

/** Null for a key that can be copied, be it dead or alive. */
function whyNotCopied({ isHeld, standing }: KeyRow): string | null {
  if (isHeld) return null;
  if (standing === 'retired') return 'It is retired, and its secret is not here.';
  if (standing === 'legacy' || standing === 'expired') {
    return 'It works no more, and its secret is not here.';
  }
  return 'Its secret is not here. Paste it if you have it, or rotate it.';
}
