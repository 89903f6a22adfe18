import type { ReactNode } from 'react';
import { Alert, type Grade } from '#components/ui/alert.tsx';
import { elapsedMs, formatDuration } from '#lib/format/duration.ts';
import { isOutcome } from '#lib/migrations/states.ts';
import { nextWhenStuck } from '#lib/migrations/stuck-words.ts';
import { LATE_MS } from '#lib/migrations/troubled.ts';
import type { RunDetailView } from '#lib/migrations/views.ts';
import { QUIET_MS, waitedMs } from './status-look.ts';

interface StuckCardProps {
  readonly run: RunDetailView;
  readonly now: string;
  readonly action?: ReactNode;
}

interface Trouble {
  readonly grade: Grade;
  readonly title: string;
  readonly detail: string;
  readonly raw: string | null;
  /** What to do about it, if anything. */
  readonly next: string | null;
}

/** Why nothing moves, since when, and the cluster's own words behind it. Absent while all is well. */
export function StuckCard({ run, now, action }: StuckCardProps) {
  const trouble = troubleOf(run, now);
  if (!trouble) return null;
  const { grade, title, detail, raw, next } = trouble;
  return (
    <Alert grade={grade} title={title} action={action} className="mb-4">
      {detail}
      {next && <p className="mt-0.5">{next}</p>}
      {raw && (
        <details className="mt-1">
          <summary className="link inline-block py-0.5">What the cluster says</summary>
          <p className="mono mt-1 wrap-anywhere">{raw}</p>
        </details>
      )}
    </Alert>
  );
}

function troubleOf(run: RunDetailView, now: string): Trouble | null {
  // One that waits for its time has a card of its own.
  if (isOutcome(run.status) || run.startsAt) return null;
  const { reason, progress } = run;
  const raw = reason?.raw ?? null;
  if (run.stalled) return stalled(progress?.at ?? null, now);
  if (!reason) return null;
  const next = nextWhenStuck(reason.key);
  const waited = waitedMs(run, now);
  if (run.status === 'pending') {
    if (waited < QUIET_MS) return null;
    const [what, detail] = splitSentence(reason.sentence);
    const title = `${what} for ${formatDuration(waited)}.`;
    return {
      grade: waited < LATE_MS ? 'information' : 'warning',
      title,
      detail: `${detail} Nothing is copied yet.`,
      raw,
      next,
    };
  }
  const [title, detail] = splitSentence(reason.sentence);
  return { grade: run.status === 'unknown' ? 'warning' : 'information', title: `${title}.`, detail, raw, next };
}

const STALLED =
  'Nothing has to be done yet. When it lasts, look at the storage server and at the node; stopping keeps what is copied.';

function stalled(since: string | null, now: string): Trouble {
  const ms = elapsedMs(since, now);
  const title = ms === null ? 'No progress.' : `No progress for ${formatDuration(ms)}.`;
  return { grade: 'warning', title, detail: 'One large file, or busy storage.', raw: null, next: STALLED };
}

/** The first sentence without its full stop, and the rest. */
function splitSentence(text: string): [string, string] {
  const end = text.search(/\.(\s|$)/);
  return end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end + 1).trim()];
}
