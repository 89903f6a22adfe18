import type { Route } from 'next';
import { NothingHere } from '#components/layout/nothing-here.tsx';

/** Shown with 404 where there is no such run. */
export default function NoSuchRun() {
  return (
    <NothingHere href={'/migrations' as Route} label="All migrations">
      The run may be of another installation, or removed by the retention rule, or the link was cut.
    </NothingHere>
  );
}
