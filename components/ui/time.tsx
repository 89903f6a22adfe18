import { formatDuration, formatExactDuration, isoDuration } from '#lib/format/duration.ts';
import { type Clock, formatExactTime, formatTime, formatZone } from '#lib/format/time.ts';

interface TimeProps {
  /** ISO 8601; null is "not known". */
  readonly at: string | null;
  readonly clock: Clock;
  /** Says the zone after the time; needless where the page says it once. */
  readonly withZone?: boolean;
  /** For what happens within minutes. */
  readonly withSeconds?: boolean;
  readonly className?: string;
}

/** A moment in the reader's zone, in full on hover. */
export function Time({ at, clock, withZone = false, withSeconds = false, className = '' }: TimeProps) {
  if (at === null) return <span className={`text-ink-3 ${className}`}>not known</span>;
  return (
    <time dateTime={at} title={formatExactTime(at, clock.zone)} className={className}>
      {formatTime(at, clock, withSeconds ? 'seconds' : 'minutes')}
      {withZone && ` ${formatZone(clock)}`}
    </time>
  );
}

/** How long something took; null is "not known". */
export function Duration({ ms, className = '' }: { readonly ms: number | null; readonly className?: string }) {
  if (ms === null) return <span className={`text-ink-3 ${className}`}>not known</span>;
  return (
    <time dateTime={isoDuration(ms)} title={formatExactDuration(ms)} className={`whitespace-nowrap ${className}`}>
      {formatDuration(ms)}
    </time>
  );
}
