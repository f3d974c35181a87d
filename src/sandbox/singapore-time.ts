const format = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Singapore',
  dateStyle: 'medium',
  timeStyle: 'medium',
});

/** As its readers know it; all else in the sandbox is UTC. */
export function inSingapore(iso: string): string {
  return `${format.format(new Date(iso))} SGT`;
}
