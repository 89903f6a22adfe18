import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { readClock } from '#app/clock.ts';
import { PairPage } from '#components/pairs/pair-page.tsx';
import { openPage } from '#lib/access/page.ts';
import { may } from '#lib/access/roles.ts';
import { checkUsername } from '#lib/homes/usernames.ts';
import { runtime } from '#lib/runtime.ts';

interface PairRouteProps {
  readonly params: Promise<{ readonly old: string; readonly new: string }>;
}

export async function generateMetadata({ params }: PairRouteProps): Promise<Metadata> {
  const { oldUser, newUser } = pairOf(await params);
  const isPair = !checkUsername(oldUser) && !checkUsername(newUser);
  return { title: isPair ? `${oldUser} to ${newUser}` : 'Pair' };
}

/** One pair: its runs, results and folders. */
export default async function Pair({ params }: PairRouteProps) {
  const actor = await openPage('see');
  const named = pairOf(await params);
  if (checkUsername(named.oldUser) || checkUsername(named.newUser)) notFound();
  const [pair, clock] = await Promise.all([runtime().reader.pair(named), readClock()]);
  return <PairPage pair={pair} clock={clock} mayRun={may(actor.role, 'run')} />;
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
