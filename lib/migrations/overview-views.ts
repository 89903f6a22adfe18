import type { Family } from './states.ts';
import type { RunView } from './views.ts';

/** What the overview shows. Times are ISO 8601 in UTC, sizes bytes. */

/** How copies end, in the order in which they are stacked. */
export const END_PARTS = ['done', 'notes', 'failed', 'stopped', 'lost'] as const satisfies readonly Family[];
export type EndPart = (typeof END_PARTS)[number];

export interface EndCount {
  readonly runs: number;
  readonly bytes: number;
}

/** The copies that ended on one day of the reader's zone, and what they copied. */
export interface DayView {
  /** `2026-11-25` */
  readonly date: string;
  readonly files: number;
  readonly ends: Readonly<Record<EndPart, EndCount>>;
}

/** How much room a run saw in a home, and when. */
export interface RoomView {
  readonly user: string;
  readonly bytesFree: number;
  /** Null where the run did not tell. */
  readonly bytesTotal: number | null;
  readonly asOf: string;
  readonly run: Pick<RunView, 'id' | 'number'> | null;
}

export interface OverviewView {
  /** Whether there has been any run. */
  readonly isEmpty: boolean;
  /** Runs whose pod works, and runs that wait for their turn or for their pod. */
  readonly running: number;
  readonly starting: number;
  readonly queued: number;
  /** Pods at a time, as configured. */
  readonly slots: number;
  /** Runs that have left the queue and have not ended, the oldest first, and the first of the queue. */
  readonly launched: readonly RunView[];
  readonly next: readonly RunView[];
  /** The newest failures that nobody has seen, and how many there are; `isMore` where there are more than were counted. */
  readonly failures: { readonly runs: readonly RunView[]; readonly count: number; readonly isMore: boolean };
  /** The last ends that need nobody. */
  readonly recent: readonly RunView[];
  /** The last seven days up to today, the oldest first. */
  readonly days: readonly DayView[];
  /** One volume for all homes, or the homes whose room was seen last. */
  readonly room: { readonly isShared: boolean; readonly seen: readonly RoomView[] };
}
