import { expect, test } from 'vitest';
import { contract } from '../../../src/shared/contract.ts';
import { firstSettings } from '../../../src/shared/first-settings.ts';
import { openKeeping } from './open-keeping.ts';
import { openUse } from './open-use.ts';

const shortcut = 'CommandOrControl+Shift+K';

test('what is changed is kept, told by State, and the rest stays as it was', () => {
  const { chosenSettings, records, store } = openUse();
  chosenSettings.change({ clipboardSeconds: 60 });
  chosenSettings.change({ density: 'dense' });
  const settings = { ...firstSettings, clipboardSeconds: 60, density: 'dense' };
  expect([store.read().settings, records.read().settings]).toEqual([settings, settings]);
});

test('the next run takes up what was chosen in this one', () => {
  const first = openUse();
  first.chosenSettings.change({ theme: 'dark', paletteShortcut: shortcut });
  const { chosenSettings, shortcut: taken, store, theme } = openUse({ records: first.records });
  chosenSettings.begin(first.records.read().settings);
  expect([theme.theme, taken.registered, store.read().paletteShortcut]).toEqual([
    'dark',
    shortcut,
    'on',
  ]);
  expect(store.read().settings.theme).toBe('dark');
});

test('a list of holidays of the user’s own is kept, and a change of something else leaves it', async () => {
  const { call, store, records } = await openKeeping();
  const holidays = [{ date: '2027-05-20', name: 'Vesak Day' }];
  expect(await call('changeSettings', { holidays })).toBeNull();
  expect(await call('changeSettings', { theme: 'dark' })).toBeNull();
  expect([store.read().settings.holidays, records.read().settings.holidays]).toEqual([
    holidays,
    holidays,
  ]);
  const twice = [...holidays, { date: '2027-05-20', name: 'Again' }];
  expect(await call('changeSettings', { holidays: twice })).toBe('call-refused');
  expect(store.read().settings.holidays).toEqual(holidays);
});

test('what cannot be kept is not done', () => {
  const { chosenSettings, records, shortcut: taken, store } = openUse();
  records.saveSettings = () => {
    throw new Error('the disk is full');
  };
  expect(() => chosenSettings.change({ paletteShortcut: shortcut })).toThrow('the disk is full');
  expect([store.read().settings, taken.registered]).toEqual([firstSettings, null]);
});

test('the shortcut brings the window forward and asks for the palette, each time', () => {
  const { appWindow, chosenSettings, shortcut: keys, store } = openUse();
  chosenSettings.change({ paletteShortcut: shortcut });
  keys.press();
  keys.press();
  expect([appWindow.timesForward, store.read().paletteAskedCount]).toEqual([2, 2]);
});

test('a shortcut that another program has is said to be taken, and is tried again when asked', () => {
  const { chosenSettings, shortcut: keys, store } = openUse();
  keys.taken.add(shortcut);
  chosenSettings.change({ paletteShortcut: shortcut });
  expect(store.read().paletteShortcut).toBe('taken');
  keys.taken.clear();
  chosenSettings.change({ paletteShortcut: shortcut });
  expect(store.read().paletteShortcut).toBe('on');
  chosenSettings.change({ paletteShortcut: null });
  expect([store.read().paletteShortcut, keys.registered]).toEqual(['none', null]);
});

test.each([
  'K',
  'Shift+K',
  'Control',
  'Control+',
  'Control+C',
  'CommandOrControl+v',
  'Cmd+Z',
  'Control+Control+K',
  // Two names of one key: it would be Control+C.
  'Control+Ctrl+C',
  'CommandOrControl+Ctrl+V',
  // Not on this keyboard: what is left of it would be Control+V.
  'Command+Control+V',
  'Control+Kä',
  'Control+KK',
  'Hyper+K',
  ' Control+K',
  'F5',
  '',
])('“%s” is no shortcut that may be taken from every program', (paletteShortcut) => {
  expect(contract.changeSettings.request.safeParse({ paletteShortcut }).success).toBe(false);
});

test.each([
  'Control+K',
  'CommandOrControl+Shift+V',
  'Alt+Space',
  'Super+C',
  'Control+F5',
  'Ctrl+Alt+Plus',
  'Cmd+.',
])('“%s” is one', (paletteShortcut) => {
  expect(contract.changeSettings.request.safeParse({ paletteShortcut }).success).toBe(true);
});

test('no shortcut, and a change of something else, are taken as well', () => {
  for (const request of [{ paletteShortcut: null }, { theme: 'dark' }, {}]) {
    expect(contract.changeSettings.request.safeParse(request).success).toBe(true);
  }
});

test('the start at login is set before it is written down, and not written down where it is refused', () => {
  const { chosenSettings, loginStart, records } = openUse();
  chosenSettings.change({ startsAtLogin: true });
  expect([loginStart.isSet, records.read().settings.startsAtLogin]).toEqual([true, true]);
  loginStart.isRefusing = true;
  expect(() => chosenSettings.change({ startsAtLogin: false })).toThrow('file-unwritable');
  expect([loginStart.isSet, records.read().settings.startsAtLogin]).toEqual([true, true]);
});

test('a start at login that was switched off in the settings of the desktop is off', () => {
  const first = openUse();
  first.chosenSettings.change({ startsAtLogin: true });
  const { chosenSettings, store } = openUse({ records: first.records });
  chosenSettings.begin(first.records.read().settings);
  expect(store.read().settings.startsAtLogin).toBe(false);
});
