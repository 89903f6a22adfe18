import type { Route } from 'next';
import { NothingHere } from '#components/layout/nothing-here.tsx';

/** Shown with 404 inside the frame, where a page has found that there is no such run. */
export default function NotFound() {
  return (
    <NothingHere href={'/migrations' as Route} label="All migrations">
      The run may be of another installation, or removed by the retention rule, or the link was cut.
    </NothingHere>
  );
}
