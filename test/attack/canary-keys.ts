import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { copyElsewhere, pasteElsewhere } from '../e2e/in-use.ts';
import type { Outcome } from '../survival/in-lanes.ts';
import type { Lane } from '../survival/lane.ts';
import { goToEnd, prepareRun, type RotationRun } from '../survival/rotation-run.ts';
import { planned } from '../survival/scenario.ts';
import { until } from '../survival/until.ts';
import { filesBelow } from '../survival/what-is-wrong.ts';
import { answerDialogs } from './dialogs.ts';
import { heapOfMain, heapOfPage } from './heaps.ts';
import { countInMemory } from './memory-of.ts';
import { formsOf, inMemory, isIn, processesBelow, textOf } from './traces.ts';

/** What must be found wherever it is looked, else it would be no wonder that no key is. */
const sought = 'label-that-must-be-found';

/** Uses keys in every way there is, and then looks for them everywhere. */
export async function searchForKeys(lane: Lane): Promise<Outcome> {
  await lane.beginAnew();
  await lane.open();
  const run = await prepareRun(lane, planned);
  await useKeys(run);
  const secrets = [...lane.recorder.secrets()];
  const forms = secrets.flatMap(formsOf);
  const { app, page } = lane.driven();
  const wrong = [...wrongInFiles(lane, forms), ...wrongInProcesses(lane, forms)];
  if (isIn(Buffer.from(lane.said()), forms)) wrong.push('a key was printed');
  wrong.push(...(await wrongInPage(page, forms)));
  const memory = await lookIntoMemory(lane, secrets.flatMap(inMemory));
  wrong.push(...memory.wrong);
  const heap = await heapOfMain(app, join(lane.home(), '..', 'main.heapsnapshot'));
  const keys = [...lane.recorder.keys().values()];
  // A session that is in use is there rightly.
  const left = keys.filter((key) => isIn(heap, inMemory(key)));
  if (left.length > 0) wrong.push(`${left.length} keys are in main’s heap after a collection`);
  if (!heap.includes(sought)) wrong.push('the label is not in the heap of main');
  const { length } = secrets;
  return {
    said: `${length} secrets; copies in memory, as a core dump has it: ${memory.said}`,
    wrong,
  };
}

async function useKeys(run: RotationRun): Promise<void> {
  const { lane, old } = run;
  const desktop = { env: lane.environment() };
  await answerDialogs(lane, join(lane.home(), 'kept.ics'));
  await lane.call('editKey', { keyId: old.id, note: sought });
  await lane.call('changeSettings', { clipboardSeconds: 5 });
  await lane.call('chooseCalendarFile', {});
  await lane.call('checkKey', { keyId: old.id });
  await goToEnd(run);
  const rows = (await lane.state()).keys.filter(({ standing }) => standing === 'held');
  for (const { id: keyId } of rows) {
    for (const recipe of ['curl', 'env-line', 'json', 'key'] as const) {
      await lane.call('copyKey', { keyId, recipe, isConfirmed: true });
    }
    await lane.call('identifyClipboard', {});
    await lane.call('checkKeys', { keyIds: [keyId] });
  }
  const copied = await pasteElsewhere(desktop);
  if (![...lane.recorder.secrets()].some((secret) => secret === copied)) {
    throw new Error('No key was in the clipboard.');
  }
  await until('the clipboard is cleared', async () => (await lane.state()).clipboard === null);
  if ((await pasteElsewhere(desktop))?.includes(copied ?? '')) {
    throw new Error('The key is still in the clipboard after the countdown.');
  }
  await copyElsewhere(desktop, `Your API key with the label ${old.label} will expire soon`);
  await lane.call('readReminder', {});
  for (const form of ['csv', 'json', 'pdf'] as const) {
    await answerDialogs(lane, join(lane.home(), `report.${form}`));
    await lane.call('exportReport', { form, withinDays: null });
  }
  await until('all are checked', async () => (await lane.state()).checkRun?.status === 'done');
}

function wrongInFiles(lane: Lane, forms: readonly Buffer[]): string[] {
  const files = filesBelow(lane.home()).map((file) => ({ file, bytes: bytesOf(file) }));
  const wrong = files
    .filter(({ bytes }) => isIn(bytes, forms))
    .map(({ file }) => `a key is in ${file.slice(lane.home().length + 1)}`);
  for (const wanted of ['keyturn.db', 'report.csv', 'report.json', 'kept.ics']) {
    if (!files.some(({ file }) => file.endsWith(wanted))) wrong.push(`there is no ${wanted}`);
  }
  const isSeen = files.some(({ file, bytes }) => file.endsWith('.db') && bytes.includes(sought));
  return isSeen ? wrong : [...wrong, 'the records are not seen'];
}

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    // The app is at work in its own home.
    return Buffer.alloc(0);
  }
}

/** What anybody on this computer can read of a process, and what it hands on to those that it starts. */
function wrongInProcesses(lane: Lane, forms: readonly Buffer[]): string[] {
  const all = processesOf(lane);
  const wrong = all.flatMap(({ id, kind }) =>
    ['cmdline', 'environ']
      .filter((name) => isIn(Buffer.from(textOf(`/proc/${id}/${name}`), 'latin1'), forms))
      .map((name) => `a key is in the ${name} of ${kind}`),
  );
  return all.some(({ kind }) => kind === 'renderer')
    ? wrong
    : [...wrong, 'the page has no process'];
}

async function wrongInPage(page: Page, forms: readonly Buffer[]): Promise<string[]> {
  const heap = Buffer.from(await heapOfPage(page));
  const wrong = isIn(heap, forms) ? ['a key is in the heap of the page'] : [];
  return heap.includes(sought) ? wrong : [...wrong, 'the label is not in the heap of the page'];
}

/**
 * The memory of each process, as a core dump would have it. In main's there are keys: it has them from the
 * keychain and hands them on, and what is no longer used is written over by chance only. In none of the
 * others there is one.
 */
async function lookIntoMemory(lane: Lane, wanted: readonly Buffer[]) {
  const said: string[] = [];
  const wrong: string[] = [];
  for (const { id, kind } of processesOf(lane)) {
    const found = await countInMemory(id, wanted);
    said.push(`${kind} ${found ?? 'shut'}`);
    if (kind !== 'main' && (found ?? 0) > 0) wrong.push(`a key is in the memory of ${kind}`);
    if (kind !== 'renderer') continue;
    const label = await countInMemory(id, inMemory(`${sought}12345`));
    if (label === 0) wrong.push('the label is not in the memory of the page');
  }
  return { said: said.join(', '), wrong };
}

function processesOf(lane: Lane) {
  return processesBelow(lane.driven().app.process().pid ?? 0);
}
