import { formatDuration, formatExactDuration } from '#lib/format/duration.ts';
import { formatExactSize, formatSize } from '#lib/format/size.ts';
import type { RunRecord } from '#lib/history/run-record.ts';
import type { CompareRowView, CompareValue, CompareView } from './pair-views.ts';
import { GROUPS, runFacts } from './run-facts.ts';

/** Two runs side by side: every fact that either has, and whether they differ in it. */
export function compareRuns(first: RunRecord, second: RunRecord): CompareView {
  const [ours, theirs] = [runFacts(first), runFacts(second)];
  const groups = GROUPS.map((title) => ({ title, rows: rowsOf(ours[title], theirs[title], title) }));
  return { first: named(first), second: named(second), groups: groups.filter(({ rows }) => rows.length > 0) };
}

const named = ({ id, number, oldUser, newUser }: RunRecord) => ({ id, number, oldUser, newUser });

/** What the record always has where there is any: without it there was none. The same goes for notes. */
const KNOWN_NONE: ReadonlySet<string> = new Set(['Reason', 'Ticket', 'Not to start before', 'Partial copy']);

/** Labels in the order in which they come first. What neither run has is left out. */
function rowsOf(
  first: readonly (readonly [string, CompareValue])[],
  second: readonly (readonly [string, CompareValue])[],
  title: (typeof GROUPS)[number],
): readonly CompareRowView[] {
  const [ours, theirs] = [new Map(first), new Map(second)];
  return [...new Set([...ours.keys(), ...theirs.keys()])].flatMap((label) => {
    if (!ours.get(label) && !theirs.get(label)) return [];
    const missing: CompareValue = title === 'Notes' || KNOWN_NONE.has(label) ? { text: 'none' } : null;
    const [a, b] = [ours.get(label) ?? missing, theirs.get(label) ?? missing];
    const isTime = [a, b].some((value) => value !== null && 'at' in value);
    const [first, second] = looksAlike(a, b) ? [exact(a), exact(b)] : [a, b];
    return [{ label, first, second, differs: !isTime && JSON.stringify(first) !== JSON.stringify(second) }];
  });
}

/** Amounts that differ, and would read the same. */
const looksAlike = (a: CompareValue, b: CompareValue): boolean =>
  JSON.stringify(a) !== JSON.stringify(b) && shown(a) !== null && shown(a) === shown(b);

function shown(value: CompareValue): string | null {
  if (value && 'bytes' in value) return formatSize(value.bytes);
  return value && 'ms' in value ? formatDuration(value.ms) : null;
}

function exact(value: CompareValue): CompareValue {
  if (value && 'bytes' in value) return { text: formatExactSize(value.bytes) };
  return value && 'ms' in value ? { text: formatExactDuration(value.ms) } : value;
}
