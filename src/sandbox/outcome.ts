import { takeFault, type Fault, type FaultName } from './faults.ts';
import { html, type Reply } from './reply.ts';
import type { Request } from './request.ts';
import { findRoute, type Call, type Service } from './service.ts';
import { nowOf } from './world.ts';
import type { WorldFile } from './world-file.ts';

/** What is to be done with the connection. */
export type Outcome = { kind: 'answer'; reply: Reply; delayMs: number } | { kind: 'reset' };

/** The service's answer to a request, or what a fault that is switched on makes of it. */
export function outcomeOf(service: Service, request: Request, file: WorldFile): Outcome {
  const found = findRoute(service, request);
  if (!found) return answer(spoiltBody(service, request) ?? service.notFound(request));
  const { route, id } = found;

  function inWorld<Result>(work: (call: Call) => Result): Result {
    return file.change((world) => work({ request, world, now: nowOf(world), id }));
  }
  const work = () => spoiltBody(service, request) ?? inWorld(route.answer);

  const { name } = route;
  const fault = name === null ? null : file.change(({ faults }) => takeFault(faults, name));
  if (fault === null) return answer(work());
  return struckBy(fault, {
    work,
    failed: service.failed,
    quotaFull: () => service.quotaFull(fault.route, nowOf(file.read())),
    endSession: () => inWorld(service.endSession),
  });
}

/** A body that cannot be read is complained about before anything else, as a parser in front would. */
function spoiltBody(service: Service, { body }: Request): Reply | null {
  if (body.kind === 'too-large') return service.tooLarge();
  return body.kind === 'broken' ? service.malformed() : null;
}

interface Means {
  /** Does what was asked, saves it, and gives the answer that would have been sent. */
  work: () => Reply;
  failed: () => Reply;
  quotaFull: () => Reply;
  endSession: () => void;
}

function struckBy({ fault, delayMs }: Fault, means: Means): Outcome {
  const { work, failed, quotaFull, endSession } = means;
  const outcomes: Record<FaultName, () => Outcome> = {
    'fail-before': () => answer(failed()),
    'fail-after': () => {
      work();
      return answer(failed());
    },
    'reset-after': () => {
      work();
      return { kind: 'reset' };
    },
    slow: () => answer(work(), delayMs ?? 0),
    'end-session': () => {
      endSession();
      return answer(work());
    },
    'cdn-403': () => answer(cdnRefusal),
    garbage: () => answer({ ...work(), body: '{"id":"4\u0000\ufffd<<' }),
    'quota-full': () => answer(quotaFull()),
  };
  return outcomes[fault]();
}

function answer(reply: Reply, delayMs = 0): Outcome {
  return { kind: 'answer', reply, delayMs };
}

const cdnRefusal = html(
  403,
  '<!doctype html><html lang="en"><head><title>Access denied</title></head><body><h1>Access denied</h1><p>Error code 1010. The owner of this website has banned your access.</p></body></html>',
);
