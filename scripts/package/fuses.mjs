import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { StepError } from '../step.mjs';

/**
 * How each fuse of the packed program must stand, and what for. electron-builder.yml sets them; here they
 * are read back from the program itself, so that nobody has to trust that it did.
 * @type {readonly { fuse: keyof typeof FuseV1Options, isOn: boolean }[]}
 */
export const wantedFuses = [
  // Else our program, with its place in the keychain's trust, would run anybody's script.
  { fuse: 'RunAsNode', isOn: false },
  { fuse: 'EnableNodeOptionsEnvironmentVariable', isOn: false },
  { fuse: 'EnableNodeCliInspectArguments', isOn: false },
  // What is run is the archive that was packed. (Electron compares its hash on macOS and Windows only.)
  { fuse: 'OnlyLoadAppFromAsar', isOn: true },
  { fuse: 'EnableEmbeddedAsarIntegrityValidation', isOn: true },
  { fuse: 'EnableCookieEncryption', isOn: true },
  { fuse: 'LoadBrowserProcessSpecificV8Snapshot', isOn: false },
  // The page comes from app://, and nothing from file://.
  { fuse: 'GrantFileProtocolExtraPrivileges', isOn: false },
];

/** @param {string} program */
export async function checkFuses(program) {
  const wire = await getCurrentFuseWire(program);
  const wrong = wantedFuses.filter(
    ({ fuse, isOn }) =>
      Reflect.get(wire, FuseV1Options[fuse]) !== (isOn ? FuseState.ENABLE : FuseState.DISABLE),
  );
  if (wrong.length > 0) {
    const words = wrong.map(({ fuse, isOn }) => `${fuse} is not ${isOn ? 'on' : 'off'}`);
    throw new StepError(`The fuses of ${program} are not as they must be: ${words.join(', ')}.`);
  }
  return { said: `${wantedFuses.length} as they must be` };
}
