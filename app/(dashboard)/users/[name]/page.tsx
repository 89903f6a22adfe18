import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { readClock } from '#app/clock.ts';
import { Breadcrumb } from '#components/layout/breadcrumb.tsx';
import { RememberOpened } from '#components/palette/remember-opened.tsx';
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
  return (
    <>
      <Breadcrumb above={[{ label: 'Users', href: '/users' as Route }]}>
        <bdi dir="auto">{username}</bdi>
      </Breadcrumb>
      <RememberOpened opened={{ what: 'person', username }} />
      <UserPage initial={view} clock={clock} mayRun={may(actor.role, 'run')} />
    </>
  );
}

/** Next hands the parts of an address over as they are written there. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
