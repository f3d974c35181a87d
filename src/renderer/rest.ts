// What the first list does without: the other places, panels and dialogs. See use-rest.ts.
export { AddAccountDialog } from './add-account/add-account-dialog.tsx';
export { PickedBar } from './inventory/picked-bar.tsx';
export { KeyPanel } from './key-panel/key-panel.tsx';
export { KeychainPage } from './keychain/keychain-page.tsx';
export { ProgressPage } from './rotation/progress-page.tsx';
export { RotationPanel } from './rotation/rotation-panel.tsx';
export { SettingsPage } from './settings/settings-page.tsx';
export { SignInDialog } from './sign-in/sign-in-dialog.tsx';
export { NoKeys } from './welcome/no-keys.tsx';
export { Welcome } from './welcome/welcome.tsx';
export { Wishes } from './wishes.tsx';
