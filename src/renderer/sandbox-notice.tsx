import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { SandboxState } from '../shared/state.ts';
import { call } from './call.ts';
import styles from './data-folder-notice.module.css';
import { failureWords } from './failure-words.ts';
import { Button } from './ui/button.tsx';

/** Says that the sandbox does not start, and lets it begin anew; then where its old file is. */
export function SandboxNotice({ sandbox }: { sandbox: SandboxState }) {
  const [complaint, setComplaint] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const beginAnew = async (): Promise<void> => {
    setBusy(true);
    setComplaint(null);
    const result = await call('beginSandboxAnew', {});
    setBusy(false);
    if (!result.ok) setComplaint(failureWords(result.failure));
  };
  if (sandbox.status === 'ok') return null;
  if (sandbox.status === 'begun-anew') {
    return (
      <div role="alert" className={styles['notice']}>
        <TriangleAlert aria-hidden size={18} />
        <p>
          <strong>The sandbox has begun anew.</strong> Sign in to its accounts again. Nothing was
          deleted: what could not be read is now <code>{sandbox.aside}</code>
        </p>
      </div>
    );
  }
  return (
    <div role="alert" className={styles['notice']}>
      <TriangleAlert aria-hidden size={18} />
      <div>
        <p>
          <strong>The sandbox’s file cannot be read, so the sandbox does not start.</strong> Your
          own accounts and keys are not touched by this. The sandbox can begin anew, with its first
          keys; the file is then kept beside it, under another name. <code>{sandbox.file}</code>
        </p>
        {complaint !== null && <p>{complaint}</p>}
        <Button isBusy={isBusy} onPress={() => void beginAnew()}>
          Begin the sandbox anew
        </Button>
      </div>
    </div>
  );
}
