import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { dayOf, secondMs } from './calendar.ts';
import { dataGov } from './data-gov.ts';
import { isLoopbackHost } from './guard.ts';
import { outcomeOf } from './outcome.ts';
import { ownPages } from './own-pages.ts';
import { postmanV1 } from './postman-v1.ts';
import { missReminders, sendReminders } from './reminders.ts';
import { text, type Reply } from './reply.ts';
import { readRequest, type Request } from './request.ts';
import { createSeededWorld } from './seed.ts';
import type { Service } from './service.ts';
import { openWorldFile, type WorldFile } from './world-file.ts';
import { createEmptyWorld, nowOf } from './world.ts';

export interface SandboxOptions {
  /** 0 takes a free one. */
  port: number;
  /** Where everything is kept; null forgets it at the end. */
  file: string | null;
  /** Without the seeded account. A file that is there already goes on as it is. */
  isEmpty?: boolean;
}

export interface Sandbox {
  port: number;
  /** Such as `http://127.0.0.1:4010`, without a slash. */
  address: string;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const services = [postmanV1, dataGov];

/** Starts the stand-in services on this computer alone; nobody else can reach them. */
export async function openSandbox({
  port,
  file,
  isEmpty = false,
}: SandboxOptions): Promise<Sandbox> {
  const worldFile = openWorldFile(file, () =>
    isEmpty ? createEmptyWorld(new Date()) : createSeededWorld(new Date()),
  );
  worldFile.change((world) => missReminders(world, nowOf(world)));

  const server = createServer((incoming, response) => {
    serve(worldFile, incoming, response).catch((error: unknown) => {
      tell(error);
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('The server has no port.');

  let closing: Promise<void> | null = null;
  function close(): Promise<void> {
    closing ??= new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
    return closing;
  }
  return {
    port: bound.port,
    address: `http://127.0.0.1:${bound.port}`,
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function serve(
  file: WorldFile,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isLoopbackHost(incoming.headers)) {
    return send(response, text(421, 'The sandbox answers to loopback names only.'), new Date());
  }
  const request = await readRequest(incoming).catch(() => null);
  // The other side went away half-way: there is nobody left to answer.
  if (request === null) return void response.destroy();
  if (request.body.kind === 'too-large') hangUpSoon(incoming);
  const service = serviceFor(request);
  try {
    passTime(file);
    const outcome = outcomeOf(service, request, file);
    if (outcome.kind === 'reset') return void incoming.socket.resetAndDestroy();
    if (outcome.delayMs > 0) await pause(outcome.delayMs, response);
    send(response, outcome.reply, nowOf(file.read()));
  } catch (error) {
    tell(error);
    send(response, service.failed(), nowOf(file.read()));
  }
}

function serviceFor({ path }: Request): Service {
  return (
    services.find(({ prefix }) => path === prefix || path.startsWith(`${prefix}/`)) ?? ownPages
  );
}

/** Midnights since the last request. */
function passTime(file: WorldFile): void {
  const isSameDay = dayOf(nowOf(file.read())) === file.read().remindedDay;
  if (!isSameDay) file.change((world) => sendReminders(world, nowOf(world)));
}

function send(response: ServerResponse, { status, headers, body }: Reply, now: Date): void {
  response.writeHead(status, {
    ...headers,
    'content-length': Buffer.byteLength(body),
    // The sandbox's time, from which a client can tell that the clock was moved.
    date: now.toUTCString(),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
  });
  response.end(body);
}

/**
 * Someone who is still sending should get to read the answer, which closing at once would prevent.
 * Someone who never stops is not waited for.
 */
function hangUpSoon(incoming: IncomingMessage): void {
  const timer = setTimeout(() => incoming.destroy(), 2 * secondMs);
  incoming.once('close', () => clearTimeout(timer));
}

/** Ends early when the connection does, so that a slow answer never holds up the end. */
function pause(ms: number, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    response.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function tell(error: unknown): void {
  process.stderr.write(`[sandbox] ${error instanceof Error ? error.stack : String(error)}\n`);
}
