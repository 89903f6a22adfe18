import Link from 'next/link';
import { PairLabel } from '#components/migrations/pair-label.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { PairView } from '#lib/migrations/views.ts';
import { pairHref } from './pair-href.ts';

/** The other way round, and other pairs that touch either person: where files came from and went on to. */
export function RelatedPairs({ pair }: { readonly pair: PairView }) {
  const { oldUser, newUser, reverse, related } = pair;
  if (reverse === 0 && related.length === 0) return null;
  return (
    <Panel title="Related pairs" as="aside" label="Related pairs">
      <ul>
        {reverse > 0 && <Related oldUser={newUser} newUser={oldUser} runs={reverse} note="the other way" />}
        {related.map((other) => (
          <Related key={`${other.oldUser}\0${other.newUser}`} {...other} />
        ))}
      </ul>
    </Panel>
  );
}

interface RelatedProps {
  readonly oldUser: string;
  readonly newUser: string;
  readonly runs: number;
  readonly note?: string;
}

function Related({ oldUser, newUser, runs, note }: RelatedProps) {
  return (
    <li className="border-t border-line first:border-t-0">
      <Link href={pairHref(oldUser, newUser)} className="block px-inset py-2.5 -outline-offset-2 hover:bg-hover">
        <PairLabel oldUser={oldUser} newUser={newUser} />
        <span className="block text-caption text-ink-2">
          {runs === 1 ? '1 run' : `${runs} runs`}
          {note && `, ${note}`}
        </span>
      </Link>
    </li>
  );
}
