import type { Metadata } from 'next';
import { readClock } from '#app/clock.ts';
import { PageHead } from '#components/ui/panel.tsx';
import { UserSearch } from '#components/users/user-search.tsx';
import { openPage } from '#lib/access/page.ts';
import { runtime } from '#lib/runtime.ts';

export const metadata: Metadata = { title: 'Users' };

interface UsersPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Finds people by username, name or uid. */
export default async function UsersPage({ searchParams }: UsersPageProps) {
  await openPage('see');
  const { q } = await searchParams;
  const text = typeof q === 'string' ? q.trim().slice(0, 255) : '';
  const { reader } = runtime();
  const [found, clock] = await Promise.all([reader.users.search(text), readClock()]);
  return (
    <>
      <PageHead title="Users">
        Everybody the directory lists. A name that only runs know is found when it is written in full.
      </PageHead>
      <UserSearch text={text} found={found} clock={clock} />
    </>
  );
}
