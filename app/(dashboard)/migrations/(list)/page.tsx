import type { Metadata, Route } from 'next';
import { readClock } from '#app/clock.ts';
import { countWords } from '#components/history/count-words.ts';
import { RunList } from '#components/history/run-list.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { PageHead } from '#components/ui/panel.tsx';
import { openPage } from '#lib/access/page.ts';
import { may } from '#lib/access/roles.ts';
import { formatZone } from '#lib/format/time.ts';
import { isNarrowed, readListQuery } from '#lib/migrations/list-query.ts';
import { runtime } from '#lib/runtime.ts';

export const metadata: Metadata = { title: 'Migrations' };

interface MigrationsPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Every migration there was, and those under way. */
export default async function MigrationsPage({ searchParams }: MigrationsPageProps) {
  const actor = await openPage('see');
  const query = readListQuery(await searchParams);
  const [list, clock] = await Promise.all([runtime().reader.list(query), readClock()]);
  const mayRun = may(actor.role, 'run');
  const isBare = list.counts.all === 0 && !isNarrowed(query);
  return (
    <>
      <PageHead
        title="Migrations"
        actions={
          mayRun &&
          !isBare && (
            <ButtonLink variant="primary" icon="plus" href={'/migrations/new' as Route}>
              New migration
            </ButtonLink>
          )
        }
      >
        {countWords(list, 'all')} {list.counts.all === 1 ? 'run' : 'runs'}
        {isNarrowed(query) && ' that match'}. Times in {formatZone(clock)}.
      </PageHead>
      <RunList query={query} initial={list} clock={clock} mayRun={mayRun} />
    </>
  );
}
