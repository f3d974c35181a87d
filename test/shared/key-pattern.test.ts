import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  complaintAboutKeyPattern,
  fitsKeyPattern,
  leavesTooLittleOpen,
  mayHoldKey,
} from '../../src/shared/key-pattern.ts';
import { ruleCards } from '../../src/shared/rule-cards.ts';

describe('the language of key patterns', () => {
  test.each([
    ['abc', ['abc'], ['ab', 'abcd', 'xabc', 'ABC', 'abc\n']],
    ['^abc$', ['abc'], ['abcd', 'xabc']],
    ['a.c', ['abc', 'a c'], ['ac', 'a\nc']],
    [String.raw`\d{3}`, ['123'], ['12', '1234', '12a', '١٢٣']],
    [String.raw`\w+`, ['a_9'], ['', 'a-9', 'é']],
    ['[a-f0-9]{2,4}', ['ab', 'a0f9'], ['a', 'abcde', 'gg']],
    ['[^ ]{3}', ['abc'], ['a c']],
    ['ab?c*', ['a', 'ab', 'abccc', 'acc'], ['abb']],
    ['a{2,}', ['aa', 'aaaaa'], ['a']],
    ['(live|test)_v1', ['live_v1', 'test_v1'], ['live', 'dev_v1', 'live|test_v1']],
    ['(?:a|b)c', ['ac', 'bc'], ['c', 'abc']],
    ['a|bb', ['a', 'bb'], ['ab', 'abb', 'b']],
    ['(a|(b|c)d)e', ['ae', 'bde', 'cde'], ['de', 'be']],
    [String.raw`a\.b\+c\$`, ['a.b+c$'], ['axb+c$', 'a.bbc$']],
    [String.raw`a\|b\/c`, ['a|b/c'], ['a']],
    [String.raw`\$`, ['$'], ['', String.raw`\$`]],
    ['🔑{2}', ['🔑🔑'], ['🔑']],
  ])('%s', (pattern, good, bad) => {
    expect(complaintAboutKeyPattern(pattern)).toBeNull();
    expect(good.filter((key) => !fitsKeyPattern(pattern, key))).toEqual([]);
    expect(bad.filter((key) => fitsKeyPattern(pattern, key))).toEqual([]);
  });

  test.each([
    ['(', 'without its )'],
    [')', 'without its ('],
    ['a)b', 'without its ('],
    ['(a', 'without its )'],
    ['[a', 'cannot stand here'],
    ['[]', 'cannot stand here'],
    ['*a', 'cannot stand here'],
    ['{2}', 'cannot stand here'],
    ['a**', 'A count stands once'],
    ['a+?', 'A count stands once'],
    ['a{2}{3}', 'A count stands once'],
    ['a{2', 'cannot stand here'],
    ['a{,3}', 'cannot stand here'],
    ['a{3,2}', 'cannot be read'],
    ['[z-a]', 'cannot be read'],
    ['(ab)+', 'A group cannot be repeated'],
    ['(a|b){2}', 'A group cannot be repeated'],
    ['(?=a)a', 'A group holds'],
    ['(?!a)b', 'A group holds'],
    ['(?<name>a)', 'A group holds'],
    [String.raw`(a)\1`, 'cannot stand here'],
    [String.raw`\bkey`, 'cannot stand here'],
    [String.raw`\p{L}`, 'cannot stand here'],
    [String.raw`\u0041`, 'cannot stand here'],
    ['a^b', 'cannot stand here'],
    ['a$b', 'cannot stand here'],
    ['a\\', 'cannot stand here'],
  ])('has no place for %s, and says why', (pattern, complaint) => {
    expect(complaintAboutKeyPattern(pattern)).toContain(complaint);
    expect(fitsKeyPattern(pattern, 'a')).toBe(false);
  });
});

describe('limits', () => {
  test('a pattern has 200 characters at most, a key 512', () => {
    expect(complaintAboutKeyPattern('a'.repeat(200))).toBeNull();
    expect(complaintAboutKeyPattern('a'.repeat(201))).toContain('at most 200 characters');
    expect(fitsKeyPattern('a+', 'a'.repeat(512))).toBe(true);
    expect(fitsKeyPattern('a+', 'a'.repeat(513))).toBe(false);
  });

  test.each([
    '.*.*.*',
    'a+a+a+',
    String.raw`\w+\w+\w+\w+x`,
    '[a-z]*[a-z]*[a-z]*!',
    `${'a?'.repeat(60)}${'a'.repeat(60)}`,
    '(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)',
    '(a+|b)(a+|b)(a+|b)',
    // Few ways, and each of them a long one.
    `${'a?'.repeat(18)}a{494}b`,
    `${'(a|a)'.repeat(18)}a{494}b`,
    `${'(|)'.repeat(18)}a{511}b`,
    '[^b]*[^b]*[^b]{170}b',
  ])('what could keep a computer busy is refused: %s', (pattern) => {
    expect(complaintAboutKeyPattern(pattern)).toContain('leaves too much open');
  });

  test.each(['[^_]+_[a-z]+_[A-Za-z0-9+/]{44}', '(live|test)_v1_[A-Za-z0-9+/]{44}={0,2}', '.{512}'])(
    'what keys look like is not: %s',
    (pattern) => {
      expect(complaintAboutKeyPattern(pattern)).toBeNull();
    },
  );

  test.each(['(a+)+', '(a*)*', '(a|a)*', '([a-z]+)*!', '(.*a){20}'])('so is %s', (pattern) => {
    expect(complaintAboutKeyPattern(pattern)).toContain('A group cannot be repeated');
  });
});

describe('a key that somebody has written down as a pattern', () => {
  const key = 'live_v1_Canary0123456789';
  test.each([
    key,
    `${key}.`,
    `${key}?`,
    `(?:${key})`,
    `(${key}|)`,
    `(${key}|${key}2)`,
    `${key}{1}`,
    `${key}{1,9}`,
    `^${key}[0-9]{4}$`,
    String.raw`${key}\d{12}`,
    `[l][i][v][e]_v1_Canary0123456789`,
    '[l]{1}[ii]{1}[v-v]ve_v1_Canary0123456789.{6}',
    String.raw`live_v1_[C\-]anary\.\w`,
  ])('is told from the form of keys: %s', (pattern) => {
    expect([complaintAboutKeyPattern(pattern), leavesTooLittleOpen(pattern)]).toEqual([null, true]);
  });

  test.each([
    '(live|test)_v1_.+',
    String.raw`\d{13}`,
    '[0-9a-f]{10}',
    '[^_]{7}',
    String.raw`[\d\w]{7}`,
    '(aaa|[0-9A-Za-z]{40})',
    'a|.*',
    ...ruleCards.flatMap(({ keyPattern }) => keyPattern ?? []),
  ])('is not %s', (pattern) => {
    expect([complaintAboutKeyPattern(pattern), leavesTooLittleOpen(pattern)]).toEqual([
      null,
      false,
    ]);
  });
});

describe('the beginning of a key that somebody has written down, with the rest left open', () => {
  test.each([
    'mysecret.*',
    '.*mysecret',
    'hunter42.*',
    'Canary0123456789.*',
    'live_v1_Canary0123456789.+',
    'live_v1_[A-Za-z0-9]{4}Canary0123456789[A-Za-z0-9]{20}',
    '[l][i][v][e]_v1_Canary0123456789.+',
    '(live_v1_Canary0123456789|test).+',
    '3d844edf-.*',
    '3d844-8d35f-48ac9-.*',
    'correct-horse-battery-staple-.*',
    String.raw`abcd\.efgh\.ijkl\.mnop\.qrst\.uvwx\..+`,
    'averyverylongword_.+',
    'CaNaRyKey_.+',
    'Zm9vYmFy.+==',
  ])('is told from what all keys share: %s', (pattern) => {
    expect([complaintAboutKeyPattern(pattern), leavesTooLittleOpen(pattern)]).toEqual([
      null,
      false,
    ]);
    expect(mayHoldKey(pattern)).toBe(true);
  });

  test.each([
    'live_v1_.+',
    '(live|test)_v1_.+',
    '(production|staging|development|sandbox|live|test)_v1_.+',
    'key_prod_[A-Za-z0-9]{32}',
    'GOVUK-[0-9a-f]{32}',
    'notifications-key-.+',
    'github_pat_.+',
    'sk-ant-api03-.+',
    'AKIA[A-Z0-9]{16}',
    'AIzaSy.{33}',
    String.raw`eyJ[\w-]{33}\.[\w.-]+`,
    String.raw`SG\.[\w-]{22}\.[\w-]{43}`,
    '[0-9a-f]{32}-us1',
    'Bearer .+',
    'a{30}.{20}',
    '.{32}',
    ...ruleCards.flatMap(({ keyPattern }) => keyPattern ?? []),
  ])('is not %s', (pattern) => {
    expect([complaintAboutKeyPattern(pattern), mayHoldKey(pattern)]).toEqual([null, false]);
  });

  test('nor what cannot be read, which is refused anyway', () => {
    expect(mayHoldKey('(mysecretmysecret')).toBe(false);
  });
});

describe('whatever somebody writes', () => {
  const counted = ['+', '*', '?', '{1,20}', '{0,512}'];
  const single = ['a', '.', '[a-z]', '[^x]', String.raw`\d`, String.raw`\w`, '🔑', '_v1_'];
  const others = ['(', '(?:', ')', '|', '^', '$', '\\', ']'];
  const pieces = fc.constantFrom(...single, ...counted, ...others);
  const pattern = fc.oneof(
    fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary' }),
  );

  test('it is refused with words, or matched in no time at all', { timeout: 60_000 }, () => {
    const hardest = ['a'.repeat(512), `${'a'.repeat(511)}!`, '1'.repeat(511).concat('\n')];
    fc.assert(
      fc.property(pattern, (text) => {
        const complaint = complaintAboutKeyPattern(text);
        const startedAt = performance.now();
        const fits = hardest.some((key) => fitsKeyPattern(text, key));
        // Generous, for a computer that is busy: what runs away takes minutes.
        expect(performance.now() - startedAt).toBeLessThan(2000);
        expect(complaint === null || (complaint.length > 10 && !fits)).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });
});
