import { elapsedMs } from '#lib/format/duration.ts';
import { factsOf } from '#lib/migrations/outcomes.ts';
import { type RunKind, STATUS } from '#lib/migrations/states.ts';
import type { RunView } from '#lib/migrations/views.ts';

/** The longest headline that a column of a list has room for. */
const MAX_HEADLINE = 26;

/** How a run failed, in few words: its outcome's headline or the short one; undefined where only the state's word is known. */
export function failureWords({ kind, status, code }: Pick<RunView, 'kind' | 'status' | 'code'>): string | undefined {
  const facts = code === null ? undefined : factsOf(code, kind);
  if (!facts || STATUS[status].family !== 'failed') return undefined;
  const [headline = ''] = facts.headline.split(':');
  const words = facts.short ?? headline;
  return words.length <= MAX_HEADLINE ? words : undefined;
}

/** What a run that is no copy does, where a copy has its steps. */
export const INSTEAD_OF_STEPS: Readonly<Record<RunKind, string>> = {
  copy: '',
  check: 'scan only',
  discard: 'removal only',
};

/** How long a run took, or takes so far: from its start, or from the click while it has not started. Milliseconds. */
export const tookMs = ({ startedAt, requestedAt, endedAt }: RunView, now: string): number | null =>
  elapsedMs(startedAt ?? requestedAt, endedAt ?? now);

/** What a list says of a run's size. */
export type RunSize =
  | { readonly kind: 'not-known' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'whole'; readonly bytes: number }
  | { readonly kind: 'part'; readonly done: number; readonly total: number };

/**
 * All of it for a finished copy (0 bytes where nothing was in the home) and for what was checked or discarded, a part
 * of it otherwise; "nothing" only where the record says so.
 */
export function sizeOfRun({ kind, progress, folderState, endedAt }: RunView): RunSize {
  if (kind !== 'copy') {
    return progress && progress.bytesTotal > 0 ? { kind: 'whole', bytes: progress.bytesTotal } : { kind: 'not-known' };
  }
  if (progress && progress.bytesTotal > 0) {
    const { bytesDone: done, bytesTotal: total } = progress;
    if (done >= total) return { kind: 'whole', bytes: total };
    return done === 0 && endedAt !== null && folderState === 'none'
      ? { kind: 'nothing' }
      : { kind: 'part', done, total };
  }
  if (folderState === 'complete') return { kind: 'whole', bytes: 0 };
  return endedAt !== null && folderState === 'none' ? { kind: 'nothing' } : { kind: 'not-known' };
}

/** Bytes a second from its start to its end, or so far as it says so itself; null where that is not known. */
export function averageRate({ progress, startedAt, endedAt }: RunView): number | null {
  if (endedAt === null) return progress?.rate ?? null;
  const ms = startedAt === null ? null : elapsedMs(startedAt, endedAt);
  return ms === null || ms <= 0 || !progress || progress.bytesDone === 0 ? null : (progress.bytesDone * 1000) / ms;
}
