import { writeFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

// Main and preload also run on the development fallback (Electron 33: Node 20.18, Chromium 130),
// so everything is built for that. See docs/decisions.md.
const node = 'node20.18';
const chromium = 'chrome130';

/** Writes down whose packages went into the bundle, for the list of licences. */
function notePackages(part: string): Plugin {
  return {
    name: 'note-packages',
    writeBundle() {
      // Its own place, since another version of it may lie elsewhere.
      const inPackage = /\/(node_modules\/.*(?<=node_modules\/)(?:@[^/]+\/)?[^/]+)\//;
      const places = [...this.getModuleIds()].flatMap((id) => inPackage.exec(id)?.[1] ?? []);
      const file = `out/.packages-${part}.json`;
      writeFileSync(file, JSON.stringify([...new Set(places)].toSorted()));
    },
  };
}

export default defineConfig({
  main: {
    plugins: [notePackages('main')],
    build: {
      target: node,
      // The sandbox runs in a process of its own, from a file of its own.
      rolldownOptions: {
        input: { index: 'src/main/index.ts', sandbox: 'src/sandbox/main.ts' },
        // All in one folder, so that what is found beside a file is found from each part of it.
        output: { chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    plugins: [notePackages('preload')],
    build: {
      target: node,
      // A sandboxed preload is loaded as CommonJS and may require nothing but Electron.
      rolldownOptions: { output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    plugins: [react(), notePackages('renderer')],
    build: {
      target: chromium,
      // The page of the lock has nothing in common with the other but colours and letters.
      rolldownOptions: {
        input: { index: 'src/renderer/index.html', lock: 'src/renderer/lock.html' },
      },
      // The CSP knows no data: fonts or scripts, so nothing may be inlined.
      assetsInlineLimit: 0,
      minify: true,
      modulePreload: { polyfill: false },
    },
  },
});
