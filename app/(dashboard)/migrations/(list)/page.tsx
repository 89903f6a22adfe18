import type { Metadata, Route } from 'next';
import { cookies } from 'next/headers';
import { readClock } from '#app/clock.ts';
import { cleanUpMigrations, markSeen, stopMigrations } from '#app/migrations/actions.ts';
import { COLUMNS_COOKIE, readColumns } from '#components/history/columns.ts';
import { totalWords } from '#components/history/count-words.ts';
import { RunList } from '#components/history/run-list.tsx';
import { scopeOf } from '#components/layout/scope.ts';
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
  const { reader } = runtime();
  const [list, clock, shell, jar] = await Promise.all([
    reader.list(query),
    readClock(),
    reader.shell(actor),
    cookies(),
  ]);
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
        {totalWords(query, list)}. Times in {formatZone(clock)}.
      </PageHead>
      <RunList
        query={query}
        initial={list}
        columns={readColumns(jar.get(COLUMNS_COOKIE)?.value)}
        clock={clock}
        mayRun={mayRun}
        mayClean={may(actor.role, 'clean')}
        shell={shell}
        scope={scopeOf(shell)}
        actions={{ stop: stopMigrations, seen: markSeen, tidy: cleanUpMigrations }}
      />
    </>
  );
}
