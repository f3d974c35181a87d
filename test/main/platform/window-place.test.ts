import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
  boundsOn,
  readWindowPlace,
  writeWindowPlace,
} from '../../../src/main/platform/window-place.ts';
import { fakeLog } from '../../fakes/log.ts';

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const second = { x: 1440, y: 0, width: 1920, height: 1080 };

describe('where the window opens again', () => {
  test('where it was', () => {
    const bounds = { x: 200, y: 100, width: 1000, height: 700 };
    expect(boundsOn([laptop, second], bounds)).toEqual(bounds);
  });

  test('where the system likes, if the screen it was on is gone', () => {
    expect(boundsOn([laptop], { x: 1600, y: 100, width: 1000, height: 700 })).toBeNull();
  });

  test('moved in, if it hung over the edge', () => {
    expect(boundsOn([laptop], { x: 1200, y: -50, width: 1000, height: 700 })).toEqual({
      x: 440,
      y: 25,
      width: 1000,
      height: 700,
    });
  });

  test('made smaller, if the screen is smaller now', () => {
    expect(boundsOn([laptop], { x: 0, y: 25, width: 3000, height: 2000 })).toEqual(laptop);
  });

  test('made larger, if the file says it was tiny', () => {
    expect(boundsOn([laptop], { x: 100, y: 100, width: 80, height: 80 })).toEqual({
      x: 100,
      y: 100,
      width: 720,
      height: 480,
    });
  });
});

describe('the file that remembers it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keyturn-place-'));
  const file = join(folder, 'window.json');
  afterAll(() => rmSync(folder, { recursive: true }));

  test('gives back what was written', () => {
    const place = { bounds: { x: 1, y: 2, width: 1000, height: 700 }, isMaximized: true };
    writeWindowPlace(file, place, fakeLog());
    expect(readWindowPlace(file)).toEqual(place);
  });

  test.each([
    '',
    '{',
    '[]',
    '{"bounds":{"x":"1"}}',
    '{"bounds":{"x":0.5,"y":0,"width":1,"height":1}}',
  ])('is forgotten when it is damaged: %s', (text) => {
    writeFileSync(file, text);
    expect(readWindowPlace(file)).toBeNull();
  });

  test('cannot be written: a line in the log, and nothing else', () => {
    const log = fakeLog();
    const place = { bounds: laptop, isMaximized: false };
    writeWindowPlace(join(folder, 'none', 'window.json'), place, log);
    expect(log.lines).toEqual(['The place of the window could not be kept.']);
    expect(() => readFileSync(join(folder, 'none'))).toThrow('ENOENT');
  });
});
