import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { appendFileSync, writeFileSync } from 'node:fs';
import { hearing } from '../../scripts/watched-network.mjs';
import { describePacket } from './packet.ts';

/**
 * Before the first test begins, and until the last one has ended: whatever is sent by the way out of the
 * watched network comes here. It is said at once, between the tests that were running, and written down for
 * the test that comes last.
 */
export default async function hearNetwork(): Promise<() => void> {
  // The SQLite library learns from a report of its process which C library there is, and for such a report
  // Node asks for the name of whatever the process has a socket at. In the app there is none by then; the
  // tests, which load it too, come after the one that is opened here.
  Object.assign(process.report, { excludeNetwork: true });
  const file = process.env['KEYTURN_SENT'] ?? '';
  writeFileSync(file, '');
  const socket = createSocket('udp4');
  socket.on('message', (message) => {
    const said = describePacket(message);
    appendFileSync(file, `${said}\n`);
    console.log(`  → sent by the way out: ${said}`);
  });
  socket.bind(hearing.port, hearing.address);
  await once(socket, 'listening');
  return () => socket.close();
}
