import type { Route } from 'next';
import { NothingHere } from '#components/layout/nothing-here.tsx';

/** Shown with 404 inside the frame, where a page has found that its address names nothing. */
export default function NotFound() {
  return (
    <NothingHere href={'/' as Route} label="Overview">
      The address may be mistyped, or the link was cut.
    </NothingHere>
  );
}
