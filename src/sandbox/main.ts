import { parseArgs } from 'node:util';
import { seededEmail } from './seed.ts';
import { openSandbox } from './server.ts';
import { SpoiltFileError } from './world-file.ts';

const usage = `Usage: sandbox [--port N] [--file PATH] [--empty]
  --port   where it listens on 127.0.0.1; 0 takes a free one (4010)
  --file   where everything is kept; without it, nothing outlives the process
  --empty  without the example account
`;

async function main(): Promise<void> {
  const { port, file, isEmpty, isHelp } = readCommandLine();
  if (isHelp) return void process.stdout.write(usage);
  const sandbox = await openSandbox({ port, file, isEmpty });
  process.stdout.write(
    [
      `Sandbox   ${sandbox.address}`,
      `Postman   ${sandbox.address}/postman/v1`,
      `Data.gov  ${sandbox.address}/data-gov`,
      `Mailbox   ${sandbox.address}/mailbox`,
      `Sign in as ${seededEmail}, or with any address that ends in .gov.sg; the one-time password is in the mailbox.`,
      file === null ? 'Nothing is kept.' : `Kept in ${file}`,
      '',
    ].join('\n'),
  );
  for (const event of ['SIGINT', 'SIGTERM', 'disconnect']) {
    process.once(event, () => void sandbox.close().then(() => process.exit(0)));
  }
}

function readCommandLine() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4010' },
      file: { type: 'string' },
      empty: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : Number.NaN;
  if (!(port <= 65_535)) throw new Error(`"${values.port}" is not a port.`);
  return { port, file: values.file ?? null, isEmpty: values.empty, isHelp: values.help };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isTaken = 'code' in error && error.code === 'EADDRINUSE';
  return isTaken ? 'That port is taken. Choose another with --port, or --port 0.' : error.message;
}

main().catch((error: unknown) => {
  // Inside the app the channel to it would keep this process alive, with nothing to do.
  process.stderr.write(`${reasonOf(error)}\n`, () =>
    // Told apart, so that whoever started it can offer to begin anew.
    process.exit(error instanceof SpoiltFileError ? 65 : 1),
  );
});
