import { describe, expect, it } from 'vitest';
import { isEmail, maySignIn } from '../../src/sandbox/email.ts';

describe('an e-mail address', () => {
  it.each([
    'a@agency.gov.sg',
    'First.Last+tag@Agency.GOV.SG',
    "o'neil@example.com",
    'x@a-b.co.uk',
    'team@startup.dev',
  ])('may be %s', (address) => {
    expect(isEmail(address)).toBe(true);
  });

  it.each([
    '',
    'a',
    'a@',
    '@agency.gov.sg',
    'a@b',
    'a@localhost',
    'a@agency.invalid',
    'a@agency.test',
    'a@agency.local',
    'a@agency.example',
    'a@agency.con',
    'a@agency.s1',
    'a b@agency.gov.sg',
    'a@agency..sg',
    'a@-agency.sg',
    '.a@agency.gov.sg',
    'a@b@agency.gov.sg',
    ' a@agency.gov.sg',
    'a@agency.gov.sg\n',
  ])('may not be %j', (address) => {
    expect(isEmail(address)).toBe(false);
  });

  it.each([
    ['a@agency.gov.sg', true],
    ['a@deep.agency.gov.sg', true],
    ['a@partner.com', true],
    ['a@sub.partner.com', false],
    ['a@agency.gov.sg.com', false],
    ['a.gov.sg@other.com', false],
  ])('%s may sign in: %s', (address, may) => {
    expect(maySignIn(address, ['partner.com'])).toBe(may);
  });
});
