import { addressOf } from '../../shared/address.ts';
import { isKeyHeader, isKeyTemplate } from '../../shared/key-header.ts';
import {
  complaintAboutKeyPattern,
  leavesTooLittleOpen,
  mayHoldKey,
} from '../../shared/key-pattern.ts';
import { isPageAddress } from '../../shared/page-address.ts';
import { canMeanRefused, canMeanWorks, isPlainProbePath } from '../../shared/probe-meaning.ts';
import type { RuleCard } from '../../shared/service.ts';
import { countIn, statusesIn, type DescriptionDraft } from './description-draft.ts';

/** What is wrong with which field, in words. A reminder is called by its place: `reminder 0`. */
export function complaintsAbout(
  draft: DescriptionDraft,
  others: readonly RuleCard[],
): Record<string, string> {
  const complaints = {
    name: aboutName(draft.name, others),
    address: aboutAddress(draft.address),
    page: draft.page.trim() === '' || isPageAddress(draft.page.trim()) ? null : wrongPage,
    keyPattern: aboutPattern(draft.keyPattern.trim()),
    ...aboutHeader(draft),
    ...aboutCounts(draft),
    ...(draft.canCheck ? aboutCheck(draft) : {}),
  };
  return Object.fromEntries(
    Object.entries(complaints).flatMap(([field, words]) =>
      words === null ? [] : [[field, words]],
    ),
  );
}

type Complaints = Record<string, string | null>;

const wrongPage = 'Write the whole address of the page, beginning with https://.';
const wrongCount = 'Write a whole number from 1 to 10,000.';

function aboutName(name: string, others: readonly RuleCard[]): string | null {
  if (plain(name) === '') return 'A service needs a name.';
  const isTaken = others.some((card) => plain(card.name) === plain(name));
  return isTaken ? 'There is a service of this name already. Choose another one.' : null;
}

function plain(text: string): string {
  return text.trim().toLowerCase();
}

function aboutAddress(text: string): string | null {
  if (addressOf(text) !== null) return null;
  return text.trim().toLowerCase().startsWith('http://')
    ? 'http would send your keys in the open, so it goes to this computer only. Use https.'
    : 'Write the whole address, such as https://api.example.gov.sg/v1, without ? and #.';
}

function aboutPattern(pattern: string): string | null {
  if (pattern === '') return null;
  const complaint = complaintAboutKeyPattern(pattern);
  if (complaint !== null) return complaint;
  if (leavesTooLittleOpen(pattern)) {
    return 'This leaves hardly anything open. Describe the form of a key, and never write a key here.';
  }
  return mayHoldKey(pattern)
    ? 'So much of this is fixed that it may be part of a key. Keep only what all keys share, such as live_v1_, and leave the rest open, such as [A-Za-z0-9]{32}.'
    : null;
}

function aboutHeader({ header, template, canCheck }: DescriptionDraft): Complaints {
  const name = header.trim();
  if (name === '') {
    const words = 'To check a key, Keyturn must know the header that carries it.';
    return { header: canCheck ? words : null };
  }
  return {
    header: isKeyHeader(name)
      ? null
      : 'This header cannot carry a key. Write a name alone, such as Authorization.',
    template: isKeyTemplate(template.trim())
      ? null
      : 'Write {key} where the key goes, such as Bearer {key}.',
  };
}

function aboutCounts(draft: DescriptionDraft): Complaints {
  const { validity, months, days, mostLiveKeys, rotateEvery, reminders } = draft;
  const ifSaid = (text: string): string | null => (text.trim() === '' ? null : aboutCount(text));
  return {
    months: validity === 'calendar-months' ? aboutCount(months) : null,
    days: validity === 'days' ? aboutCount(days) : null,
    mostLiveKeys: ifSaid(mostLiveKeys),
    rotateEvery: ifSaid(rotateEvery.count),
    ...Object.fromEntries(
      reminders.map(({ count }, place) => [`reminder ${place}`, aboutCount(count)]),
    ),
  };
}

function aboutCount(text: string): string | null {
  const count = countIn(text);
  return count >= 1 && count <= 10_000 ? null : wrongCount;
}

function aboutCheck({ path, works, refused }: DescriptionDraft): Complaints {
  const good = statusesIn(works);
  const bad = statusesIn(refused);
  const both = bad.find((status) => good.includes(status));
  const areGood = good.every((status) => status === '2xx' || canMeanWorks(status));
  const areBad = bad.every((status) => status !== '2xx' && canMeanRefused(status));
  return {
    path: isPlainProbePath(path.trim())
      ? null
      : 'Write a path that begins with one slash, such as /v1/me.',
    works:
      good.length > 0 && good.length < 10 && areGood
        ? null
        : 'Write 2xx, or statuses such as 200. Those that turn one away (401, 403, 429) and faults (500 and on) never mean that a key works.',
    refused:
      both !== undefined
        ? `${both} cannot mean both.`
        : bad.length < 10 && areBad
          ? null
          : 'Write statuses from 400 to 499. 407, 408 and 429 say nothing about a key.',
  };
}
