import type { RuleCard, ServiceId } from './service.ts';
import type { ServiceDescription } from './service-description.ts';

/** No service that Keyturn knows by itself has an id that begins so. */
export const describedIdStart = 'custom-';

/** What stands on the card of a service of which nothing was said. */
export const unsaid = 'Described by you.';

export function isDescribed({ id }: Pick<RuleCard, 'id'>): boolean {
  return id.startsWith(describedIdStart);
}

/** The rule card of a service that a user has described. `descriptionOf` goes back. */
export function cardOfDescription(description: ServiceDescription, id: ServiceId): RuleCard {
  const { name, about, address, use, keyPattern, isShownOnce, reminders, rotateEvery } =
    description;
  const { validity, mostLiveKeys, probe, page } = description;
  return {
    id,
    name,
    about: about ?? unsaid,
    management: { how: 'guided' },
    signIn: null,
    environments: [{ id: 'main', name: 'Main address', address }],
    // So that a staging server need not be described once more.
    takesOwnAddress: true,
    parameters: [],
    label: null,
    contacts: null,
    validity: validity.kind === 'date' ? { kind: 'date', presets: [...datePresets] } : validity,
    mostLiveKeys: mostLiveKeys === null ? null : { count: mostLiveKeys, per: 'account' },
    keyPattern,
    keyKinds: [],
    isShownOnce,
    use,
    probe: probe === null ? null : probeOnCard(probe),
    reminders,
    serviceReminders: [],
    rotateEvery,
    pages:
      page === null ? [] : [{ purpose: 'keys', label: 'Where its keys are managed', url: page }],
    steps: page === null ? stepsWithoutPage : stepsWithPage,
    notes: [],
    legacyRows: [],
  };
}

/** What the user has said, read back from the card that was made of it. */
export function descriptionOf(card: RuleCard): ServiceDescription {
  const { name, use, keyPattern, isShownOnce, reminders, rotateEvery, probe } = card;
  return {
    name,
    about: card.about === unsaid ? null : card.about,
    address: card.environments[0]?.address ?? '',
    use,
    keyPattern,
    isShownOnce,
    validity: validityOf(card.validity),
    reminders,
    mostLiveKeys: card.mostLiveKeys?.count ?? null,
    rotateEvery,
    probe: probe === null ? null : describedProbeOf(probe),
    page: card.pages[0]?.url ?? null,
  };
}

const datePresets = [
  { count: 30, unit: 'days' },
  { count: 90, unit: 'days' },
  { count: 6, unit: 'months' },
  { count: 12, unit: 'months' },
] as const;

const stepsWithPage = {
  create: ['Open the page and sign in.', 'Create a key and copy it.'],
  retire: ['Open the page and sign in.', 'Delete the old key.'],
};
const stepsWithoutPage = {
  create: ['Get a key where this service gives them out.', 'Copy it.'],
  retire: ['Delete the old key at the service, or ask the people who run it to.'],
};

type DescribedProbe = NonNullable<ServiceDescription['probe']>;

function probeOnCard({ path, works, isJson, refused }: DescribedProbe): RuleCard['probe'] {
  const body = isJson ? 'json' : 'any';
  return {
    path,
    rules: [
      ...works.map((status) => ({ status, body, means: 'works' }) as const),
      ...refused.map((status) => ({ status, body: 'any', means: 'not-accepted' }) as const),
    ],
    spendsQuota: false,
    pace: null,
  };
}

function describedProbeOf({ path, rules }: NonNullable<RuleCard['probe']>): DescribedProbe {
  const statuses = (means: string): (string | number)[] =>
    rules.filter((rule) => rule.means === means).map(({ status }) => status);
  return {
    path,
    works: statuses('works').filter((status) => status === '2xx' || typeof status === 'number'),
    isJson: rules.some(({ means, body }) => means === 'works' && body === 'json'),
    refused: statuses('not-accepted').filter((status) => typeof status === 'number'),
  };
}

function validityOf(validity: RuleCard['validity']): ServiceDescription['validity'] {
  return validity.kind === 'date' || validity.kind === 'options' ? { kind: 'date' } : validity;
}
