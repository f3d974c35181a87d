import { readFileSync } from 'node:fs';
import { endAll } from '../../scripts/children.mjs';
import { openLane } from '../survival/lane.ts';
import { goToEnd, prepareRun } from '../survival/rotation-run.ts';
import { planned } from '../survival/scenario.ts';
import { until } from '../survival/until.ts';

// A whole rotation where there is nothing but this computer: run in a network of its own, in which whatever
// is sent elsewhere leaves by the one way out and is counted there. Says what was counted.

const way = process.argv[2] ?? '';

function counted(): number {
  const line = readFileSync('/proc/net/dev', 'utf8')
    .split('\n')
    .find((one) => one.trim().startsWith(`${way}:`));
  // Behind the eight columns of what came in: bytes, then packets.
  return Number(line?.split(':')[1]?.trim().split(/\s+/)[9]);
}

/** Names are asked for by datagrams, and nothing else here is: also of a server on this computer. */
function datagrams(): number {
  const [names = '', values = ''] =
    readFileSync('/proc/net/snmp', 'utf8').match(/^Udp: .*$/gm) ?? [];
  return Number(values.split(' ')[names.split(' ').indexOf('OutDatagrams')]);
}

const lane = await openLane();
try {
  await lane.open();
  const { app } = lane.driven();
  const run = await prepareRun(lane, planned);
  await lane.call('checkKey', { keyId: run.old.id });
  const rotation = await goToEnd(run);
  await until('the keychain is checked', async () => !(await lane.state()).checkingKeychain);
  const asked = lane.recorder.heard().length;
  const quiet = { packets: counted(), datagrams: datagrams() };
  // Else it would be no wonder that nothing is counted.
  await app.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const socket = process.getBuiltinModule('node:dgram').createSocket('udp4');
        // An address that is for examples.
        socket.send('x', 53, '192.0.2.1', () => socket.close(resolve));
      }),
  );
  await until('it is counted', async () => counted() > quiet.packets);
  const control = { datagrams: datagrams() - quiet.datagrams };
  console.log(JSON.stringify({ at: rotation.step.at, asked, quiet, control }));
} finally {
  await lane.close();
  await endAll();
}
