import { blank, type DescriptionDraft } from './description-draft.ts';

/** What is known of neighbours, and no more: what is not, the user fills in. */
export const presets: readonly { name: string; draft: DescriptionDraft }[] = [
  { name: 'Blank', draft: blank },
  {
    name: 'GOV.UK Notify',
    draft: {
      ...blank,
      name: 'GOV.UK Notify',
      about: 'Live, team and test keys. Rotate them every six months, and when someone leaves.',
      isShownOnce: true,
      rotateEvery: { count: '6', unit: 'months' },
    },
  },
  {
    name: 'ForSG',
    draft: {
      ...blank,
      name: 'ForSG',
      about: 'Keys begin with live_v1_ or test_v1_.',
      keyPattern: '(live|test)_v1_.+',
      header: 'Authorization',
    },
  },
  {
    name: 'PaySG',
    draft: {
      ...blank,
      name: 'PaySG',
      about: 'Keys are issued by form.',
      validity: 'none',
    },
  },
];
