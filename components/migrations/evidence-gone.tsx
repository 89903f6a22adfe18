import { Empty } from '#components/ui/empty.tsx';
import { Time } from '#components/ui/time.tsx';
import type { Clock } from '#lib/format/time.ts';

/** In the place of what the retention rule removed. */
export const EvidenceGone = ({ at, clock }: { readonly at: string; readonly clock: Clock }) => (
  <Empty small title="Not kept any more">
    Log and events were removed on <Time at={at} clock={clock} withZone /> by the retention rule.
  </Empty>
);
