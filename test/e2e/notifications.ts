import type { ElectronApplication } from '@playwright/test';
import { run } from '../../scripts/children.mjs';
import type { Session } from './app.ts';

/** As after a sleep: what is to be done once a minute is done now. */
export const wake = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'));

/** What the desktop has shown, newest first, of which nothing is left on the screen afterwards. */
export async function history({ env }: Session): Promise<string[]> {
  await run('dunstctl', ['close-all'], { env });
  const { output } = await run('dunstctl', ['history'], { env });
  const { data } = JSON.parse(output) as {
    data: Record<'summary' | 'body', { data: string }>[][];
  };
  return (data[0] ?? []).map(({ summary, body }) => `${summary.data} | ${body.data}`);
}

export async function countShown({ env }: Session): Promise<number> {
  const { output } = await run('dunstctl', ['count', 'displayed'], { env });
  return Number(output);
}

/** Takes the first action of the notification that is shown, as a click does. */
export const act = ({ env }: Session) => run('dunstctl', ['action'], { env });
