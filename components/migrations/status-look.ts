import type { IconName } from '#components/ui/icon.tsx';
import { percentOf } from '#lib/format/size.ts';
import { type Family, PHASES, STATUS } from '#lib/migrations/states.ts';
import { STEPS, stepLabel } from '#lib/migrations/steps.ts';
import { isLate } from '#lib/migrations/troubled.ts';
import type { RunView } from '#lib/migrations/views.ts';

interface FamilyLook {
  readonly icon: IconName;
  /** Words, and the tint behind them where something needs a person. */
  readonly chip: string;
  readonly mark: string;
}

/** Shape and word first, tone last: every shape differs, so a grey print still reads. */
export const FAMILIES: Readonly<Record<Family, FamilyLook>> = {
  waiting: { icon: 'clock', chip: 'text-ink-2', mark: '' },
  working: { icon: 'arc', chip: 'text-accent', mark: 'animate-turn' },
  attention: { icon: 'alert', chip: 'bg-attention-tint text-attention-ink', mark: 'text-attention' },
  failed: { icon: 'octagon', chip: 'bg-failed-tint text-failed-ink', mark: 'text-failed' },
  done: { icon: 'check', chip: 'text-ink', mark: 'text-done' },
  notes: { icon: 'notes', chip: 'text-ink', mark: 'text-notes' },
  stopped: { icon: 'square', chip: 'text-ink-2', mark: '' },
  lost: { icon: 'unknown', chip: 'bg-unknown-tint text-unknown-ink', mark: 'text-unknown' },
};

/** An ordinary start is not worth a word before this. */
export const QUIET_MS = 30_000;

type Waiting = Pick<RunView, 'status' | 'reason' | 'requestedAt'>;

/** How long a run has been waiting for what it waits for, in milliseconds. */
export const waitedMs = ({ reason, requestedAt }: Waiting, now: string): number =>
  Math.max(0, Date.parse(now) - Date.parse(reason?.since ?? requestedAt));

const isLateRun = ({ reason, requestedAt }: Waiting, now: string): boolean =>
  isLate(
    {
      state: 'pending',
      waitsSince: reason ? Date.parse(reason.since) : null,
      requestedAt: Date.parse(requestedAt),
    },
    Date.parse(now),
  );

/** How loud a run is now: a late start and a stall are louder than their state. */
export function familyOf(run: Waiting & Pick<RunView, 'stalled'>, now: string): Family {
  if (run.stalled) return 'attention';
  if (run.status === 'pending' && isLateRun(run, now)) return 'attention';
  return STATUS[run.status].family;
}

const WAITS_FOR: Readonly<Record<string, string>> = {
  no_node_fits: 'no node fits',
  node_not_ready: 'node not ready',
  resource_quota: 'quota reached',
  pvc_unbound: 'volume not bound',
  pvc_wait_first_consumer: 'volume not bound',
  pvc_lost: 'volume is gone',
  volume_attach: 'volume not attached',
  volume_mount: 'volume not mounted',
  image_pull: 'no image',
  config_error: 'container not made',
  create_error: 'container not made',
  admission_denied: 'not let in',
  no_contact: 'no contact',
};

/** The word for what a run is; a check and a discard have one step of work, whatever it says of its phases. */
export function statusLabel({ kind, status, startsAt }: Pick<RunView, 'kind' | 'status' | 'startsAt'>): string {
  if (startsAt) return 'Scheduled';
  const work = STEPS[kind].at(-1);
  const isAtWork = PHASES.some((phase) => phase === status);
  return kind !== 'copy' && isAtWork && work ? stepLabel(work, kind) : STATUS[status].label;
}

/** A run's one line: `Copying 71 %`, `Queued, 2nd`, `Waiting: no node fits`. */
export function statusWords(run: RunView): string {
  const label = statusLabel(run);
  const percent = run.status === 'copying' && run.kind === 'copy' ? percentOfRun(run) : null;
  if (run.stalled) return percent === null ? 'Stalled' : `Stalled at ${percent} %`;
  if (run.status === 'queued' && run.queuePosition !== null) return `${label}, ${ordinal(run.queuePosition)}`;
  if (run.status === 'pending') return pendingWords(run.reason?.key);
  return percent === null ? label : `${label} ${percent} %`;
}

function pendingWords(key: string | undefined): string {
  const what = key === undefined ? undefined : WAITS_FOR[key];
  return what ? `Waiting: ${what}` : 'Starting';
}

/** Whole percent of the bytes (of the files where there are no bytes); null while the total is not known. */
export function percentOfRun({ progress }: Pick<RunView, 'progress'>): number | null {
  if (!progress) return null;
  return percentOf(progress.bytesDone, progress.bytesTotal) ?? percentOf(progress.filesDone, progress.filesTotal);
}

/** `1st`, `2nd`, `11th`. */
export function ordinal(place: number): string {
  const teens = place % 100 >= 11 && place % 100 <= 13;
  return `${place}${teens ? 'th' : (['th', 'st', 'nd', 'rd'][place % 10] ?? 'th')}`;
}
