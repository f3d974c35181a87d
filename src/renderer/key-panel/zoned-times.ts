/** The services are run from Singapore and say their times so. */
const serviceZone = 'Asia/Singapore';
const parts = { dateStyle: 'medium', timeStyle: 'short' } as const;

/** A moment where the user is and where the service is, once if that is the same. */
export function zonedTimesOf(
  at: string,
  hereZone = Intl.DateTimeFormat().resolvedOptions().timeZone,
): { text: string; zone: string }[] {
  const moment = new Date(at);
  const here = {
    text: new Intl.DateTimeFormat(undefined, { ...parts, timeZone: hereZone }).format(moment),
    zone: zoneNameOf(moment, hereZone),
  };
  if (hereZone === serviceZone || hereZone === 'Singapore') return [here];
  const there = new Intl.DateTimeFormat(undefined, { ...parts, timeZone: serviceZone });
  return [here, { text: there.format(moment), zone: zoneNameOf(moment, serviceZone) }];
}

/** In full, since `GMT+8` is many places; the clock of Singapore under the letters that mails use. */
function zoneNameOf(moment: Date, timeZone: string): string {
  if (timeZone === serviceZone || timeZone === 'Singapore') return 'SGT, Singapore time';
  const name = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'long' })
    .formatToParts(moment)
    .find(({ type }) => type === 'timeZoneName');
  return name === undefined ? timeZone : `${name.value}, your time`;
}
