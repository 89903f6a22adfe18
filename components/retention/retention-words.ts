import { formatSize, groupDigits } from '#lib/format/size.ts';
import {
  type CountView,
  KEPT,
  type Kept,
  type KeptFor,
  type RetentionPass,
  type RetentionPreview,
  type StayReason,
} from '#lib/migrations/retention-views.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What each rule is about. */
export const KIND_WORDS: Readonly<Record<Kept, string>> = {
  runs: 'Runs',
  evidence: 'Logs and events',
  audit: 'Audit',
  notices: 'Messages',
};

/** How long something is kept: `365 days`, `for good`. */
export function keptWords(ms: number | null): string {
  if (ms === null) return 'for good';
  const days = Math.round(ms / DAY_MS);
  return days === 1 ? '1 day' : `${groupDigits(days)} days`;
}

/** The kinds that have a rule, and those that have none. */
export const ruled = (keptFor: KeptFor): readonly Kept[] => KEPT.filter((kind) => keptFor[kind] !== null);

const NAMES: Readonly<Record<Kept, readonly [one: string, many: string]>> = {
  runs: ['run', 'runs'],
  evidence: ['log of 1 run', 'logs of # runs'],
  audit: ['row of the audit', 'rows of the audit'],
  notices: ['message', 'messages'],
};

function counted(kind: Kept, number: string, isOne: boolean): string {
  const [one, many] = NAMES[kind];
  const words = isOne ? one : many;
  if (kind === 'evidence') return words.replace('#', number);
  return `${number} ${words}`;
}

/** So many of a kind: `214 runs`, `logs of 10,000+ runs`. */
export const countWords = (kind: Kept, { count, orMore }: CountView): string =>
  counted(kind, `${groupDigits(count)}${orMore ? '+' : ''}`, count === 1 && !orMore);

/** What would go now of a kind: `214 runs are older`. */
export function goingWords(kind: Kept, { going, evidenceBytes }: RetentionPreview): string {
  const here = going[kind];
  if (here.count === 0) return 'nothing is older';
  const size = kind === 'evidence' ? `, ${formatSize(evidenceBytes)}${here.orMore ? ' at least' : ''}` : '';
  return `${countWords(kind, here)}${size}`;
}

/** All that would go now, as one phrase; null where that is nothing. */
export function allGoing(preview: RetentionPreview): string | null {
  const kinds = KEPT.filter((kind) => preview.going[kind].count > 0);
  return kinds.length === 0 ? null : kinds.map((kind) => goingWords(kind, preview)).join('; ');
}

/** What a pass removed, as one phrase; nothing where it removed nothing. */
export function removedWords({ removed, evidenceBytes }: RetentionPass): string {
  const parts = KEPT.filter((kind) => removed[kind] > 0).map((kind) => {
    const words = countWords(kind, { count: removed[kind], orMore: false });
    return kind === 'evidence' ? `${words} (${formatSize(evidenceBytes)})` : words;
  });
  return parts.length === 0 ? 'nothing was old enough' : parts.join(', ');
}

const STAY_WORDS: Readonly<Record<StayReason, readonly [one: string, many: string]>> = {
  partial: [
    'left a partial copy that nobody went on in or removed',
    'left partial copies that nobody went on in or removed',
  ],
  objects: ['has a pod in the cluster', 'have pods in the cluster'],
  kin: ['belongs to a run that stays', 'belong to runs that stay'],
  batch: ['is part of a batch that has not ended', 'are part of batches that have not ended'],
  notice: ['is still to be told of', 'are still to be told of'],
  young: ['has not ended long enough ago', 'have not ended long enough ago'],
};
const REASONS = Object.keys(STAY_WORDS) as readonly StayReason[];

/** Why old runs stay, a sentence for each reason. */
export function stayWords(staying: RetentionPreview['staying']): readonly string[] {
  return REASONS.flatMap((reason) => {
    const count = staying[reason] ?? 0;
    if (count === 0) return [];
    const [one, many] = STAY_WORDS[reason];
    return [count === 1 ? `1 older run stays: it ${one}.` : `${groupDigits(count)} older runs stay: they ${many}.`];
  });
}
