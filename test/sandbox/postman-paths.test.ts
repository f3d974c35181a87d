import { describe, expect, it } from 'vitest';
import { htmlType, openTestSandbox, unauthenticated } from './sandbox-client.ts';

describe('the key routes', () => {
  it.each([
    ['GET', '/api-key'],
    ['POST', '/api-key'],
    ['PUT', '/api-key/1'],
    ['DELETE', '/api-key/1'],
  ])('answer %s %s with 401 without a session, and to a key', async (method, path) => {
    await using sandbox = await openTestSandbox();
    const { plain_text_key: bearer } = await sandbox.createKey(await sandbox.signIn());
    expect([
      await sandbox.postman(method, path),
      await sandbox.postman(method, path, { bearer }),
    ]).toEqual([unauthenticated, unauthenticated]);
  });

  it.each([
    ['GET', '/api-key/1'],
    ['POST', '/api-key/1'],
    ['PATCH', '/api-key/1'],
    ['POST', '/api-key/1/rotate'],
    ['GET', '/<nothing>'],
    ['GET', ''],
  ])('answer %s %s, which there is not, with HTML', async (method, path) => {
    await using sandbox = await openTestSandbox();
    const cookie = await sandbox.signIn();
    await sandbox.createKey(cookie);
    const answer = await sandbox.postman(method, path, { cookie });
    expect(answer).toEqual({
      status: 404,
      type: htmlType,
      body: expect.stringContaining(`<pre>Cannot ${method} /postman/v1`),
    });
  });
});
