import type { Span } from '../../shared/service.ts';
import { spanWords } from '../../shared/span.ts';
import { ChipsField } from '../ui/chips-field.tsx';
import {
  complaintAboutStage,
  complaintAboutStages,
  offeredTo,
  stagesIn,
  stagesOfChips,
} from './stage-draft.ts';

interface StagesFieldProps {
  stages: readonly Span[];
  /** What holds while these cannot be kept. */
  until?: string;
  hasFocus?: boolean;
  /** Told of each change, also of one that cannot be kept. */
  onChange: (stages: readonly Span[]) => void;
  onLeftOver?: (isLeft: boolean) => void;
}

/** When to remind before an end: a chip for each stage, the earliest first. */
export function StagesField(props: StagesFieldProps) {
  const { stages, until = '', hasFocus = false, onChange, onLeftOver } = props;
  const complaint = complaintAboutStages(stages);
  return (
    <ChipsField
      label="Remind me so long before the end"
      hint="Enter or a comma ends each: 10 days, 2 weeks, 3 months. From the first of them on, a key is due."
      chips={stages.map(spanWords)}
      offered={offeredTo(stages)}
      hasFocus={hasFocus}
      split={(text) => stagesIn(text, stages)}
      complaintAbout={complaintAboutStage}
      complaint={complaint === null ? null : `${complaint} ${until}`.trim()}
      onChange={(chips) => onChange(stagesOfChips(chips))}
      {...(onLeftOver && { onLeftOver })}
    />
  );
}
