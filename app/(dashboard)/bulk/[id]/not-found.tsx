import type { Route } from 'next';
import { NothingHere } from '#components/layout/nothing-here.tsx';

/** Shown with 404 where there is no such batch. */
export default function NoSuchBatch() {
  return (
    <NothingHere href={'/bulk' as Route} label="All batches">
      The batch may be of another installation, or removed by the retention rule, or the link was cut.
    </NothingHere>
  );
}
