import { create } from 'zustand';
import type { AccountId } from '../../shared/account.ts';
import type { ServiceId } from '../../shared/service.ts';
import type { GroupBy, Sort } from './arrange.ts';
import type { StateFilter } from './key-state.ts';

/** How the user looks at the list. Order and groups last for this run. */
export interface View {
  query: string;
  states: ReadonlySet<StateFilter>;
  services: ReadonlySet<ServiceId>;
  accounts: ReadonlySet<AccountId>;
  sort: Sort;
  group: GroupBy;
}

/** All of it but what is looked for, which changes with each letter. */
export type Look = Omit<View, 'query'>;

const noFilters = {
  states: new Set<StateFilter>(),
  services: new Set<ServiceId>(),
  accounts: new Set<AccountId>(),
};

const usePlainView = create<View>(() => ({
  query: '',
  ...noFilters,
  sort: { by: 'due', isReversed: false },
  group: 'none',
}));

/** With lists in the place of sets, to be written down. */
export type KeptView = {
  [Part in keyof View]: View[Part] extends ReadonlySet<infer Item> ? readonly Item[] : View[Part];
};

/** What is to be found again after a lock. */
export function keepView(): KeptView {
  const { states, services, accounts, ...rest } = usePlainView.getState();
  return { ...rest, states: [...states], services: [...services], accounts: [...accounts] };
}

export function takeView({ states, services, accounts, ...rest }: KeptView): void {
  usePlainView.setState({
    ...rest,
    states: new Set(states),
    services: new Set(services),
    accounts: new Set(accounts),
  });
}

export function onView(listener: () => void): void {
  usePlainView.subscribe(listener);
}

export function useView(): View {
  return usePlainView();
}

export function useQuery(): string {
  return usePlainView(({ query }) => query);
}

export function useLook(): Look {
  const states = usePlainView((view) => view.states);
  const services = usePlainView((view) => view.services);
  const accounts = usePlainView((view) => view.accounts);
  const sort = usePlainView((view) => view.sort);
  const group = usePlainView((view) => view.group);
  return { states, services, accounts, sort, group };
}

export function changeView(change: Partial<View>): void {
  usePlainView.setState(change);
}

export function clearFilters(): void {
  usePlainView.setState({ query: '', ...noFilters });
}

export function countFilters({ states, services, accounts }: Look): number {
  return states.size + services.size + accounts.size;
}

/** The same set with this in it, or without it if it was. */
export function toggled<Value>(set: ReadonlySet<Value>, value: Value): Set<Value> {
  const next = new Set(set);
  if (!next.delete(value)) next.add(value);
  return next;
}
