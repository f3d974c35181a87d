import type { Folders, Licences, ReleaseNews } from '../../src/main/core/ports.ts';
import { fakeBrowser } from './browser.ts';

/** What Keyturn has to do with itself on a desktop. `news` is what the next question about releases brings. */
export function fakeAbout() {
  const openedFolders: string[] = [];
  const asked: string[] = [];
  const folders: Folders = { open: async (folder) => void openedFolders.push(folder) };
  const licences: Licences = {
    read: async () => [{ name: 'react', version: '19.3.1', licence: 'MIT', text: 'MIT License' }],
  };
  const question = { news: () => Promise.resolve('0.1.0') };
  const releaseNews: ReleaseNews = {
    newest({ address, path }) {
      asked.push(`${address}${path}`);
      return question.news();
    },
  };
  const releases = {
    address: 'https://releases.keyturn.example',
    path: '/newest.json',
    page: 'https://keyturn.example/releases',
  };
  const releaseBrowser = fakeBrowser();
  return {
    question,
    releases,
    releaseNews,
    releaseBrowser,
    asked,
    folders,
    openedFolders,
    licences,
  };
}
