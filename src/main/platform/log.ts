import type { Log } from '../core/ports.ts';

/** To standard error only: nothing about keys is ever written to a file of ours. */
export const stderrLog: Log = {
  warn: (message) => write(`warning: ${message}`),
  bug: (error) => write(`bug: ${error instanceof Error ? error.stack : String(error)}`),
};

function write(line: string): void {
  process.stderr.write(`[keyturn] ${line}\n`);
}
