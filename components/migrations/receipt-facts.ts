import { elapsedMs, formatDuration } from '#lib/format/duration.ts';
import { formatAmount, formatRate, groupDigits } from '#lib/format/size.ts';
import type { RunDetailView } from '#lib/migrations/views.ts';

interface ReceiptFact {
  readonly label: string;
  readonly value: string;
}

/** What a receipt tells besides the size: numbers side by side, and below them what takes a sentence. */
export function receiptFacts(run: RunDetailView): {
  readonly numbers: readonly ReceiptFact[];
  readonly facts: readonly ReceiptFact[];
} {
  const { result, startedAt, endedAt } = run;
  const took = elapsedMs(startedAt, endedAt);
  const notes = run.notes.reduce((sum, { count }) => sum + count, 0);
  const compared = run.settings.find(({ label }) => label === 'Compared at the end')?.value;
  return {
    numbers: told([
      ['Files', groupDigits(result?.files ?? run.progress?.filesDone ?? 0)],
      ['Took', took === null ? null : formatDuration(took)],
      ['On the average', averageWords(result, took)],
      ['Notes', notes > 0 ? groupDigits(notes) : null],
    ]),
    facts: told([
      ['Owner now', result?.owner ? `${result.owner.uid}:${result.owner.gid} (user and group number)` : null],
      ['Compared', compared ?? null],
      ['Right already', result?.kept ? formatAmount(result.kept) : null],
      ['Left out on request', run.leftOut],
      ['Receipt', 'REHOME-RECEIPT.txt in the folder tells its owner the same.'],
    ]),
  };
}

/** How fast what was brought came; what was there already took next to no time. */
function averageWords(result: RunDetailView['result'], took: number | null): string | null {
  if (!result || took === null || took < 1_000) return null;
  const brought = result.bytes - (result.kept?.bytes ?? 0);
  return brought > 0 ? formatRate(brought / (took / 1_000)) : null;
}

const told = (facts: readonly (readonly [string, string | null])[]): readonly ReceiptFact[] =>
  facts.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]));
