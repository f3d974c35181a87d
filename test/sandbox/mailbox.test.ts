import { describe, expect, it } from 'vitest';
import { htmlType, jsonType, openTestSandbox } from './sandbox-client.ts';

function mailTo(to: string) {
  const word: unknown = expect.any(String);
  return { to, subject: word, text: word, sentAt: word };
}

describe('/mailbox.json', () => {
  it('tells the mails newest first, with four fields each', async () => {
    await using sandbox = await openTestSandbox();
    await sandbox.postman('POST', '/auth/otp', { json: { email: 'first@agency.gov.sg' } });
    await sandbox.postman('POST', '/auth/otp', { json: { email: 'second@agency.gov.sg' } });
    expect(await sandbox.ask('GET', '/mailbox.json')).toEqual({
      status: 200,
      type: jsonType,
      body: [mailTo('second@agency.gov.sg'), mailTo('first@agency.gov.sg')],
    });
  });

  it('has the last mail first also after the clock was moved back', async () => {
    await using sandbox = await openTestSandbox();
    await sandbox.moveClock({ moveMs: 604_800_000 });
    await sandbox.postman('POST', '/auth/otp', { json: { email: 'first@agency.gov.sg' } });
    await sandbox.moveClock({ reset: true });
    await sandbox.postman('POST', '/auth/otp', { json: { email: 'second@agency.gov.sg' } });
    expect((await sandbox.mails())[0]?.to).toBe('second@agency.gov.sg');
  });
});

describe('the mailbox page', () => {
  it('shows an OTP by itself, and the mails and controls', async () => {
    await using sandbox = await openTestSandbox({ isEmpty: false });
    await sandbox.postman('POST', '/auth/otp', { json: { email: 'officer@agency.gov.sg' } });
    await sandbox.setFault({ route: 'postman.create', fault: 'fail-after', times: 2 });
    const page = await sandbox.ask('GET', '/mailbox');
    const otp = await sandbox.lastOtp();
    const shown = [
      `<code class="otp">${otp}</code>`,
      'expires in 3 days',
      'To a minute before the next expiry',
      'aria-label="Clear fail-after on postman.create"',
    ];
    expect([
      page.status,
      page.type,
      shown.filter((one) => !String(page.body).includes(one)),
    ]).toEqual([200, htmlType, []]);
  });

  it('turns nothing in a mail into markup', async () => {
    await using sandbox = await openTestSandbox();
    const cookie = await sandbox.signIn();
    const label = `<img src=x onerror="alert('1')">&amp;`;
    await sandbox.createKey(cookie, label);
    await sandbox.moveClock({ toNextExpiry: true });
    const { body } = await sandbox.ask('GET', '/mailbox');
    expect([
      String(body).includes('<img'),
      String(body).includes('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;amp;'),
    ]).toEqual([false, true]);
  });

  it('may load its own style and send its own forms, and nothing else', async () => {
    await using sandbox = await openTestSandbox();
    const response = await sandbox.send('GET', '/mailbox');
    const page = await response.text();
    const style = await sandbox.ask('GET', '/mailbox.css');
    expect([
      response.headers.get('content-security-policy'),
      response.headers.get('referrer-policy'),
      /<script|<style|style=| on\w+=/.test(page),
      style.type,
    ]).toEqual([
      "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      'same-origin',
      false,
      'text/css; charset=utf-8',
    ]);
  });

  it('is where the bare address leads', async () => {
    await using sandbox = await openTestSandbox();
    const response = await sandbox.send('GET', '/');
    expect([response.status, response.headers.get('location')]).toEqual([303, '/mailbox']);
  });
});
