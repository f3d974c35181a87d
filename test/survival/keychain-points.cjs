'use strict';
// The points at the keychain, heard at the socket of the session bus: what the app asks of the Secret Service
// is seen just before it is sent, and the answer just before the app can read it.
const { Socket } = require('node:net');

const points = {
  CreateItem: 'write',
  SetSecret: 'write',
  GetSecret: 'read',
  Delete: 'removal',
};

/** What is known of each connection to the bus. */
const lines = new WeakMap();
/** What each item is, by its path, as searches and creates have told. @type {Map<string, string>} */
const items = new Map();

/** @param {(name: string) => void} point */
exports.watchKeychain = function watchKeychain(point) {
  // oxlint-disable-next-line typescript/unbound-method -- They are called on what they are asked of.
  const { write, push } = Socket.prototype;

  Socket.prototype.write = function writeHeard(...args) {
    const [chunk] = args;
    // How a client begins to speak to a bus, and how it ends saying who it is.
    if (typeof chunk === 'string' && chunk.startsWith('AUTH EXTERNAL')) lines.set(this, null);
    else if (chunk === 'BEGIN\r\n' && lines.has(this)) {
      lines.set(this, { unread: Buffer.alloc(0), waiting: new Map() });
    } else if (Buffer.isBuffer(chunk)) hearQuestion(lines.get(this), chunk, point);
    return Reflect.apply(write, this, args);
  };

  Socket.prototype.push = function pushHeard(...args) {
    const [chunk] = args;
    const line = lines.get(this);
    if (line && Buffer.isBuffer(chunk)) hearAnswers(line, chunk, point);
    return Reflect.apply(push, this, args);
  };
};

/** Each message is written by itself. */
function hearQuestion(line, bytes, point) {
  if (!line) return;
  const { serial, fields } = headOf(bytes);
  const [path, member] = [fields.get(1), fields.get(3)];
  if (member === 'SearchItems') {
    // Without a name all items are searched for, which is what a start does.
    if (bytes.includes('username')) line.waiting.set(serial, { item: itemIn(bytes) });
    else ask('search of the keychain');
    return;
  }
  if (!(member in points)) return;
  const item = member === 'CreateItem' ? itemIn(bytes) : (items.get(path) ?? 'an item');
  ask(`${points[member]} of ${item}`, item);

  function ask(name, of) {
    line.waiting.set(serial, { name, item: of });
    point(`before ${name}`);
  }
}

function hearAnswers(line, chunk, point) {
  line.unread = Buffer.concat([line.unread, chunk]);
  for (let size = sizeOf(line.unread); size !== null; size = sizeOf(line.unread)) {
    const bytes = line.unread.subarray(0, size);
    line.unread = line.unread.subarray(size);
    const replyTo = headOf(bytes).fields.get(5);
    const asked = line.waiting.get(replyTo);
    if (asked === undefined) continue;
    line.waiting.delete(replyTo);
    if (asked.item) {
      const paths = bytes.toString('latin1').match(/\/org\/freedesktop\/secrets\/[\w/]+/g) ?? [];
      for (const path of paths) items.set(path, asked.item);
    }
    if (asked.name) point(`after ${asked.name}`);
  }
}

function itemIn(bytes) {
  if (bytes.includes('•••••')) return 'the item of a key';
  return bytes.includes('Keyturn test item') ? 'the test item' : 'the item of a session';
}

// How D-Bus puts a message: a head of fixed size, the fields of the header, which end at a multiple of
// eight, and the body.
const fixedSize = 16;

/** Null while not all of it is there. */
function sizeOf(bytes) {
  if (bytes.length < fixedSize) return null;
  const size = atMultiple(fixedSize + bytes.readUInt32LE(12), 8) + bytes.readUInt32LE(4);
  return bytes.length < size ? null : size;
}

/** The fields by their number: 1 the path, 3 the member, 5 to which message it is the reply. */
function headOf(bytes) {
  const fields = new Map();
  const end = fixedSize + bytes.readUInt32LE(12);
  for (let at = fixedSize; at < end;) {
    at = atMultiple(at, 8);
    const number = bytes[at];
    const type = String.fromCharCode(bytes[at + 2]);
    // After the number comes the type, as a text of one letter.
    at += 4;
    if (type === 'g') {
      at += 1 + bytes[at] + 1;
      continue;
    }
    const value = bytes.readUInt32LE(at);
    at += 4;
    if (type === 'u') {
      fields.set(number, value);
      continue;
    }
    fields.set(number, bytes.toString('utf8', at, at + value));
    at += value + 1;
  }
  return { serial: bytes.readUInt32LE(8), fields };
}

function atMultiple(at, size) {
  return Math.ceil(at / size) * size;
}
