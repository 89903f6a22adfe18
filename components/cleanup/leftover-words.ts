import { elapsedMs, formatDuration } from '#lib/format/duration.ts';
import type { LeftoverView } from '#lib/migrations/views.ts';

/** What a pod that was asked to go waits for, and since when. */
export function goingWords({ finalizers }: Pick<LeftoverView, 'finalizers'>, requestedAt: string, now: string): string {
  const ms = elapsedMs(requestedAt, now);
  const asked = ms === null ? 'Deletion requested' : `Deletion requested ${formatDuration(ms)} ago`;
  if (finalizers.length === 0) return `${asked}; its node has not let it go yet.`;
  return `${asked}; waiting on ${finalizers.length === 1 ? 'finalizer' : 'finalizers'} ${finalizers.join(', ')}.`;
}

/** Whether a pod can be asked to go: Rehome knows its run, and nobody asked before. */
export const canGo = ({
  removable,
  deletionRequestedAt,
}: Pick<LeftoverView, 'removable' | 'deletionRequestedAt'>): boolean => removable && deletionRequestedAt === null;
