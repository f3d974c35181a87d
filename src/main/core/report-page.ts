import { shownLabel } from '../../shared/shown-label.ts';
import {
  dayHere,
  momentInSingapore,
  standingWords,
  type Report,
  type ReportedKey,
  type ReportedRotation,
} from './report-of.ts';

/** The report as a page to be printed. It has no script, and asks for nothing but itself. */
export function reportPage(report: Report): string {
  const { madeAt, totals, keys, rotations } = report;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>API key report</title><style>${style}</style></head>
<body>
<header>
<h1>API key report</h1>
<p>${escaped(scopeWords(report))}</p>
<p class="quiet">Made by Keyturn on ${dayHere(new Date(madeAt))} (${momentInSingapore(madeAt)}). Keys are named by label and last five characters; no key is in this report.</p>
</header>
<ul class="totals">
${total(totals.keys, 'keys')}
${total(totals.expired, 'expired')}
${total(totals.due, 'end within 30 days')}
${total(totals.rotationsInLastYear, 'rotated in the last year')}
</ul>
<h2>Keys</h2>
${keys.length === 0 ? '<p>None.</p>' : keyTable(keys)}
<h2>Rotations in the last year</h2>
${rotations.length === 0 ? '<p>None.</p>' : rotationTable(rotations)}
</body>
</html>
`;
}

function scopeWords({ withinDays }: Report): string {
  if (withinDays === null) return 'All keys, with those that were retired.';
  if (withinDays === 0) return 'Keys that have expired.';
  return `Keys that have expired, or expire within ${withinDays === 1 ? 'a day' : `${withinDays} days`}.`;
}

function total(count: number, words: string): string {
  return `<li><strong>${count.toLocaleString('en')}</strong> ${words}</li>`;
}

function keyTable(keys: readonly ReportedKey[]): string {
  return table(
    [16, 11, 8, 13, 8, 8, 11, 15, 10],
    [
      'Key',
      'Account',
      'Issued',
      'Expires',
      'Standing',
      'Verified',
      'Rotated',
      'Contacts',
      'Used in',
    ],
    keys.map((key) => [
      nameCell(key),
      lines([key.service, key.environment, key.account]),
      lines([dayOf(key.issuedAt)]),
      key.expiresAt === null
        ? 'No expiry'
        : lines([key.expiresInSingapore, hereWords(key), leftWords(key)]),
      lines([standingWords[key.standing], key.retiredAt && dayOf(key.retiredAt)]),
      lines(key.verifiedAt === null ? ['Never'] : [dayOf(key.verifiedAt), key.verified]),
      lines(rotatedLines(key)),
      addressLines(key.contacts),
      lines(key.places),
    ]),
  );
}

function rotationTable(rotations: readonly ReportedRotation[]): string {
  return table(
    [20, 14, 14, 13, 13, 13, 13],
    ['Key', 'Account', 'Begun', 'New key verified', 'New key in use', 'Old key ended', 'Result'],
    rotations.map((rotation) => [
      `${escaped(shownLabel(rotation.label))}<br>${fiveOf(rotation.oldLastFive)} → ${
        rotation.newLastFive === null ? 'none' : newKeyOf(rotation, rotation.newLastFive)
      }`,
      lines([rotation.service, rotation.account]),
      lines([momentOf(rotation.startedAt), reasonWords[rotation.reason]]),
      lines([momentOf(rotation.verifiedAt)]),
      lines([momentOf(rotation.inUseAt)]),
      lines([momentOf(rotation.oldEndedAt)]),
      lines([resultWords[rotation.result], momentOf(rotation.closedAt)]),
    ]),
  );
}

function newKeyOf({ label, newLabel }: ReportedRotation, newLastFive: string): string {
  const isOther = newLabel !== null && newLabel !== label;
  return `${isOther ? `${escaped(shownLabel(newLabel))} ` : ''}${fiveOf(newLastFive)}`;
}

/** `widths` in hundredths: left to itself, a long word would press the others together. */
function table(
  widths: readonly number[],
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const columns = widths.map((width) => `<col style="width:${width}%">`).join('');
  const head = heads.map((text) => `<th scope="col">${text}</th>`).join('');
  const body = rows
    .map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
    .join('\n');
  return `<table><colgroup>${columns}</colgroup><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table>`;
}

function nameCell({ label, lastFive, tags, link }: ReportedKey): string {
  const tagLine =
    tags.length === 0 ? '' : `<br><span class="quiet">${escaped(tags.join(', '))}</span>`;
  const name = `<b dir="auto">${escaped(shownLabel(label))}</b>`;
  const linked = link === null ? name : `<a href="${escaped(link)}">${name}</a>`;
  return `${linked}<br>${fiveOf(lastFive)}${tagLine}`;
}

function fiveOf(lastFive: string): string {
  return `<code>•••••${escaped(lastFive)}</code>`;
}

function rotatedLines(key: ReportedKey): (string | null)[] {
  return [
    key.replacedBy === null ? null : `by •••••${key.replacedBy}`,
    dayOf(key.rotatedAt),
    key.replaces === null ? null : `took the place of •••••${key.replaces}`,
    key.inUseSince === null ? null : `in use since ${dayOf(key.inUseSince)}`,
  ];
}

function lines(texts: readonly (string | null)[]): string {
  const there = texts.filter((text) => text !== null && text !== '');
  return there.map((text) => escaped(text ?? '')).join('<br>') || '–';
}

/** A long address breaks where it has parts. */
function addressLines(addresses: readonly string[]): string {
  return lines(addresses).replaceAll(/[@.]/g, '$&<wbr>');
}

/** Only where it is another day than in Singapore. */
function hereWords({ expiresOn, expiresInSingapore }: ReportedKey): string {
  return expiresOn === null || expiresInSingapore?.startsWith(expiresOn) ? '' : `${expiresOn} here`;
}

function dayOf(at: string | null): string | null {
  return at === null ? null : dayHere(new Date(at));
}

function momentOf(at: string | null): string | null {
  return at === null ? null : momentInSingapore(at);
}

/** What was retired has no time left, whatever its date. */
function leftWords({ daysLeft, standing }: ReportedKey): string {
  if (daysLeft === null || standing === 'retired' || standing === 'gone') return '';
  if (daysLeft === 0) return 'today';
  const count = Math.abs(daysLeft);
  const days = count === 1 ? '1 day' : `${count.toLocaleString('en')} days`;
  return daysLeft < 0 ? `${days} ago` : `${days} left`;
}

const reasonWords: Record<ReportedRotation['reason'], string> = {
  planned: 'planned',
  leaked: 'leaked',
  'no-room': 'no room for two',
};

const resultWords: Record<ReportedRotation['result'], string> = {
  rotated: 'Rotated',
  abandoned: 'Abandoned',
  open: 'Under way',
};

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const style = `
@page { size: A4 landscape; margin: 14mm 12mm 16mm; }
* { box-sizing: border-box; }
body { margin: 0; color: #1d1f23; font: 9pt/1.4 Inter, 'Segoe UI', 'Helvetica Neue', 'Noto Sans', sans-serif; font-variant-numeric: tabular-nums; }
h1 { margin: 0 0 2pt; font-size: 18pt; font-weight: 600; letter-spacing: -0.01em; }
h2 { margin: 16pt 0 4pt; font-size: 11pt; font-weight: 600; break-after: avoid; }
p { margin: 0 0 2pt; }
.quiet { color: #5d626b; }
.totals { display: flex; gap: 24pt; margin: 10pt 0 0; padding: 6pt 0; border-block: 0.5pt solid #c9ccd1; list-style: none; }
.totals strong { font-size: 13pt; font-weight: 600; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th { padding: 4pt 8pt 4pt 0; border-bottom: 0.75pt solid #1d1f23; text-align: left; font-size: 8pt; font-weight: 600; }
td { padding: 4pt 8pt 4pt 0; border-bottom: 0.5pt solid #dcdee2; vertical-align: top; font-size: 8pt; overflow-wrap: break-word; }
a { color: inherit; text-decoration: underline; text-decoration-color: #9aa0a8; text-underline-offset: 1.5pt; }
code { font: 8pt 'JetBrains Mono', 'DejaVu Sans Mono', Consolas, monospace; }
`;
