import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { z } from 'zod';
import type { Build } from '../../shared/state.ts';

const description = z.object({ kind: z.enum(['release', 'development-runtime']) });

/** What `npm run package` has written into the package.json that it packs. What says nothing is no release. */
export function buildOf(): Build {
  if (!app.isPackaged) return 'checkout';
  const text = readFileSync(join(app.getAppPath(), 'package.json'), 'utf8');
  const read = description.safeParse(JSON.parse(text));
  return read.success ? read.data.kind : 'development-runtime';
}
