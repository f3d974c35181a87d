import { dayMs, minuteMs } from './calendar.ts';
import { nextExpiryOf } from './clock-move.ts';
import { faultName, routeName, type Fault } from './faults.ts';
import { markup, type Markup } from './markup.ts';
import { inSingapore } from './singapore-time.ts';
import type { Mail, World } from './world.ts';

/** One page for the mails that the services would have sent, and for what only a sandbox can do. */
export function mailboxPage(world: World, now: Date): string {
  const mails = world.mails.toReversed();
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sandbox mailbox</title>
<link rel="stylesheet" href="/mailbox.css">
</head>
<body>
<header>
<h1>Sandbox mailbox</h1>
<p class="quiet lead">Mails that the stand-in services have sent. Nothing here left this computer.</p>
<nav class="lead" aria-label="On this page"><a href="/mailbox">Look again</a> <a href="#clock">Clock</a> <a href="#faults">Faults</a> <a href="#reset">Start again</a></nav>
</header>
<main>
${mailSection(mails)}
${clockSection(world, now)}
${faultSection(world.faults)}
${resetSection()}
</main>
</body>
</html>
`.source;
}

function mailSection(mails: readonly Mail[]): Markup {
  if (mails.length === 0) {
    return markup`<section aria-labelledby="mails"><h2 id="mails">Mails</h2><p class="quiet">None yet. Ask for a one-time password, and it appears here.</p></section>`;
  }
  return markup`<section aria-labelledby="mails"><h2 id="mails">Mails, newest first</h2><ol class="mails">${mails.map(mailItem)}</ol></section>`;
}

function mailItem({ to, subject, text, sentAt, otp }: Mail): Markup {
  const code = otp === null ? markup`` : markup`<p><code class="otp">${otp}</code></p>`;
  return markup`<li><article>
<h3>${subject}</h3>
<p class="quiet">To ${to} · ${timeOf(sentAt)}</p>
${code}<p class="words">${text}</p>
</article></li>`;
}

function clockSection(world: World, now: Date): Markup {
  const next = nextExpiryOf(world, new Date(now.getTime() + minuteMs));
  const isMoved = world.clockOffsetMs !== 0;
  const nextWords =
    next === null ? markup`No key ends after this.` : markup`The next key ends ${timeOf(next)}.`;
  return markup`<section aria-labelledby="clock"><h2 id="clock">Clock</h2>
<p>${timeOf(now.toISOString())} <span class="quiet">${isMoved ? 'moved by hand' : 'as on this computer'}</span></p>
<p class="quiet">${nextWords}</p>
<div class="row lead">
${clockButton('moveMs', dayMs, '+1 day')}
${clockButton('moveMs', 7 * dayMs, '+1 week')}
${clockButton('toNextExpiry', 'true', 'To a minute before the next expiry', next !== null)}
${clockButton('reset', 'true', 'Set right', isMoved)}
</div></section>`;
}

function clockButton(name: string, value: string | number, words: string, isUseful = true): Markup {
  const disabled = isUseful ? markup`` : markup` disabled`;
  return markup`<form method="post" action="/control/clock"><button name="${name}" value="${value}"${disabled}>${words}</button></form>`;
}

function faultSection(faults: readonly Fault[]): Markup {
  const list =
    faults.length === 0
      ? markup`<p class="quiet">Everything answers as it should.</p>`
      : markup`<ul class="faults">${faults.map(faultItem)}</ul>`;
  return markup`<section aria-labelledby="faults"><h2 id="faults">Faults</h2>
${list}
<form class="row lead" method="post" action="/control/faults">
<label>Route<select name="route">${routeName.options.map(option)}</select></label>
<label>Fault<select name="fault">${faultName.options.map(option)}</select></label>
<label>Times (empty: always)<input name="times" type="number" min="1" max="1000" value="1"></label>
<label>Delay in ms (slow)<input name="delayMs" type="number" min="0" max="600000" placeholder="5000"></label>
<button class="main">Switch on</button>
</form></section>`;
}

function faultItem({ route, fault, times, delayMs }: Fault): Markup {
  const often = times === null ? 'until cleared' : `${times} more`;
  const delay = delayMs === null ? '' : `, ${delayMs} ms`;
  return markup`<li><span><code>${route}</code> ${fault} <span class="quiet">${often}${delay}</span></span>
<form method="post" action="/control/faults/clear"><button name="route" value="${route}" aria-label="Clear ${fault} on ${route}">Clear</button></form></li>`;
}

function option(name: string): Markup {
  return markup`<option>${name}</option>`;
}

function resetSection(): Markup {
  return markup`<section aria-labelledby="reset"><h2 id="reset">Start again</h2>
<p class="quiet">Everything made here is dropped: keys, sessions, mails, faults. The clock is set right.</p>
<div class="row lead">
<form method="post" action="/control/reset"><button name="isEmpty" value="false">With the example account</button></form>
<form method="post" action="/control/reset"><button name="isEmpty" value="true">Empty</button></form>
</div></section>`;
}

function timeOf(iso: string): Markup {
  return markup`<time datetime="${iso}">${inSingapore(iso)}</time>`;
}
