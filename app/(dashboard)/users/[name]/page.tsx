import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { readClock } from '#app/clock.ts';
import { UserPage } from '#components/users/user-page.tsx';
import { openPage } from '#lib/access/page.ts';
import { may } from '#lib/access/roles.ts';
import { checkUsername } from '#lib/homes/usernames.ts';
import { runtime } from '#lib/runtime.ts';

interface UserRouteProps {
  readonly params: Promise<{ readonly name: string }>;
}

export async function generateMetadata({ params }: UserRouteProps): Promise<Metadata> {
  const username = decode((await params).name);
  return { title: checkUsername(username) ? 'User' : username };
}

/** One person: their account, the runs on either side, and what Rehome left in their home. */
export default async function User({ params }: UserRouteProps) {
  const actor = await openPage('see');
  const username = decode((await params).name);
  if (checkUsername(username)) notFound();
  const [view, clock] = await Promise.all([runtime().reader.users.read(username), readClock()]);
  return <UserPage initial={view} clock={clock} mayRun={may(actor.role, 'run')} />;
}

/** Next hands the parts of an address over as they are written there. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
