import { tryInLanes, type Trial } from '../survival/in-lanes.ts';
import { valueOf } from '../survival/value-of.ts';
import { searchForKeys } from './canary-keys.ts';
import { readHostileFiles, writeToHostilePlaces } from './hostile-files.ts';
import { hostileRecords, startAmongHostileRecords } from './hostile-records.ts';
import { askHostileServices } from './hostile-services.ts';
import { followLinks } from './hostile-links.ts';
import { fuzzContract } from './contract-fuzz.ts';

// Attacks the built app in every way that we know of. `--short` takes a few of each, `--only <words>` those
// whose names have these words in them.

const isShort = process.argv.includes('--short');
const wanted = valueOf('--only') ?? '';

await tryInLanes('attacks', async () => {
  // Those that take longest come first, so that no lane waits for the other one.
  const trials: Trial[] = [
    { name: 'planted keys are searched for everywhere', run: searchForKeys },
    ...fuzzes(),
    {
      name: 'services that mean it ill',
      run: (lane) => askHostileServices(lane, isShort),
    },
    { name: 'links of every kind', run: (lane) => followLinks(lane, isShort ? 1 : 40) },
    { name: 'files that are none, as if keys were in them', run: readHostileFiles },
    ...records(),
  ];
  // It waits until the calendar is written again.
  const places = { name: 'places for a calendar that are none', run: writeToHostilePlaces };
  if (!isShort) trials.push(places);
  return trials.filter(({ name }) => name.includes(wanted));
});

/** A fresh home for each few thousand messages, since what is valid by chance adds up in it. */
function fuzzes(): Trial[] {
  const [rounds, count] = isShort ? [1, 2000] : [25, 4000];
  return Array.from({ length: rounds }, (_, at) => ({
    name: `a page that is taken over sends ${count} messages, round ${at + 1}`,
    run: (lane) => fuzzContract(lane, at + 1, count),
  }));
}

function records(): Trial[] {
  const all = Object.entries(hostileRecords);
  return (isShort ? all.slice(0, 1) : all).map(([name, prepare]) => ({
    name: `in place of the records, ${name}`,
    run: (lane) => startAmongHostileRecords(lane, prepare),
  }));
}
