import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './visitors.ts';

test.describe('the page reaches no network', () => {
  for (const isPolicyOff of [false, true]) {
    const circumstances = isPolicyOff ? ' even if the policy were gone' : '';

    test(`nothing arrives at a server${circumstances}`, async ({ openApp, visitors }) => {
      const { page } = await openApp();
      if (isPolicyOff) {
        // What is left then is the guard in main.
        const inspector = await page.context().newCDPSession(page);
        await inspector.send('Page.setBypassCSP', { enabled: true });
        await page.reload();
      }
      const outcomes = await page.evaluate(tryEverything, visitors.origin);
      expect(outcomes).toEqual({
        fetch: 'failed',
        image: 'failed',
        socket: 'failed',
        events: 'failed',
        script: 'failed',
        style: 'failed',
        frame: 'no title',
      });
      expect(visitors.seen).toEqual([]);
    });
  }
});

test('neither names nor WebRTC lead out, and nothing is asked of anybody at the start', async ({
  openApp,
  openHome,
  visitors,
}) => {
  const session = await openHome();
  const netLog = join(session.home, 'net-log.json');
  const { app, page } = await openApp({ session, switches: [`--log-net-log=${netLog}`] });
  await expect(page.getByRole('status')).toHaveText('Ready');
  await page.evaluate(async (server) => {
    for (const rel of ['dns-prefetch', 'preconnect', 'prefetch']) {
      const link = document.createElement('link');
      document.head.append(Object.assign(link, { rel, href: `https://${rel}.example/` }));
    }
    const connection = new RTCPeerConnection({
      iceServers: [
        { urls: `turn:${server}?transport=tcp`, username: 'u', credential: 'c' },
        { urls: `turns:${server}?transport=tcp`, username: 'u', credential: 'c' },
        { urls: 'turn:turn.example:3478?transport=tcp', username: 'u', credential: 'c' },
        { urls: 'stun:stun.example:3478' },
      ],
      iceTransportPolicy: 'all',
    });
    connection.createDataChannel('out');
    await connection.setLocalDescription(await connection.createOffer());
    await new Promise<void>((resolve) => {
      const check = (): void => {
        if (connection.iceGatheringState === 'complete') resolve();
      };
      connection.addEventListener('icegatheringstatechange', check);
      check();
    });
    connection.close();
  }, new URL(visitors.origin).host);
  await app.close();

  expect(visitors.seen).toEqual([]);
  const { constants, events } = JSON.parse(readFileSync(netLog, 'utf8')) as NetLog;
  const names = [
    'HOST_RESOLVER_MANAGER_JOB',
    'HOST_RESOLVER_SYSTEM_TASK',
    'HOST_RESOLVER_DNS_TASK',
  ];
  const types = names.map((name) => constants.logEventTypes[name]);
  expect(types).not.toContain(undefined);
  expect(events.length).toBeGreaterThan(0);
  expect(events.filter(({ type }) => types.includes(type))).toEqual([]);
});

interface NetLog {
  constants: { logEventTypes: Record<string, number> };
  events: { type: number; params?: unknown }[];
}

/** Runs in the page: every way out that a page has. */
async function tryEverything(origin: string): Promise<Record<string, string>> {
  const first = (target: EventTarget, good: string): Promise<string> =>
    new Promise((resolve) => {
      target.addEventListener(good, () => resolve('arrived'));
      target.addEventListener('error', () => resolve('failed'));
    });
  const element = (tag: string, attributes: Record<string, string>): Promise<string> => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    const outcome = first(made, 'load');
    document.body.append(made);
    return outcome;
  };
  const connect = (open: () => EventTarget): Promise<string> | string => {
    try {
      return first(open(), 'open');
    } catch {
      return 'failed';
    }
  };
  navigator.sendBeacon(`${origin}/beacon`, 'x');
  for (const rel of ['prefetch', 'preconnect', 'dns-prefetch', 'modulepreload', 'icon']) {
    const link = document.createElement('link');
    Object.assign(link, { rel, href: `${origin}/${rel}` });
    document.head.append(link);
  }
  const form = document.createElement('form');
  Object.assign(form, { action: `${origin}/form`, method: 'post' });
  document.body.append(form);
  form.submit();
  const frame = document.createElement('iframe');
  frame.src = `${origin}/frame`;
  const framed = new Promise<string>((resolve) => {
    frame.addEventListener('load', () => resolve(frame.contentDocument?.title || 'no title'));
    setTimeout(() => resolve('no title'), 1000);
  });
  document.body.append(frame);
  return {
    fetch: await fetch(`${origin}/fetch`).then(
      () => 'arrived',
      () => 'failed',
    ),
    image: await element('img', { src: `${origin}/image` }),
    socket: await connect(() => new WebSocket(`${origin.replace('http', 'ws')}/socket`)),
    events: await connect(() => new EventSource(`${origin}/events`)),
    script: await element('script', { src: `${origin}/script` }),
    style: await element('link', { rel: 'stylesheet', href: `${origin}/style` }),
    frame: await framed,
  };
}
