import { execFileSync } from 'node:child_process';
import {
  linkSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from '../survival/in-lanes.ts';
import { RefusedError, type Lane } from '../survival/lane.ts';
import { prepareRun } from '../survival/rotation-run.ts';
import { planned } from '../survival/scenario.ts';
import { until } from '../survival/until.ts';
import { allThereIs, changesSince } from './all-there-is.ts';
import { answerDialogs } from './dialogs.ts';

const others = 'what belongs to somebody else\n';

/** Files that are none, dropped on the window as if keys were in them. */
export async function readHostileFiles(lane: Lane): Promise<Outcome> {
  await lane.beginAnew();
  await lane.open();
  await prepareRun(lane, planned);
  const files = hostileFilesIn(lane.home());
  const before = await allThereIs(lane);
  const wrong: string[] = [];
  for (const [name, path] of Object.entries(files)) {
    for (const call of ['readKeyFile', 'identifyFile'] as const) {
      const answer = await codeOf(lane.call(call, { path }));
      if (!['file-unreadable', 'nothing-found', 'no key'].includes(answer)) {
        wrong.push(`${call} of ${name}: ${answer}`);
      }
    }
  }
  wrong.push(...(await changesSince(lane, before)));
  return { said: `${Object.keys(files).length} files, none of which was taken`, wrong };
}

function hostileFilesIn(home: string): Record<string, string> {
  const folder = join(home, 'hostile');
  mkdirSync(folder);
  const at = (name: string) => join(folder, name);
  writeFileSync(at('large.env'), '');
  truncateSync(at('large.env'), 10 * 1024 * 1024);
  writeFileSync(at('nothing.env'), Buffer.alloc(1000));
  writeFileSync(at('wide.env'), `${'A='.repeat(100_000)}\n`.repeat(5));
  execFileSync('mkfifo', [at('pipe.env')]);
  symlinkSync(at('loop-b.env'), at('loop-a.env'));
  symlinkSync(at('loop-a.env'), at('loop-b.env'));
  symlinkSync('/proc/self/environ', at('environment.env'));
  symlinkSync('/proc/self/mem', at('memory.env'));
  symlinkSync('/dev/zero', at('zero.env'));
  return {
    'ten megabytes': at('large.env'),
    'nothing but NUL': at('nothing.env'),
    'one wide line': at('wide.env'),
    'a pipe that nobody writes into': at('pipe.env'),
    'a link to itself': at('loop-a.env'),
    'a link to the environment': at('environment.env'),
    'a link to the memory': at('memory.env'),
    'a link to zeros without end': at('zero.env'),
    'a folder': folder,
    'nothing at all': at('nobody.env'),
    'the memory of the app': '/proc/self/mem',
    'the environment of the app': '/proc/self/environ',
    'an open file of the app': '/proc/self/fd/0',
    'zeros without end': '/dev/zero',
    'a terminal': '/dev/tty',
    'a way around': `/proc/self/root${at('nothing.env')}`,
    'another computer': '//host/share/a.env',
    'another computer, as Windows writes it': '\\\\host\\share\\a.env',
    'a name with NUL in it': `${at('nothing.env')}\0.txt`,
    'a long name': `/${'x/'.repeat(2000)}`,
  };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    const answer = await work;
    const keyIds: unknown = Reflect.get(Object(answer), 'keyIds');
    return Array.isArray(keyIds) && keyIds.length === 0 ? 'no key' : JSON.stringify(answer);
  } catch (error) {
    if (error instanceof RefusedError) return error.failure.code;
    throw error;
  }
}

/** Places for a calendar that are not what they seem, and a good one that becomes so later. */
export async function writeToHostilePlaces(lane: Lane): Promise<Outcome> {
  await lane.beginAnew();
  await lane.open();
  const { old } = await prepareRun(lane, planned);
  const victim = join(lane.home(), 'victim.txt');
  writeFileSync(victim, others);
  const places = hostilePlacesIn(lane.home(), victim);
  const wrong: string[] = [];
  for (const [name, path] of Object.entries(places)) {
    await answerDialogs(lane, path);
    const calls = [
      () => lane.call('exportCalendar', { keyIds: null }),
      () => lane.call('exportReport', { form: 'csv', withinDays: null }),
      () => lane.call('chooseCalendarFile', {}),
    ];
    for (const call of calls) {
      const answer = await codeOf(call());
      if (answer !== 'file-unwritable') wrong.push(`${name}: ${answer}`);
    }
  }
  const kept = join(lane.home(), 'kept.ics');
  await answerDialogs(lane, kept);
  await lane.call('chooseCalendarFile', {});
  const good = readFileSync(kept, 'utf8');
  if (!good.includes('BEGIN:VCALENDAR')) wrong.push('a good place was not written to');
  // Somebody else lets it lead to another file, and then something changes.
  execFileSync('ln', ['-sf', victim, kept]);
  await lane
    .call('editKey', { keyId: old.id, expiresAt: '2031-01-01T00:00:00.000Z' })
    .catch(ignoreRefused);
  await lane.call('planKeys', { plans: [{ keyId: old.id, rotateBy: '2026-12-24' }] });
  await until('it is told', async () => (await lane.state()).calendarTrouble !== null);
  if (readFileSync(victim, 'utf8') !== others) wrong.push('another file was written over');
  return { said: `${Object.keys(places).length} places, and one that became one later`, wrong };
}

function hostilePlacesIn(home: string, victim: string): Record<string, string> {
  const at = (name: string) => join(home, name);
  symlinkSync(victim, at('link.ics'));
  symlinkSync(at('nobody'), at('dangling.ics'));
  mkdirSync(at('folder.ics'));
  execFileSync('mkfifo', [at('pipe.ics')]);
  linkSync(victim, at('second-name.txt'));
  return {
    'a link to a file': at('link.ics'),
    'a link to nothing': at('dangling.ics'),
    'a folder': at('folder.ics'),
    'a pipe': at('pipe.ics'),
    'the memory of the app': '/proc/self/mem',
    'a file of the app’s process': '/proc/self/comm',
    'a device': '/dev/null',
    'a setting of the system': '/sys/kernel/profiling',
    'a folder that is not there': at('nobody/calendar.ics'),
  };
}

function ignoreRefused(error: unknown): void {
  if (!(error instanceof RefusedError)) throw error;
}
