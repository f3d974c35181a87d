import styles from './pattern-help.module.css';

const signs = [
  { sign: 'live_', means: 'these characters, as they stand' },
  { sign: '.', means: 'any one character; \\. is a full stop' },
  { sign: '\\d  \\w', means: 'a digit; a letter, a digit or _' },
  { sign: '[A-Z0-9]', means: 'one of these' },
  { sign: '{32}  {20,40}', means: 'so many of what stands before' },
  { sign: '?  *  +', means: 'one or none; any number; one or more of it' },
  { sign: '(live|test)', means: 'one or the other' },
];

/** The small language of key patterns, for who has not met it. */
export function PatternHelp() {
  return (
    <details className={styles['help']}>
      <summary>How a form is written</summary>
      <dl>
        {signs.map(({ sign, means }) => (
          <div key={sign} className={styles['sign']}>
            <dt>
              <code>{sign}</code>
            </dt>
            <dd>{means}</dd>
          </div>
        ))}
      </dl>
      <p>
        The whole key must fit. <code>{'(live|test)_v1_[A-Za-z0-9]{32}'}</code> says: live or test,
        then _v1_, then 32 letters or digits.
      </p>
    </details>
  );
}
