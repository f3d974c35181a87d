import Database from 'libsql';
import { expect, test } from 'vitest';
import { failureOfWrite } from '../../../src/main/platform/sqlite-failure.ts';

function errorOf(work: () => void): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('It went through.');
}

function openTable() {
  const database = new Database(':memory:');
  database.exec('CREATE TABLE words (word TEXT NOT NULL) STRICT');
  const add = (word: string | null) => database.prepare('INSERT INTO words VALUES (?)').run(word);
  return { database, add };
}

test('a disk that is full is said to be', () => {
  const { database, add } = openTable();
  database.exec('PRAGMA max_page_count = 5');
  const error = errorOf(() => add('x'.repeat(100_000)));
  expect(failureOfWrite(error)?.failure).toEqual({
    code: 'records-unwritable',
    reason: 'disk-full',
  });
});

test('so is what may not be written', () => {
  const { database, add } = openTable();
  database.exec('PRAGMA query_only = 1');
  const error = errorOf(() => add('x'));
  expect(failureOfWrite(error)?.failure).toEqual({
    code: 'records-unwritable',
    reason: 'not-allowed',
  });
});

test('a kind of error whose name the library does not know is told by its number', () => {
  // What an ordinary user gets where the folder of the file is read-only.
  const error = Object.assign(new Error('x'), { code: 'UNKNOWN_SQLITE_ERROR_1544', rawCode: 1544 });
  expect(failureOfWrite(error)?.failure).toMatchObject({ reason: 'not-allowed' });
});

test('any other error stays a bug', () => {
  const { add, database } = openTable();
  const bugs = [errorOf(() => add(null)), errorOf(() => database.exec('nonsense')), new Error('x')];
  expect(bugs.map((bug) => failureOfWrite(bug))).toEqual([null, null, null]);
});
