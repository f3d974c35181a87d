import type { ChildProcess } from 'node:child_process';

/**
 * The packed app, driven from outside by Node's inspector. That is what a fuse shuts in the package, so
 * it is opened in a copy: Playwright wants Chromium's debugger too, which the packed app shuts by itself.
 */
export interface Driven {
  /** Runs an expression in main, where `electron` is what it imports. */
  inMain: <Value>(expression: string) => Promise<Value>;
  /** Runs an expression in the page of its window. */
  inPage: <Value>(expression: string) => Promise<Value>;
  close: () => void;
}

/** A module has no `require`; it is made. */
const electron = `process.getBuiltinModule('node:module').createRequire(process.resourcesPath + '/app.asar/')('electron')`;

export async function drive(app: ChildProcess): Promise<Driven> {
  const socket = new WebSocket(await inspectorOf(app));
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', reject, { once: true });
  });
  let last = 0;
  const waiting = new Map<number, (answer: Answer) => void>();
  const ended = new Promise<never>((_resolve, reject) => {
    socket.addEventListener('close', () => reject(new Error('The app has ended.')), { once: true });
  });
  ended.catch(() => undefined);
  socket.addEventListener('message', ({ data }) => {
    const answer: Answer = JSON.parse(String(data));
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });

  async function inMain<Value>(expression: string): Promise<Value> {
    last += 1;
    const id = last;
    const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve));
    const params = {
      expression: `(async (electron) => ${expression})(${electron})`,
      awaitPromise: true,
      returnByValue: true,
    };
    socket.send(JSON.stringify({ id, method: 'Runtime.evaluate', params }));
    const { result } = await Promise.race([answered, ended]);
    const wrong = result.exceptionDetails?.exception?.description;
    if (wrong !== undefined) throw new Error(wrong);
    return result.result.value as Value;
  }

  return {
    inMain,
    inPage: (expression) =>
      inMain(
        `electron.BrowserWindow.getAllWindows()[0].webContents.executeJavaScript(${JSON.stringify(expression)}, true)`,
      ),
    close: () => socket.close(),
  };
}

interface Answer {
  id: number;
  result: {
    result: { value: unknown };
    exceptionDetails?: { exception?: { description?: string } };
  };
}

/** Where it says that it listens. */
function inspectorOf(app: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    app.stderr?.on('data', (chunk) => {
      said += chunk;
      const address = /Debugger listening on (ws:\S+)/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
    app.once('exit', () => reject(new Error(`It ended and said: ${said}`)));
  });
}
