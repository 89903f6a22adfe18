import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { readClock } from '#app/clock.ts';
import { checkHomes, discardCopy, resumeMigration } from '#app/migrations/actions.ts';
import { addPairNote } from '#app/pairs/actions.ts';
import { Breadcrumb } from '#components/layout/breadcrumb.tsx';
import { scopeOf } from '#components/layout/scope.ts';
import type { Chosen } from '#components/pairs/compare-runs.tsx';
import { PairName } from '#components/pairs/pair-name.tsx';
import { PairPage } from '#components/pairs/pair-page.tsx';
import { RememberOpened } from '#components/palette/remember-opened.tsx';
import { openPage } from '#lib/access/page.ts';
import { may } from '#lib/access/roles.ts';
import { checkUsername } from '#lib/homes/usernames.ts';
import { runtime } from '#lib/runtime.ts';

interface PairRouteProps {
  readonly params: Promise<{ readonly old: string; readonly new: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Pick<PairRouteProps, 'params'>): Promise<Metadata> {
  const { oldUser, newUser } = pairOf(await params);
  const isPair = !checkUsername(oldUser) && !checkUsername(newUser);
  return { title: isPair ? `${oldUser} to ${newUser}` : 'Pair' };
}

/** One pair: its runs, results and folders. */
export default async function Pair({ params, searchParams }: PairRouteProps) {
  const actor = await openPage('see');
  const named = pairOf(await params);
  if (checkUsername(named.oldUser) || checkUsername(named.newUser)) notFound();
  const { reader } = runtime();
  const chosen = chosenRuns(await searchParams);
  const [pair, shell, clock, compared] = await Promise.all([
    reader.pairs.read(named),
    reader.shell(actor),
    readClock(),
    chosen && reader.pairs.compare(named, chosen),
  ]);
  return (
    <>
      <Breadcrumb above={[{ label: 'Migrations', href: '/migrations' as Route }]}>
        <PairName {...named} />
      </Breadcrumb>
      <RememberOpened opened={{ what: 'pair', ...named }} />
      <PairPage
        pair={pair}
        clock={clock}
        scope={scopeOf(shell)}
        mayRun={may(actor.role, 'run')}
        mayClean={may(actor.role, 'clean')}
        check={checkHomes}
        addNote={addPairNote}
        chosen={chosen}
        compared={compared}
        followUps={{ resume: resumeMigration, discard: discardCopy }}
      />
    </>
  );
}

/** The two runs that an address wants side by side. */
function chosenRuns(params: Record<string, string | string[] | undefined>): Chosen | null {
  const { compare, with: other } = params;
  return typeof compare === 'string' && typeof other === 'string' ? [compare, other] : null;
}

/** Next hands the parts of an address over as they are written there. */
const pairOf = (params: { readonly old: string; readonly new: string }) => ({
  oldUser: decode(params.old),
  newUser: decode(params.new),
});

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
