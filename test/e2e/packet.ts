const protocols: Record<number, string> = {
  1: 'ICMP',
  2: 'IGMP',
  6: 'TCP',
  17: 'UDP',
  58: 'ICMPv6',
};
/** Names are asked for at these: of a server, or of everybody near. */
const namePorts = [53, 5353];

/** What stands before the packet: the tunnel's own words, and both ends of a cable that is none. */
const tunnel = 8;
const ends = 12;

/** Whereto a packet was sent that came out of the tunnel of the watched network, and what it asks for. */
export function describePacket(message: Buffer): string {
  try {
    const kind = message.readUInt16BE(tunnel + ends);
    const packet = message.subarray(tunnel + ends + 2);
    if (kind === 0x0800) {
      const words = (packet.readUInt8(0) & 0xf) * 4;
      const to = packet.subarray(16, 20).join('.');
      return describe(packet.readUInt8(9), to, packet.subarray(words));
    }
    if (kind === 0x86dd) {
      const groups = Array.from({ length: 8 }, (_, at) => packet.readUInt16BE(24 + at * 2));
      const to = new URL(`http://[${groups.map((one) => one.toString(16)).join(':')}]`).hostname;
      return describe(packet.readUInt8(6), to, packet.subarray(40));
    }
    return `a packet of kind 0x${kind.toString(16)}`;
  } catch (error) {
    return `a packet that cannot be read (${String(error)}): ${message.toString('hex')}`;
  }
}

function describe(protocol: number, to: string, inside: Buffer): string {
  const name = protocols[protocol] ?? `protocol ${protocol}`;
  if (name !== 'TCP' && name !== 'UDP') return `${name} to ${to}`;
  const port = inside.readUInt16BE(2);
  const isQuestion = name === 'UDP' && namePorts.includes(port);
  const asked = isQuestion ? `, asking for ${nameIn(inside.subarray(8))}` : '';
  return `${name} to ${to} port ${port}${asked}`;
}

/** The first name in a question: each part of it behind its length. */
function nameIn(question: Buffer): string {
  const parts: string[] = [];
  for (let at = 12; question[at]; at += 1 + (question[at] ?? 0)) {
    parts.push(question.toString('latin1', at + 1, at + 1 + (question[at] ?? 0)));
  }
  return parts.join('.');
}
