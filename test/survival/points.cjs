'use strict';
// Loaded into the app before its own code (`electron -r`), which knows nothing of it. It counts the points
// at which something outside is about to be changed, or has just been, and kills the app at the one that it
// was told. Plain CommonJS, because the runtime takes it as it is.
const http = require('node:http');
const Database = require('libsql');
const { watchKeychain } = require('./keychain-points.cjs');

/** Null while nobody counts. @type {{ counts: Map<string, number>, seen: string[], killAt: string | null } | null} */
let watch = null;

globalThis.keyturnPoints = {
  /** Counts from here on, and kills at the point of that name, such as `before GET /api-key #2`. */
  watch(killAt) {
    watch = { counts: new Map(), seen: [], killAt };
  },
  seen: () => watch?.seen ?? [],
};
if (process.env.KEYTURN_KILL_AT) globalThis.keyturnPoints.watch(process.env.KEYTURN_KILL_AT);

function point(name) {
  if (watch === null) return;
  const nth = (watch.counts.get(name) ?? 0) + 1;
  watch.counts.set(name, nth);
  const numbered = `${name} #${nth}`;
  watch.seen.push(numbered);
  if (numbered === watch.killAt) process.kill(process.pid, 'SIGKILL');
}

// The journal. What a transaction changes is heard from its statements, so that its point has a name.
/** @type {string[]} */
let changes = [];
// oxlint-disable-next-line typescript/unbound-method -- They are called on what they are asked of.
const { prepare, exec } = Database.prototype;

Database.prototype.prepare = function prepareNamed(sql) {
  const statement = Reflect.apply(prepare, this, [sql]);
  const table = /(?:INSERT INTO|DELETE FROM|UPDATE) (\w+)/.exec(sql)?.[1];
  if (table !== undefined) {
    const run = statement.run.bind(statement);
    statement.run = (...values) => {
      changes.push(nameOf(table, sql, values));
      return run(...values);
    };
  }
  return statement;
};

Database.prototype.exec = function execCounted(sql) {
  if (sql.startsWith('BEGIN')) changes = [];
  if (sql !== 'COMMIT') return Reflect.apply(exec, this, [sql]);
  const name = `commit of ${[...new Set(changes)].toSorted().toReversed().join(', ')}`;
  point(`before ${name}`);
  const answer = Reflect.apply(exec, this, [sql]);
  point(`after ${name}`);
  return answer;
};

function nameOf(table, sql, values) {
  if (table === 'rotations') return `rotation ${JSON.parse(values.at(-1)).step.at}`;
  if (table === 'settings') return sql.includes("'loose-items'") ? 'loose items' : 'settings';
  return table;
}

// The keychain.
watchKeychain(point);

// The services. When the head of an answer is there, the service has done what was asked, and nobody here
// has read a byte of its body.
const { request: ask } = http;
http.request = (...args) => {
  const [url, options] = args;
  const { pathname } = new URL(url);
  const method = options?.method ?? 'GET';
  const name = `${method} ${pathname.replace(/^\/[\w-]+\/v\d/, '').replace(/\/(?:\d+|dgk_\d+)$/, '/:id')}`;
  point(`before ${name}`);
  const asked = Reflect.apply(ask, http, args);
  const { emit } = asked;
  asked.emit = (event, ...rest) => {
    if (event === 'response') point(`answered ${name}`);
    return Reflect.apply(emit, asked, [event, ...rest]);
  };
  return asked;
};
