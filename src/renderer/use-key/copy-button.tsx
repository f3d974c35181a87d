import { Copy } from 'lucide-react';
import type { KeyRow } from '../../shared/key.ts';
import type { RuleCard } from '../../shared/service.ts';
import { Button } from '../ui/button.tsx';
import { copyKey } from './copy-key.ts';

export function CopyButton({ row }: { row: KeyRow; card: RuleCard | null }) {
  return (
    <Button kind="primary" onPress={() => void copyKey(row.id, 'key')}>
      <Copy aria-hidden size={16} />
      Copy
    </Button>
  );
}
