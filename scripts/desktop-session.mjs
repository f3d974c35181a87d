import { mkdirSync, rmSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atEnd, end, endStrays, mark, run, start } from './children.mjs';
import { StepError } from './step.mjs';

/**
 * A desktop that belongs to one run: its own display, home, session bus and keyring. Nothing of the
 * user's is reached from it, and nothing of it stays.
 */

/**
 * How the keyring of the session stands.
 * - open: gnome-keyring with an unlocked default keyring.
 * - no-default: gnome-keyring runs, and nobody has made a keyring in it yet.
 * - no-service: a session bus, and no keychain on it.
 * - no-bus: not even a session bus.
 * @typedef {'open' | 'no-default' | 'no-service' | 'no-bus'} Keyring
 */

/**
 * A screen in memory, of the size of a common laptop's.
 * @param {{ keptIn?: string }} [wish] a folder in which it can be looked at
 */
export async function openDisplay({ keptIn } = {}) {
  const size = ['-screen', '0', '1440x900x24', ...(keptIn ? ['-fbdir', keptIn] : [])];
  const xvfb = start('Xvfb', ['-displayfd', '3', ...size, '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const number = await firstLine(xvfb, 3, 'Xvfb');
  return { name: `:${number}`, close: () => end(xvfb), [Symbol.asyncDispose]: () => end(xvfb) };
}

/**
 * @param {{ display: string, keyring?: Keyring }} wish
 */
export async function openSession({ display, keyring = 'open' }) {
  const home = await mkdtemp(join(tmpdir(), 'keyturn-'));
  const removeHome = () => {
    // Who still works in it would write into it while it is removed.
    endStrays({ folder: home });
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  const keepHome = atEnd(removeHome);
  /** @param {string} name */
  const folder = (name) => {
    mkdirSync(join(home, name), { recursive: true, mode: 0o700 });
    return join(home, name);
  };
  /** Made from nothing, so that no setting of the user's desktop leads out of it. @type {Record<string, string>} */
  const env = {
    PATH: process.env.PATH ?? '',
    LANG: 'C.UTF-8',
    TZ: 'Asia/Singapore',
    HOME: home,
    TMPDIR: folder('tmp'),
    XDG_CONFIG_HOME: folder('config'),
    XDG_CACHE_HOME: folder('cache'),
    XDG_DATA_HOME: folder('data'),
    XDG_RUNTIME_DIR: folder('run'),
    DISPLAY: display,
    NO_AT_BRIDGE: '1',
    [mark]: process.env[mark] ?? '',
  };
  /** @type {import('node:child_process').ChildProcess[]} */
  const services = [];
  if (keyring !== 'no-bus') {
    const { bus, address } = await startBus(home, env);
    env.DBUS_SESSION_BUS_ADDRESS = address;
    services.push(bus);
  }
  /** The program of the keyring, while there is one. @type {import('node:child_process').ChildProcess | null} */
  let keeper = null;
  if (keyring === 'open' || keyring === 'no-default') keeper = await startKeyring(env, keyring);

  async function close() {
    if (keeper) await end(keeper);
    for (const service of services) await end(service);
    removeHome();
    keepHome();
  }
  return {
    home,
    env,
    /** As a desktop does when its user asks for it, or after some time. */
    async lockKeyring() {
      await send(env, secrets, '/org/freedesktop/secrets', [
        'org.freedesktop.Secret.Service.Lock',
        'array:objpath:/org/freedesktop/secrets/aliases/default',
      ]);
    },
    /** Comes back with its keyring open, as after a new sign-in. */
    async reopenKeyring() {
      await this.stopKeyring();
      keeper = await startKeyring(env, 'open');
    },
    async stopKeyring() {
      if (keeper) await end(keeper);
      keeper = null;
    },
    /** From now on it answers nothing, as a keychain does that is busy or stuck, until it goes on. */
    pauseKeyring() {
      keeper?.kill('SIGSTOP');
    },
    resumeKeyring() {
      keeper?.kill('SIGCONT');
    },
    /** Lets the keyring ask for its password in a window, as a desktop does. */
    async offerPrompts() {
      services.push(start('/usr/libexec/gcr-prompter', [], { env, stdio: 'ignore' }));
      await until('gcr-prompter', async () => {
        const reply = await send(env, 'org.freedesktop.DBus', '/org/freedesktop/DBus', [
          'org.freedesktop.DBus.NameHasOwner',
          'string:org.gnome.keyring.SystemPrompter',
        ]);
        return reply.output.includes('true');
      });
    },
    /** Types the password into that window. */
    async answerPrompt() {
      const typed = ['search', '--sync', '--onlyvisible', '--class', 'gcr-prompter', 'windowfocus'];
      await run('xdotool', [...typed, 'type', password], { env });
      await run('xdotool', ['key', 'Return'], { env });
    },
    /** Closes that window without an answer. */
    async dismissPrompt() {
      const seen = ['search', '--sync', '--onlyvisible', '--class', 'gcr-prompter', 'windowfocus'];
      await run('xdotool', [...seen, 'key', 'Escape'], { env });
      // The window went while the key was down: it would go on repeating in whatever comes next.
      await run('xdotool', ['keyup', 'Escape'], { env });
    },
    /**
     * Somebody who shows notifications, as most desktops have. `choose` is told beforehand which of the
     * actions of one its user takes from the menu.
     */
    async offerNotifications() {
      const choice = join(home, 'choice');
      const menu = join(home, 'menu');
      const config = join(home, 'dunst.conf');
      await writeFile(choice, '');
      await writeFile(menu, `#!/bin/sh\nexec grep -m1 -F -f '${choice}'\n`, { mode: 0o700 });
      const always = ['urgency_low', 'urgency_normal'].map((name) => `[${name}]\ntimeout = 0\n`);
      await writeFile(config, `[global]\ndmenu = ${menu}\n${always.join('')}`);
      services.push(start('dunst', ['-conf', config], { env, stdio: 'ignore' }));
      await until('dunst', async () => {
        const reply = await send(env, 'org.freedesktop.DBus', '/org/freedesktop/DBus', [
          'org.freedesktop.DBus.NameHasOwner',
          'string:org.freedesktop.Notifications',
        ]);
        return reply.output.includes('true');
      });
      return { choose: (/** @type {string} */ label) => writeFile(choice, `${label}\n`) };
    },
    /** How many items are in the default keyring. */
    async countItems() {
      const reply = await send(env, secrets, '/org/freedesktop/secrets/aliases/default', [
        'org.freedesktop.DBus.Properties.Get',
        'string:org.freedesktop.Secret.Collection',
        'string:Items',
      ]);
      return reply.output.split('object path').length - 1;
    },
    /** Under what each item of Keyturn's is listed in a keychain program. */
    async labels() {
      const found = await send(env, secrets, '/org/freedesktop/secrets', [
        'org.freedesktop.Secret.Service.SearchItems',
        'dict:string:string:service,Keyturn',
      ]);
      const paths = found.output.match(/\/org\/[^"\s]+/g) ?? [];
      return Promise.all(
        paths.map(async (path) => {
          const reply = await send(env, secrets, path, [
            'org.freedesktop.DBus.Properties.Get',
            'string:org.freedesktop.Secret.Item',
            'string:Label',
          ]);
          return /string "(.*)"$/m.exec(reply.output)?.[1] ?? '';
        }),
      );
    },
    /**
     * As another program would put an item into the keyring.
     * @param {Record<string, string>} attributes
     * @param {string} secret
     */
    async storeForeign(attributes, secret) {
      const words = ['application', 'another', ...Object.entries(attributes).flat()];
      const tool = start('secret-tool', ['store', '--label=Another program', ...words], {
        env,
        stdio: ['pipe', 'ignore', 'ignore'],
      });
      tool.stdin?.end(secret);
      await new Promise((resolve, reject) => {
        tool.once('error', reject);
        tool.once('close', resolve);
      });
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Of a keyring that lives as long as one run and never holds a real key. */
const password = 'throw-away';

/**
 * @param {string} home
 * @param {NodeJS.ProcessEnv} env
 */
async function startBus(home, env) {
  // No service folders: nothing is started on demand, so what runs is what was asked for.
  const config = join(home, 'bus.conf');
  await writeFile(
    config,
    `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${home}/run/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/>
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`,
  );
  const bus = start('dbus-daemon', [`--config-file=${config}`, '--nofork', '--print-address=3'], {
    env,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  return { bus, address: await firstLine(bus, 3, 'dbus-daemon') };
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {'open' | 'no-default'} keyring
 */
async function startKeyring(env, keyring) {
  const unlock = keyring === 'open' ? ['--unlock'] : [];
  const daemon = start(
    'gnome-keyring-daemon',
    ['--foreground', '--components=secrets', ...unlock],
    {
      env,
      stdio: ['pipe', 'ignore', 'ignore'],
    },
  );
  daemon.stdin?.end(keyring === 'open' ? password : '');
  await until('gnome-keyring', async () => {
    const reply = await send(env, secrets, '/org/freedesktop/secrets', [
      'org.freedesktop.Secret.Service.ReadAlias',
      'string:default',
    ]);
    return (
      reply.status === 0 && (keyring === 'no-default' || reply.output.includes('/collection/'))
    );
  });
  return daemon;
}

const secrets = 'org.freedesktop.secrets';

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} destination
 * @param {string} path
 * @param {string[]} message a method and its arguments
 */
function send(env, destination, path, message) {
  const call = ['--session', '--print-reply', `--dest=${destination}`, path, ...message];
  return run('dbus-send', call, { env });
}

/**
 * @param {string} name
 * @param {() => Promise<boolean>} isReady
 */
async function until(name, isReady) {
  const giveUpAt = Date.now() + 20_000;
  while (!(await isReady())) {
    if (Date.now() > giveUpAt) throw new StepError(`${name} did not get ready within 20 s.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/**
 * What a service says when it is ready, on a file descriptor of its own.
 * @param {import('node:child_process').ChildProcess} child
 * @param {number} descriptor
 * @param {string} name
 * @returns {Promise<string>}
 */
function firstLine(child, descriptor, name) {
  return new Promise((resolve, reject) => {
    let said = '';
    let complaint = '';
    child.stderr?.on('data', (chunk) => (complaint += chunk));
    child.stdio[descriptor]?.on('data', (chunk) => {
      said += chunk;
      if (said.includes('\n')) resolve(said.trim());
    });
    child.once('error', () => reject(new StepError(`${name} could not be started.`)));
    child.once('exit', () => reject(new StepError(`${name} ended at once: ${complaint.trim()}`)));
  });
}
