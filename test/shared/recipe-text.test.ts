import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { parseEnv } from 'node:util';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitsRecipe, recipesOf, recipeText } from '../../src/shared/recipe-text.ts';
import { recipe, type Recipe } from '../../src/shared/recipe.ts';
import { ruleCards } from '../../src/shared/rule-cards.ts';
import { apiDataGov } from '../../src/shared/rule-cards/api-data-gov.ts';
import { dataGovAdmin } from '../../src/shared/rule-cards/data-gov-admin.ts';
import { postmanV1 } from '../../src/shared/rule-cards/postman-v1.ts';
import { postmanV2 } from '../../src/shared/rule-cards/postman-v2.ts';
import type { RuleCard } from '../../src/shared/service.ts';

const place = {
  card: postmanV1,
  address: 'https://api.postman.gov.sg/v1',
  parameters: {},
  label: 'ops-mailer',
};
const key = 'ops_v1_aB3+/xYz0123456789aB3+/xYz0123456789aB3+/AB1==';

test.each([
  ['key', key],
  ['header', `Authorization: Bearer ${key}`],
  [
    'curl',
    `curl 'https://api.postman.gov.sg/v1/transactional/email?limit=0' -H 'Authorization: Bearer ${key}'`,
  ],
  ['env-line', `POSTMAN_API_KEY=${key}`],
  ['export-line', `export POSTMAN_API_KEY='${key}'`],
  ['powershell', `$env:POSTMAN_API_KEY = '${key}'`],
  ['json', `{"POSTMAN_API_KEY":"${key}"}`],
] as const)('a Postman v1 key as %s', (form, text) => {
  expect(recipeText(form, key, place)).toBe(text);
});

test('the header is the one of the card', () => {
  expect(recipeText('header', key, { ...place, card: dataGovAdmin })).toBe(
    `x-dgs-admin-api-key: ${key}`,
  );
});

test('a key with signs that mean something to a replacement is itself in its header', () => {
  expect(recipeText('header', "a$&b$'c$$d", place)).toBe("Authorization: Bearer a$&b$'c$$d");
});

test('curl asks at the address of the account, with its parameters in their places', () => {
  const campaign = { ...place, card: postmanV2, address: 'https://postman.gov.sg/api/v2' };
  expect(recipeText('curl', key, { ...campaign, parameters: { campaignId: `7 '?$(x)` } })).toBe(
    `curl 'https://postman.gov.sg/api/v2/campaigns/7%20'\\''%3F%24(x)/messages?limit=1' -H 'Authorization: Bearer ${key}'`,
  );
  expect(recipeText('curl', key, campaign)).toBe(null);
  expect(recipeText('curl', key, { ...campaign, card: postmanV1, address: null })).toBe(null);
});

test('a preview shows dots in the place of the key, in every form', () => {
  const dots = '•••••AB12C';
  const forms = recipe.options.map((form) => recipeText(form, dots, place));
  expect(forms).toEqual([
    dots,
    `Authorization: Bearer ${dots}`,
    `curl 'https://api.postman.gov.sg/v1/transactional/email?limit=0' -H 'Authorization: Bearer ${dots}'`,
    `POSTMAN_API_KEY=${dots}`,
    `export POSTMAN_API_KEY='${dots}'`,
    `$env:POSTMAN_API_KEY = '${dots}'`,
    `{"POSTMAN_API_KEY":"${dots}"}`,
  ]);
});

test('a card has the forms that it knows enough for', () => {
  expect(recipesOf(postmanV1)).toEqual(recipe.options);
  expect(recipesOf({ ...postmanV1, probe: null })).not.toContain('curl');
  expect(recipesOf({ ...postmanV1, use: null })).toEqual([
    'key',
    'env-line',
    'export-line',
    'powershell',
    'json',
  ]);
});

test.each([
  ['Postman v1', 'POSTMAN_API_KEY'],
  ['Postman v2', 'POSTMAN_API_KEY'],
  ['data.gov.sg admin', 'DATA_GOV_SG_ADMIN_API_KEY'],
  ['api.data.gov', 'API_DATA_GOV_API_KEY'],
  ['Data.gov-style API', 'DATA_GOV_STYLE_API_KEY'],
  ['My API key', 'MY_API_KEY'],
  ['GOV.UK Notify', 'GOV_UK_NOTIFY_API_KEY'],
  ['Café $(rm -rf ~)', 'CAFE_RM_RF_API_KEY'],
  ['3scale', 'SCALE_API_KEY'],
  ['政府', 'OPS_MAILER_API_KEY'],
  ['API', 'OPS_MAILER_API_KEY'],
])('the variable of “%s” is %s', (name, variable) => {
  const card = { ...postmanV1, name };
  expect(recipeText('env-line', 'x', { ...place, card })).toBe(`${variable}=x`);
});

test('a service and a label in no Latin letter leave a plain name', () => {
  const card = { ...postmanV1, name: '政府' };
  expect(recipeText('env-line', 'x', { ...place, card, label: '钥匙' })).toBe('API_KEY=x');
});

test('whatever a service and a label are called, the variable is a harmless name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, label) => {
      const text = recipeText('env-line', 'x', { ...place, card: { ...postmanV1, name }, label });
      expect(text).toMatch(/^(?:[A-Z][A-Z0-9_]*_)?API_KEY=x$/);
    }),
  );
});

test('every key of a service we know can be had in every form', () => {
  for (const card of ruleCards) {
    for (const form of recipesOf(card)) expect([form, fitsRecipe(form, key)]).toEqual([form, true]);
  }
});

const telling = `aZ09+/=-_.~:%@, '"\`$\\!#&|;<>()[]{}*?^\n\t‘’‚‛“•éß键🗝`;

/** Keys as no service makes them, of all that has a meaning somewhere. */
const wildKey = fc.oneof(
  fc.string({
    minLength: 1,
    unit: fc.constantFrom(...Array.from(telling)),
  }),
  fc.string({ minLength: 1, unit: 'grapheme' }),
  fc.string({ minLength: 1, unit: 'binary' }),
);
const nameOf = 'POSTMAN_API_KEY';

function textOf(form: Recipe, wild: string, card: RuleCard = postmanV1): string {
  const text = recipeText(form, wild, { ...place, card });
  if (text === null) throw new Error('this form is there');
  return text;
}

function run(shell: string, script: string): string {
  const { stdout, status } = spawnSync(shell, ['-s'], {
    input: script,
    env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C.UTF-8' },
    encoding: 'utf8',
  });
  return status === 0 ? stdout : `it ended with ${status}`;
}

const shells = ['/bin/sh', '/bin/bash', '/bin/dash', '/bin/zsh'].filter((path) => existsSync(path));

for (const shell of shells) {
  test(`${shell} takes the export line and gives back the key, whatever is in it`, () => {
    fc.assert(
      fc.property(
        wildKey.filter((wild) => fitsRecipe('export-line', wild)),
        (wild) => {
          expect(run(shell, `${textOf('export-line', wild)}\nprintf %s "$${nameOf}"`)).toBe(wild);
        },
      ),
      { numRuns: 150 },
    );
  });

  test(`${shell} reads the .env line as the key`, () => {
    fc.assert(
      fc.property(
        wildKey.filter((wild) => fitsRecipe('env-line', wild)),
        (wild) => {
          expect(run(shell, `${textOf('env-line', wild)}\nprintf %s "$${nameOf}"`)).toBe(wild);
        },
      ),
      { numRuns: 150 },
    );
  });

  test(`${shell} gives curl an address and the header, and nothing else`, () => {
    const sendable = fc.string({ minLength: 1, unit: 'binary-ascii' });
    fc.assert(
      fc.property(
        sendable.filter((wild) => fitsRecipe('curl', wild)),
        (wild) => {
          const fake = `curl() { for one; do printf '%s\\n' "$one"; done; }`;
          expect(run(shell, `${fake}\n${textOf('curl', wild)}\n`).split('\n')).toEqual([
            'https://api.postman.gov.sg/v1/transactional/email?limit=0',
            '-H',
            `Authorization: Bearer ${wild}`,
            '',
          ]);
        },
      ),
      { numRuns: 150 },
    );
  });
}

test('a reader of .env files gives back the key', () => {
  fc.assert(
    fc.property(
      wildKey.filter((wild) => fitsRecipe('env-line', wild)),
      (wild) => {
        expect(parseEnv(`A=1\n${textOf('env-line', wild)}\nB=2\n`)).toEqual({
          A: '1',
          [nameOf]: wild,
          B: '2',
        });
      },
    ),
    { numRuns: 500 },
  );
});

test('JSON gives back the key', () => {
  fc.assert(
    fc.property(wildKey, (wild) => {
      expect(JSON.parse(textOf('json', wild))).toEqual({ [nameOf]: wild });
    }),
  );
});

/** By PowerShell's grammar, since it does not run here: a verbatim string, in which two quotes are one. */
function readPowerShell(line: string): string | null {
  const quote = /['\u2018-\u201b]/u;
  const body = /^\$env:POSTMAN_API_KEY = '([^]*)'$/.exec(line)?.[1] ?? null;
  if (body === null) return null;
  let value = '';
  for (let at = 0; at < body.length; at += 1) {
    const here = body[at] ?? '';
    if (quote.test(here)) {
      at += 1;
      if (!quote.test(body[at] ?? '')) return null;
    }
    value += here;
  }
  return value;
}

test('by its grammar, PowerShell gives back the key', () => {
  fc.assert(
    fc.property(
      wildKey.filter((wild) => fitsRecipe('powershell', wild)),
      (wild) => {
        expect(readPowerShell(textOf('powershell', wild))).toBe(wild);
      },
    ),
    { numRuns: 500 },
  );
});

test.each([
  ['header', 'two\nlines'],
  ['header', 'with a blank'],
  ['curl', 'two\r\nX-Other: header'],
  ['curl', 'ключ'],
  ['export-line', 'bell\u0007'],
  ['export-line', 'end of a paste \u001b[201~'],
  ['powershell', 'nul\0'],
  ['env-line', 'back\\slash'],
  ['env-line', `it's $HOME`],
  ['env-line', `it's a "quote"`],
] as const)('as %s, %j cannot be had', (form, wild) => {
  expect(fitsRecipe(form, wild)).toBe(false);
});

test('each form that is refused could be had by an ordinary key', () => {
  for (const form of recipe.options) expect(fitsRecipe(form, key)).toBe(true);
});

test('curl is told not to read braces in a path as a list', () => {
  const braces = {
    ...apiDataGov,
    probe: apiDataGov.probe && { ...apiDataGov.probe, path: '/a{}b' },
  };
  expect(recipeText('curl', key, { ...place, card: braces, address: 'https://api.data.gov' })).toBe(
    `curl -g 'https://api.data.gov/a{}b' -H 'X-Api-Key: ${key}'`,
  );
});
