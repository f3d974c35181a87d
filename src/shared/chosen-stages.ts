import { z } from 'zod';
import { span } from './service.ts';
import { inOrder } from './span.ts';
import { isTooFar, mostStages } from './stages.ts';

/** When to remind before an end, as a user has chosen it: earliest first, and each once. */
export const chosenStages = z
  .array(span.refine((stage) => !isTooFar(stage), 'more than two years before the end'))
  .min(1)
  .max(mostStages)
  .transform(inOrder);
