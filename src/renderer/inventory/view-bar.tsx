import { ListFilter, SlidersHorizontal, X } from 'lucide-react';
import { memo, useId, type ReactNode } from 'react';
import type { AccountState } from '../../shared/account-state.ts';
import type { RuleCard } from '../../shared/service.ts';
import { Popover } from '../ui/popover.tsx';
import type { GroupBy, SortBy } from './arrange.ts';
import { stateFilterWords, type StateFilter } from './key-state.ts';
import styles from './view-bar.module.css';
import { changeView, countFilters, toggled, useLook, type Look } from './view.ts';

interface ViewBarProps {
  /** What the list is called, and how much of it is seen. */
  children: ReactNode;
  /** Those that may be asked for; none at an account of its own. */
  accounts: readonly AccountState[];
  services: readonly RuleCard[];
}

/** What of the keys is seen, and in which order. */
export function ViewBar({ children, accounts, services }: ViewBarProps) {
  return (
    <div className={styles['bar']}>
      <div className={styles['title']}>{children}</div>
      <Choices accounts={accounts} services={services} />
    </div>
  );
}

const Choices = memo(function Choices({ accounts, services }: Omit<ViewBarProps, 'children'>) {
  const view = useLook();
  const count = countFilters(view);
  return (
    <>
      <Chips view={view} accounts={accounts} services={services} />
      <Popover
        label="Filter"
        align="end"
        trigger={
          <button
            type="button"
            className={`${styles['open']} ${count > 0 ? styles['on'] : ''}`}
            aria-label={count > 0 ? `Filter, ${count} on` : 'Filter'}
          >
            <ListFilter aria-hidden size={16} />
            Filter
          </button>
        }
      >
        <Filters view={view} accounts={accounts} services={services} />
      </Popover>
      <Popover
        label="Order"
        align="end"
        trigger={
          <button type="button" className={styles['open']}>
            <SlidersHorizontal aria-hidden size={16} />
            Order
          </button>
        }
      >
        <Order view={view} />
      </Popover>
    </>
  );
});

interface Offer extends Pick<ViewBarProps, 'accounts' | 'services'> {
  view: Look;
}

function Filters({ view, accounts, services }: Offer) {
  return (
    <div className={styles['groups']}>
      <fieldset>
        <legend>State</legend>
        {stateFilters.map((state) => (
          <Option
            key={state}
            text={stateFilterWords[state]}
            isOn={view.states.has(state)}
            onChange={() => changeView({ states: toggled(view.states, state) })}
          />
        ))}
      </fieldset>
      {accounts.length > 1 && (
        <div>
          {services.length > 1 && (
            <fieldset>
              <legend>Service</legend>
              {services.map(({ id, name }) => (
                <Option
                  key={id}
                  text={name}
                  isOn={view.services.has(id)}
                  onChange={() => changeView({ services: toggled(view.services, id) })}
                />
              ))}
            </fieldset>
          )}
          <fieldset>
            <legend>Account</legend>
            {accounts.map(({ id, name }) => (
              <Option
                key={id}
                text={name}
                isOn={view.accounts.has(id)}
                onChange={() => changeView({ accounts: toggled(view.accounts, id) })}
              />
            ))}
          </fieldset>
        </div>
      )}
    </div>
  );
}

function Order({ view: { sort, group } }: { view: Look }) {
  const name = useId();
  return (
    <div className={styles['groups']}>
      <fieldset>
        <legend>Sort by</legend>
        {sorts.map(({ by, text }) => (
          <Option
            key={by}
            text={text}
            radioName={`${name}-sort`}
            isOn={sort.by === by}
            onChange={() => changeView({ sort: { by, isReversed: false } })}
          />
        ))}
        <Option
          text="In reverse order"
          isOn={sort.isReversed}
          onChange={() => changeView({ sort: { ...sort, isReversed: !sort.isReversed } })}
        />
      </fieldset>
      <fieldset>
        <legend>Group by</legend>
        {groups.map(({ by, text }) => (
          <Option
            key={by}
            text={text}
            radioName={`${name}-group`}
            isOn={group === by}
            onChange={() => changeView({ group: by })}
          />
        ))}
      </fieldset>
    </div>
  );
}

const stateFilters: readonly StateFilter[] = [
  'held',
  'not-held',
  'due',
  'urgent',
  'fresh',
  'no-expiry',
  'trouble',
  'contacts',
  'rotating',
  'expired',
  'gone',
  'legacy',
  'retired',
];

const sorts: readonly { by: SortBy; text: string }[] = [
  { by: 'due', text: 'What ends first' },
  { by: 'label', text: 'Label' },
  { by: 'account', text: 'Service and account' },
  { by: 'state', text: 'State' },
  { by: 'added', text: 'Newest' },
];

const groups: readonly { by: GroupBy; text: string }[] = [
  { by: 'none', text: 'Nothing' },
  { by: 'service', text: 'Service' },
  { by: 'account', text: 'Account' },
  { by: 'state', text: 'State' },
];

interface OptionProps {
  text: string;
  isOn: boolean;
  /** One of several, of which one is on. */
  radioName?: string;
  onChange: () => void;
}

function Option({ text, isOn, radioName, onChange }: OptionProps) {
  return (
    <label className={styles['option']}>
      <input
        type={radioName === undefined ? 'checkbox' : 'radio'}
        name={radioName}
        checked={isOn}
        onChange={onChange}
      />
      <span>{text}</span>
    </label>
  );
}

/** Each filter that is on, to be taken off. */
function Chips({ view, accounts, services }: Offer) {
  const chips = [
    ...[...view.states].map((state) => ({
      key: state,
      text: stateFilterWords[state],
      drop: () => changeView({ states: toggled(view.states, state) }),
    })),
    ...services
      .filter(({ id }) => view.services.has(id))
      .map(({ id, name }) => ({
        key: `service ${id}`,
        text: name,
        drop: () => changeView({ services: toggled(view.services, id) }),
      })),
    ...accounts
      .filter(({ id }) => view.accounts.has(id))
      .map(({ id, name }) => ({
        key: `account ${id}`,
        text: name,
        drop: () => changeView({ accounts: toggled(view.accounts, id) }),
      })),
  ];
  return (
    <div className={styles['chips']}>
      {chips.map(({ key, text, drop }) => (
        <button
          key={key}
          type="button"
          className={styles['chip']}
          aria-label={`Drop filter ${text}`}
          onClick={drop}
        >
          <span>{text}</span>
          <X aria-hidden size={14} />
        </button>
      ))}
    </div>
  );
}
