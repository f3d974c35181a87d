import { renameSync, writeFileSync } from 'node:fs';
import type { Log } from '../core/ports.ts';
import { readPlain } from './on-disk.ts';

type Rectangle = Record<'x' | 'y' | 'width' | 'height', number>;

export interface WindowPlace {
  bounds: Rectangle;
  isMaximized: boolean;
}

export const defaultSize = { width: 1080, height: 720 };
export const smallestSize = { width: 720, height: 480 };

/** How much of the window must be on a screen for a person to be able to take hold of it. */
const graspable = 64;

export function readWindowPlace(file: string): WindowPlace | null {
  try {
    const read: unknown = JSON.parse(readPlain(file).toString('utf8'));
    return isWindowPlace(read) ? read : null;
  } catch {
    // Missing or damaged: the window opens in its usual size, which is all that is lost.
    return null;
  }
}

/** By hand, since the window does not wait for the library that checks everything else. */
function isWindowPlace(read: unknown): read is WindowPlace {
  const { bounds, isMaximized } = Object(read);
  const sides: unknown[] = ['x', 'y', 'width', 'height'].map((side) => Object(bounds)[side]);
  return typeof isMaximized === 'boolean' && sides.every(Number.isSafeInteger);
}

export function writeWindowPlace(file: string, place: WindowPlace, log: Log): void {
  try {
    writeFileSync(`${file}.new`, JSON.stringify(place), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch {
    log.warn('The place of the window could not be kept.');
  }
}

/**
 * The remembered bounds, made to fit the screens that are there now: a laptop taken off its large
 * screen must not open its window where nobody can see it. `null` lets the system choose the place.
 */
export function boundsOn(screens: Rectangle[], bounds: Rectangle): Rectangle | null {
  const screen = screens.find((area) => overlap(area, bounds));
  if (!screen) return null;
  const width = between(smallestSize.width, bounds.width, screen.width);
  const height = between(smallestSize.height, bounds.height, screen.height);
  return {
    x: between(screen.x, bounds.x, screen.x + screen.width - width),
    y: between(screen.y, bounds.y, screen.y + screen.height - height),
    width,
    height,
  };
}

function overlap(screen: Rectangle, bounds: Rectangle): boolean {
  const right = Math.min(screen.x + screen.width, bounds.x + bounds.width);
  const bottom = Math.min(screen.y + screen.height, bounds.y + bounds.height);
  const isWide = right - Math.max(screen.x, bounds.x) >= graspable;
  return isWide && bottom - Math.max(screen.y, bounds.y) >= graspable;
}

function between(low: number, value: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
