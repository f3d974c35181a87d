import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { app, utilityProcess, type UtilityProcess } from 'electron';
import { z } from 'zod';
import { FailureError } from '../core/failure-error.ts';
import type { Clock, Log, Sandbox } from '../core/ports.ts';
import { freeName, moveFile } from './on-disk.ts';

const startWithinMs = 10_000;
const answerWithinMs = 2000;

/** It ends so where what stands in its file is not what it writes. */
const spoiltFileCode = 65;

class SpoiltFileError extends Error {}

const mails = z.array(z.object({ to: z.string(), subject: z.string(), text: z.string() }));

/**
 * The stand-in services in a process of their own, at a free port, with one file in our folder. It ends
 * with the app: by our word, and by the end of its channel if we are killed.
 */
export function createSandboxProcess(clock: Clock, log: Log): Sandbox {
  let running: Promise<string> | null = null;
  let stop: (() => Promise<void>) | null = null;

  function start(): Promise<string> {
    running ??= open().catch((error: unknown) => {
      running = null;
      log.warn(`The sandbox did not start: ${error instanceof Error ? error.message : 'unknown'}`);
      if (error instanceof SpoiltFileError) {
        throw new FailureError({ code: 'sandbox-unreadable', file: fileOf() });
      }
      throw new FailureError({ code: 'unreachable', reason: 'refused' });
    });
    return running;
  }

  async function open(): Promise<string> {
    const file = fileOf();
    const child = utilityProcess.fork(
      join(import.meta.dirname, 'sandbox.js'),
      ['--port', '0', '--file', file],
      // What it complains of stands in our own log, as it says it: after its end nothing more is read of a pipe.
      { stdio: ['ignore', 'pipe', 'inherit'], serviceName: 'Keyturn sandbox' },
    );
    const kill = (): void => void child.kill();
    app.once('will-quit', kill);
    child.once('exit', () => app.off('will-quit', kill));
    try {
      const address = await addressFrom(child);
      const ended = new Promise<void>((resolve) => {
        child.once('exit', () => {
          running = null;
          stop = null;
          resolve();
        });
      });
      stop = () => {
        child.kill();
        return ended;
      };
      return address;
    } catch (error) {
      // One that is late must not come to work on the file beside the next one.
      child.kill();
      throw error;
    }
  }

  return {
    start,
    async setAside() {
      const file = fileOf();
      const aside = join(dirname(file), freeName(file, clock));
      try {
        moveFile(file, aside);
      } catch {
        throw new FailureError({ code: 'records-unwritable', reason: 'not-allowed' });
      }
      return aside;
    },
    async end() {
      // One that is about to start would write its file again.
      await running?.catch(() => null);
      await stop?.();
      try {
        rmSync(fileOf(), { force: true });
      } catch {
        throw new FailureError({ code: 'records-unwritable', reason: 'not-allowed' });
      }
    },
    async mails() {
      const address = await start();
      const signal = AbortSignal.timeout(answerWithinMs);
      try {
        const response = await fetch(`${address}/mailbox.json`, { signal, redirect: 'error' });
        return mails.parse(await response.json());
      } catch {
        throw new FailureError({ code: 'unreachable', reason: 'refused' });
      }
    },
  };
}

function fileOf(): string {
  return join(app.getPath('userData'), 'sandbox.json');
}

/** It says where it listens as soon as it does. */
function addressFrom(child: UtilityProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error('no answer')), startWithinMs);
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const address = /^Sandbox +(http:\/\/127\.0\.0\.1:\d+)$/m.exec(said)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      const reason = `it ended at once, with code ${code}`;
      reject(code === spoiltFileCode ? new SpoiltFileError(reason) : new Error(reason));
    });
  });
}
