import type { Tray, TrayFace } from '../../src/main/core/ports.ts';

export interface FakeTray extends Tray {
  /** What it shows; null if it is not there. */
  face: TrayFace | null;
  /** How often it was made or made anew. */
  timesShown: number;
  /** Whether the desktop has a place for it. */
  hasPlace: boolean;
  labels(): (string | null)[];
  choose(label: string): void;
}

/** A desktop with a place for icons. */
export function fakeTray(): FakeTray {
  const fake: FakeTray = {
    face: null,
    timesShown: 0,
    hasPlace: true,
    async show(face) {
      if (!fake.hasPlace) return false;
      fake.face = face;
      fake.timesShown += 1;
      return true;
    },
    remove() {
      fake.face = null;
    },
    labels: () => fake.face?.items.map((item) => item?.label ?? null) ?? [],
    choose(label) {
      const found = fake.face?.items.find((item) => item?.label === label);
      if (!found?.onChoose) throw new Error(`The menu has no ${label}.`);
      found.onChoose();
    },
  };
  return fake;
}
