import { expect, test } from 'vitest';
import { watchNetwork } from '../../scripts/watched-network.mjs';

/** A system that answers as `unshare` does. */
function systemOf(given: { platform?: NodeJS.Platform; isRoot?: boolean; says?: string | Error }) {
  const { platform = 'linux', isRoot = false, says = '' } = given;
  const run = () =>
    says instanceof Error
      ? Promise.reject(says)
      : Promise.resolve({ status: says === '' ? 0 : 1, output: says });
  return { platform, isRoot, run };
}

test.each([
  ['only Linux makes', { platform: 'darwin' as const }],
  ['Operation not permitted', { says: 'unshare: unshare failed: Operation not permitted\n' }],
  ['spawn unshare ENOENT', { says: new Error('spawn unshare ENOENT') }],
])('where no network can be watched, that is said with its reason: %s', async (reason, given) => {
  const { said, inside } = await watchNetwork(systemOf(given));
  expect(said).toMatch(/^NOT WATCHED, /);
  expect(said).toContain(reason);
  expect(inside).toEqual([]);
});

test('root makes a network alone; whoever is not stays who he is in it, and may make it by that', async () => {
  const wordsOf = async (isRoot: boolean) =>
    (await watchNetwork(systemOf({ isRoot }))).inside.slice(0, 5);
  expect(await wordsOf(true)).toEqual(['unshare', '--net', '--', 'sh', '-c']);
  const user = ['unshare', '--map-current-user', '--keep-caps', '--net', '--'];
  expect(await wordsOf(false)).toEqual(user);
});
