import type { Chance } from '../chance.ts';
import { API_TROUBLES, LENGTHS, type Length, POD_TROUBLES, STAGES, type Stage } from './troubles.ts';

/** One trouble, in one stage of a run. */
export interface Combination {
  readonly trouble: string;
  readonly stage: Stage;
  readonly length: Length;
  /** The codes with which the run may rightly end. */
  readonly codes: readonly string[];
}

/** Every trouble in each stage in which it can happen, brief and long. */
export function allCombinations(): readonly Combination[] {
  const api = Object.keys(API_TROUBLES).flatMap((trouble) =>
    STAGES.flatMap((stage) => LENGTHS.map((length) => ({ trouble, stage, length }))),
  );
  const pod = Object.entries(POD_TROUBLES).flatMap(([trouble, { stages }]) =>
    stages.flatMap((stage) => LENGTHS.map((length) => ({ trouble, stage, length }))),
  );
  return [...api, ...pod].map((combination) => ({ ...combination, codes: rightCodes(combination) }));
}

/** So many of them, by chance, but with every trouble and every stage that the number has room for. */
export function sampleOf(count: number, chance: Chance): readonly Combination[] {
  const left = chance.shuffled(allCombinations());
  const sample: Combination[] = [];
  const times = (key: 'trouble' | 'stage', value: string) => sample.filter((taken) => taken[key] === value).length;
  while (sample.length < count && left.length > 0) {
    const rarity = left.map(({ trouble, stage }) => times('trouble', trouble) * 10 + times('stage', stage));
    const [next] = left.splice(rarity.indexOf(Math.min(...rarity)), 1);
    if (next) sample.push(next);
  }
  return sample;
}

const BY_POD: Readonly<Record<string, string>> = { evicted: 'RH-230', 'out of memory': 'RH-237' };

function rightCodes({ trouble, stage }: Omit<Combination, 'codes'>): readonly string[] {
  const ended = BY_POD[trouble];
  if (stage === 'stopping')
    return trouble in POD_TROUBLES ? ['RH-601', 'RH-602', ...(ended ? [ended] : [])] : ['RH-601'];
  if (ended && stage === 'copying') return [ended];
  // It may have done its work before it is struck.
  if (ended) return ['RH-000', ended];
  if (trouble === 'forbidden' && stage === 'creating') return ['RH-250'];
  // Whether the watch or the launch meets the refusal first is chance.
  if (trouble === 'forbidden' && stage === 'before launch') return ['RH-000', 'RH-250'];
  return ['RH-000'];
}
