import { useId, useState } from 'react';
import type { RuleCard, Span } from '../../shared/service.ts';
import type { ReminderSettings } from '../../shared/settings.ts';
import { spansWords } from '../../shared/span.ts';
import { stagesOfCard, stagesOfService, withStages } from '../../shared/stages.ts';
import type { State } from '../../shared/state.ts';
import { complaintAboutStages, isSameStages } from '../stages/stage-draft.ts';
import { StagesField } from '../stages/stages-field.tsx';
import { Button } from '../ui/button.tsx';
import { servicesFirst } from './services-first.ts';
import styles from './service-stages.module.css';

interface ServiceStagesProps {
  state: State;
  /** All that was chosen, also what main has not told of yet. */
  chosen: () => ReminderSettings['stages'];
  onChoose: (stages: ReminderSettings['stages']) => void;
}

/** When to remind of the keys of each service: by its rule card, until the user says otherwise. */
export function ServiceStages({ state, chosen, onChoose }: ServiceStagesProps) {
  const [isWhole, setWhole] = useState(false);
  const [openId, setOpenId] = useState<RuleCard['id'] | null>(null);
  const { first, others } = servicesFirst(state);
  const shown = isWhole ? [...first, ...others] : first;
  const known = new Set(state.services.map(({ id }) => id));
  return (
    <div className={styles['part']}>
      <h3>How long before the end</h3>
      <p className={styles['quiet']}>
        Each service begins with stages of its own, which can be others for a single key in its
        panel.
      </p>
      <ul className={styles['services']} aria-label="Stages of services">
        {shown.map((card) => (
          <Service
            key={card.id}
            card={card}
            stages={stagesOfService(card, state.settings.reminders)}
            isOpen={card.id === openId}
            onToggle={() => setOpenId(card.id === openId ? null : card.id)}
            onChoose={(stages) => {
              const kept = chosen().filter(({ serviceId }) => known.has(serviceId));
              onChoose(withStages(kept, card.id, stages));
            }}
          />
        ))}
      </ul>
      {!isWhole && others.length > 0 && (
        <Button kind="quiet" onPress={() => setWhole(true)}>
          {others.length === 1 ? 'Show 1 other service' : `Show ${others.length} other services`}
        </Button>
      )}
    </div>
  );
}

interface ServiceProps {
  card: RuleCard;
  stages: readonly Span[];
  isOpen: boolean;
  onToggle: () => void;
  /** Null for those of its card again. */
  onChoose: (stages: readonly Span[] | null) => void;
}

function Service({ card, stages, isOpen, onToggle, onChoose }: ServiceProps) {
  const id = useId();
  const ofCard = stagesOfCard(card);
  const isOwn = !isSameStages(stages, ofCard);
  return (
    <li>
      <div className={styles['service']}>
        <p id={`${id}-name`} className={styles['name']}>
          {card.name}
        </p>
        <p className={styles['stages']}>
          {/* Open, its chips say it. */}
          {!isOpen && spansWords(stages)}
          {isOwn && <span className={styles['mark']}>Changed</span>}
        </p>
        <Button
          kind="quiet"
          label={`${isOpen ? 'Close' : 'Change'} the stages of ${card.name}`}
          isExpanded={isOpen}
          onPress={onToggle}
        >
          {isOpen ? 'Done' : 'Change'}
        </Button>
      </div>
      {isOpen && <Editor id={`${id}-name`} stages={stages} ofCard={ofCard} onChoose={onChoose} />}
    </li>
  );
}

interface EditorProps {
  /** Of what names it. */
  id: string;
  stages: readonly Span[];
  ofCard: readonly Span[];
  onChoose: ServiceProps['onChoose'];
}

/** Kept with each change that can be kept. */
function Editor({ id, stages, ofCard, onChoose }: EditorProps) {
  const [draft, setDraft] = useState(stages);
  const [backCount, setBackCount] = useState(0);
  const isOwn = !isSameStages(draft, ofCard);
  const change = (wanted: readonly Span[]): void => {
    setDraft(wanted);
    if (complaintAboutStages(wanted) !== null) return;
    onChoose(isSameStages(wanted, ofCard) ? null : wanted);
  };
  return (
    <fieldset aria-labelledby={id} className={styles['editor']}>
      <StagesField
        // The button goes with the press; the field begins anew and takes the focus.
        key={backCount}
        stages={draft}
        hasFocus
        until={`Until then it is ${spansWords(stages)}.`}
        onChange={change}
      />
      {isOwn && (
        <Button
          onPress={() => {
            change(ofCard);
            setBackCount(backCount + 1);
          }}
        >
          Back to {spansWords(ofCard)}
        </Button>
      )}
    </fieldset>
  );
}
