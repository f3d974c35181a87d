import { expect, test } from 'vitest';
import { oneAtATime } from '../../../src/main/core/one-at-a-time.ts';

function open() {
  const ends: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const once = oneAtATime(
    () => new Promise((resolve, reject) => void ends.push({ resolve, reject })),
  );
  return { ends, once };
}

test('what is asked for while it runs is done once more afterwards, however often it was asked for', async () => {
  const { ends, once } = open();
  const first = once();
  const others = [once(), once(), once()];
  expect(ends).toHaveLength(1);
  ends[0]?.resolve();
  await first;
  await expect.poll(() => ends.length).toBe(2);
  ends[1]?.resolve();
  await Promise.all(others);
  expect(ends).toHaveLength(2);

  void once();
  expect(ends).toHaveLength(3);
});

test('one that fails stops no other, and only those hear of it who asked for it', async () => {
  const { ends, once } = open();
  const first = once();
  const second = once();
  ends[0]?.reject(new Error('odd'));
  await expect(first).rejects.toThrow('odd');
  await expect.poll(() => ends.length).toBe(2);
  const third = once();
  ends[1]?.resolve();
  await second;
  await expect.poll(() => ends.length).toBe(3);
  ends[2]?.resolve();
  await third;
});
