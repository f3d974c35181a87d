import { useState } from 'react';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { say } from '../notice.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { Dialog, DialogFoot } from '../ui/dialog.tsx';
import { dropWish } from '../wish.ts';
import styles from './hand-on.module.css';

const spans = [
  { value: '0', label: 'Expired' },
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: 'all', label: 'All keys' },
] as const;
const forms = [
  { value: 'pdf', label: 'PDF' },
  { value: 'csv', label: 'CSV' },
  { value: 'json', label: 'JSON' },
] as const;

const formHints: Record<(typeof forms)[number]['value'], string> = {
  pdf: 'A page to print or to show, with the rotations of the last year.',
  csv: 'For a spreadsheet, one row a key.',
  json: 'For a program.',
};

/** Which keys end, and how they were looked after, for somebody who has to know. */
export function ReportDialog() {
  const [span, setSpan] = useState<(typeof spans)[number]['value']>('90');
  const [form, setForm] = useState<(typeof forms)[number]['value']>('pdf');
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  const save = async (): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    setFailure(null);
    const withinDays = span === 'all' ? null : Number(span);
    const result = await call('exportReport', { form, withinDays });
    setBusy(false);
    if (!result.ok) return setFailure(failureWords(result.failure));
    const { file, count } = result.value;
    if (file === null) return;
    dropWish();
    const keys = count === 1 ? '1 key' : `${count.toLocaleString()} keys`;
    say(`The report of ${keys} was saved: ${file}`, { tone: 'good' });
  };
  return (
    <Dialog title="Report" onClose={dropWish}>
      <div className={styles['inside']}>
        <p>
          It says what each key is for, when it ends, when it was checked and rotated, who is told
          and where it is used. No key and no note is in it.
        </p>
        <Choice
          legend="Keys that have expired or end"
          options={spans}
          value={span}
          onChange={(value) => setSpan(spans.find((one) => one.value === value)?.value ?? span)}
        />
        <Choice
          legend="As"
          options={forms}
          value={form}
          onChange={(value) => setForm(forms.find((one) => one.value === value)?.value ?? form)}
        />
        <p className={styles['quiet']}>
          {formHints[form]}
          {span === 'all' && ' With those that were retired: what an auditor wants to see.'}
        </p>
        {failure !== null && <Alert>{failure}</Alert>}
      </div>
      <DialogFoot>
        <Button onPress={dropWish}>Cancel</Button>
        <Button kind="primary" hasFocus isBusy={isBusy} onPress={() => void save()}>
          Save report…
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
