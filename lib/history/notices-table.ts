import type { NoticeEvent, NoticeState } from '#lib/migrations/notice-events.ts';
import type { Fixed } from './fixed.ts';

/** What somebody is told, and how far the telling is. */
export interface NoticesTable {
  id: Fixed<string>;
  realm: Fixed<string>;
  /** Null for a test. */
  run_id: Fixed<string | null>;
  channel: Fixed<string>;
  label: Fixed<string>;
  event: Fixed<NoticeEvent | 'test'>;
  /** What of a run is told once to each channel: `end`, or the kind of trouble. */
  occasion: Fixed<string>;
  facts: Fixed<string>;
  at: Fixed<number>;
  state: NoticeState;
  tries: number;
  next_at: number;
  problem: string | null;
  ended_at: number | null;
}
