import { end, start } from './children.mjs';
import { build } from './build.mjs';
import { checkChromiumSandbox } from './chromium-sandbox.mjs';
import { getElectron } from './electron-runtime.mjs';
import { rootSwitches } from './launch.mjs';
import { root } from './project.mjs';
import { secondsSinceStart, step } from './step.mjs';
import { needsDisplay } from './system-packages.mjs';

/**
 * Opens the app; where there is no display, shows it in pictures.
 * @param {string} name
 * @param {string[]} words
 */
export async function run(name, words) {
  const electron = await step('Electron', () => getElectron());
  await step('Sandbox', () => checkChromiumSandbox(electron));
  await step('Build', build);
  if (name === 'tour' || needsDisplay()) {
    const { tour } = await import('./tour/tour.mjs');
    await step('Tour', () => tour(electron, words));
    console.log(`✓ Done      ${secondsSinceStart()} after the start`);
    return;
  }
  console.log(`✓ Ready     opening the window (${secondsSinceStart()} since the start)`);
  const app = start(electron.executable, [...rootSwitches(), '.', ...words], {
    cwd: root,
    stdio: 'inherit',
    isFree: true,
  });
  process.exitCode = await new Promise((resolve, reject) => {
    app.once('error', reject);
    app.once('exit', (code) => resolve(code ?? 1));
  });
  await end(app);
}
