import type { Metadata } from 'next';
import { readClock } from '#app/clock.ts';
import { checkHomes, resumeMigration, startMigration } from '#app/migrations/actions.ts';
import { scopeOf } from '#components/layout/scope.ts';
import type { Choice } from '#components/start/choice.ts';
import { StartForm } from '#components/start/start-form.tsx';
import { PageHead } from '#components/ui/panel.tsx';
import { openPage } from '#lib/access/page.ts';
import { runtime } from '#lib/runtime.ts';

export const metadata: Metadata = { title: 'New migration' };

interface NewMigrationPageProps {
  readonly searchParams: Promise<{ readonly old?: string | string[]; readonly new?: string | string[] }>;
}

/** Picks two people and starts a migration; `?old=&new=` names them beforehand. */
export default async function NewMigrationPage({ searchParams }: NewMigrationPageProps) {
  const actor = await openPage('run');
  const params = await searchParams;
  const { reader } = runtime();
  const [from, to] = await Promise.all([choose(params.old), choose(params.new)]);
  const differ = from && to && from.username !== to.username;
  const [people, context, shell, clock] = await Promise.all([
    reader.people(''),
    differ ? reader.pairContext({ oldUser: from.username, newUser: to.username }, actor) : null,
    reader.shell(actor),
    readClock(),
  ]);
  return (
    <>
      <PageHead title="New migration">Copies a home folder to a new account. The old home stays as it is.</PageHead>
      <StartForm
        initial={{ from, to }}
        initialContext={context}
        listed={{ first: people, isComplete: reader.knowsEverybody }}
        scope={scopeOf(shell)}
        clock={clock}
        terms={reader.startTerms()}
        startMigration={startMigration}
        checkHomes={checkHomes}
        resume={resumeMigration}
      />
    </>
  );
}

/** The person an address names; one whom nobody lists is taken as a name used anyway. */
async function choose(param: string | string[] | undefined): Promise<Choice | null> {
  const username = typeof param === 'string' ? param.trim().slice(0, 255) : '';
  if (username === '') return null;
  const hits = await runtime().reader.people(username);
  return { username, person: hits.find((hit) => hit.username === username) ?? null };
}
