import { SecondLine } from '#components/ui/table.tsx';
import { Time } from '#components/ui/time.tsx';
import type { Clock } from '#lib/format/time.ts';
import type { RunView } from '#lib/migrations/views.ts';

/** Below the status of a run that waits for its time: when that is. */
export function StartsAt({ run: { startsAt }, clock }: { readonly run: RunView; readonly clock: Clock }) {
  if (!startsAt) return null;
  return (
    <SecondLine>
      starts <Time at={startsAt} clock={clock} withZone />
    </SecondLine>
  );
}
