import { ChevronRight } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Licensed } from '../../shared/licence.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogFoot } from '../ui/dialog.tsx';
import { dropWish } from '../wish.ts';
import styles from './licences-dialog.module.css';

/** Whose work is in Keyturn, each with the text of its licence. */
export function LicencesDialog() {
  const [packages, setPackages] = useState<readonly Licensed[]>([]);
  const [complaint, setComplaint] = useState<string | null>(null);
  useEffect(() => {
    const read = async (): Promise<void> => {
      const result = await call('readLicences', {});
      if (result.ok) setPackages(result.value.packages);
      else setComplaint(failureWords(result.failure));
    };
    void read();
  }, []);
  return (
    <Dialog title="Licences" isWide onClose={dropWish}>
      <p className={styles['quiet']}>
        Keyturn itself is under the MIT licence. It is made with the work of many others.
      </p>
      {complaint !== null && <Alert>{complaint}</Alert>}
      <ul className={styles['list']} aria-label="Packages">
        {packages.map(({ name, version, licence, text }) => (
          <li key={`${name} ${version}`}>
            <details>
              <summary>
                <ChevronRight aria-hidden size={14} />
                <span className={styles['name']}>{name}</span>{' '}
                <span className={styles['quiet']}>{version}</span>{' '}
                <span className={styles['licence']}>{licence}</span>
              </summary>
              <pre>{text}</pre>
            </details>
          </li>
        ))}
      </ul>
      <DialogFoot>
        <Button hasFocus onPress={dropWish}>
          Close
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
