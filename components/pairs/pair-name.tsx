import type { Pair } from '#lib/migrations/names.ts';

/** From whom to whom, as plain words in a line. Each name is isolated, so that neither can turn the other around. */
export const PairName = ({ oldUser, newUser }: Pair) => (
  <>
    <bdi dir="auto">{oldUser}</bdi> <span aria-hidden="true">→</span>
    <span className="sr-only">to</span> <bdi dir="auto">{newUser}</bdi>
  </>
);
