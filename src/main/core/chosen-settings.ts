import type { Heard } from '../../shared/contract.ts';
import { settings as settingsSchema, type Settings } from '../../shared/settings.ts';
import type { AppWindow, LoginStart, Records, Shortcut, Theme } from './ports.ts';
import type { StateStore } from './state-store.ts';

/** What the user has chosen for the whole of Keyturn, and what follows from it. */
export interface ChosenSettings {
  /** Takes up what was chosen in an earlier run. */
  begin(kept: Settings): void;
  change(part: Heard<'changeSettings'> & Partial<Pick<Settings, 'updateAskedAt'>>): void;
}

interface World {
  records: Records;
  theme: Theme;
  shortcut: Shortcut;
  appWindow: AppWindow;
  loginStart: LoginStart;
  store: StateStore;
}

export function createChosenSettings(world: World): ChosenSettings {
  const { records, theme, shortcut, appWindow, loginStart, store } = world;

  function take(settings: Settings): void {
    const known = store.read();
    store.change({
      settings,
      tips: known.tips.filter((tip) => !settings.told.includes(tip)),
    });
    theme.follow(settings.theme);
  }

  function takeShortcut(): void {
    const { paletteShortcut } = store.read().settings;
    if (paletteShortcut === null) {
      shortcut.release();
      store.change({ paletteShortcut: 'none' });
      return;
    }
    const isOn = shortcut.register(paletteShortcut, askForPalette);
    store.change({ paletteShortcut: isOn ? 'on' : 'taken' });
  }

  function askForPalette(): void {
    appWindow.bringForward();
    store.change({ paletteAskedCount: store.read().paletteAskedCount + 1 });
  }

  return {
    begin(kept) {
      // What the user has changed in the settings of the desktop counts.
      take(kept.startsAtLogin ? { ...kept, startsAtLogin: loginStart.isOn() } : kept);
      takeShortcut();
    },
    change(part) {
      const before = store.read().settings;
      const given = Object.entries(part).filter(([, value]) => value !== undefined);
      const settings = settingsSchema.parse({ ...before, ...Object.fromEntries(given) });
      // Before it is written down, since it may be refused.
      if (part.startsAtLogin !== undefined) loginStart.set(part.startsAtLogin);
      records.saveSettings(settings);
      take(settings);
      // Asked for again, it may be free by now.
      if (part.paletteShortcut !== undefined) takeShortcut();
    },
  };
}
