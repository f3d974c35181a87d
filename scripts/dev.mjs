import { dirname } from 'node:path';
import { forgetBuild, runTool } from './build.mjs';
import { getElectron } from './electron-runtime.mjs';
import { step, StepError } from './step.mjs';
import { rootSwitches } from './launch.mjs';
import { needsDisplay } from './system-packages.mjs';

/** The app with hot reload: a change in the renderer shows at once, one in main restarts it. */
export async function run() {
  if (needsDisplay()) {
    throw new StepError(
      'npm run dev needs a display. Without one, `npm start` shows the app in pictures.',
    );
  }
  const electron = await step('Electron', () => getElectron());
  forgetBuild();
  const noSandbox = rootSwitches().length > 0 ? ['--noSandbox'] : [];
  const { status } = await runTool('electron-vite', ['dev', '--watch', ...noSandbox], {
    show: true,
    env: {
      ...process.env,
      ELECTRON_EXEC_PATH: electron.executable,
      ELECTRON_OVERRIDE_DIST_PATH: dirname(electron.executable),
    },
  });
  process.exitCode = status;
}
