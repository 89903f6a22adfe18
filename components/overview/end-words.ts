import { groupDigits } from '#lib/format/size.ts';
import type { DayView, EndCount, EndPart } from '#lib/migrations/overview-views.ts';
import { END_PARTS } from '#lib/migrations/overview-views.ts';

/** What each part is called after a number, and in a legend. */
export const END_LABELS: Readonly<Record<EndPart, string>> = {
  done: 'done',
  notes: 'done with notes',
  failed: 'failed',
  stopped: 'stopped',
  lost: 'result unknown',
};

export type Ends = DayView['ends'];

/** The parts of several days together. */
export const sumEnds = (days: readonly DayView[]): Ends => {
  const sum = (part: EndPart, what: keyof EndCount) => days.reduce((total, { ends }) => total + ends[part][what], 0);
  return Object.fromEntries(
    END_PARTS.map((part) => [part, { runs: sum(part, 'runs'), bytes: sum(part, 'bytes') }]),
  ) as Ends;
};

/** Over all parts. */
export const totalOf = (ends: Ends, what: keyof EndCount): number =>
  END_PARTS.reduce((total, part) => total + ends[part][what], 0);

/** `22 done, 4 done with notes, 1 failed`; `none` where nothing ended. */
export function endsSentence(ends: Ends): string {
  const said = END_PARTS.filter((part) => ends[part].runs > 0).map(
    (part) => `${groupDigits(ends[part].runs)} ${END_LABELS[part]}`,
  );
  return said.length === 0 ? 'none' : said.join(', ');
}
