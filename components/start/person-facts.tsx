import type { ReactNode } from 'react';
import { Icon, type IconName } from '#components/ui/icon.tsx';
import { Time } from '#components/ui/time.tsx';
import { formatExactSize, formatSize } from '#lib/format/size.ts';
import type { Clock } from '#lib/format/time.ts';
import { STATUS } from '#lib/migrations/states.ts';
import type { PersonView } from '#lib/migrations/views.ts';
import type { Choice, Listed } from './choice.ts';

interface PersonFactsProps {
  readonly choice: Choice;
  readonly listed: Listed;
  readonly clock: Clock;
}

/** What is known of a chosen person: home, account, server. */
export function PersonFacts({ choice, listed, clock }: PersonFactsProps) {
  const { person, username } = choice;
  if (!person) {
    return (
      <ul className="mt-2 text-row text-ink-2">
        <Fact icon="alert" loud>
          Nobody is listed as <bdi className="mono">{username}</bdi>.{' '}
          {listed.isComplete
            ? 'The directory knows every account.'
            : 'The home is looked for when the migration starts.'}
        </Fact>
      </ul>
    );
  }
  const uid = person.uid ?? person.facts?.uid ?? null;
  return (
    <ul className="mt-2 text-row text-ink-2">
      <HomeFact person={person} clock={clock} />
      <Fact icon="user">{uid === null ? 'uid not known' : `uid ${uid}`}</Fact>
      <ServerFact server={person.server} />
      <LastRunFact last={person.lastRun} clock={clock} />
    </ul>
  );
}

function HomeFact({ person, clock }: { person: PersonView; clock: Clock }) {
  const { homeOnDisk, homeProblem, facts, otherPaths } = person;
  return (
    <>
      {homeOnDisk !== null && (
        <Fact icon="folder">
          On disk as <bdi className="mono">{homeOnDisk}</bdi>
          {facts && facts.bytes !== null ? (
            <>
              , <span title={formatExactSize(facts.bytes)}>{formatSize(facts.bytes)}</span> as of{' '}
              <Time at={facts.asOf} clock={clock} />
            </>
          ) : (
            ', size not known'
          )}
        </Fact>
      )}
      {otherPaths?.map((path) => (
        <Fact key={path} icon="folder">
          Also known spelling <bdi className="mono">{path}</bdi>, not looked for
        </Fact>
      ))}
      {homeProblem !== null && (
        <Fact icon="alert" loud>
          {homeProblem}
        </Fact>
      )}
    </>
  );
}

/** Says nothing where no run is on record. */
function LastRunFact({ last, clock }: { last: PersonView['lastRun']; clock: Clock }) {
  if (!last) return null;
  const { number, oldUser, newUser, status, requestedAt } = last;
  return (
    <Fact icon="list">
      Last run #{number}, <bdi>{oldUser}</bdi> to <bdi>{newUser}</bdi>, {STATUS[status].label.toLowerCase()},{' '}
      <Time at={requestedAt} clock={clock} />
    </Fact>
  );
}

/** Says nothing where servers cannot be seen. */
function ServerFact({ server }: { server: PersonView['server'] }) {
  if (server === undefined) return null;
  if (server === null) return <Fact icon="server">No server running</Fact>;
  return (
    <Fact icon="server">
      Server running
      {server.node && (
        <>
          {' '}
          on <bdi className="mono">{server.node}</bdi>
        </>
      )}
    </Fact>
  );
}

function Fact({ icon, loud = false, children }: { icon: IconName; loud?: boolean; children: ReactNode }) {
  return (
    <li className="grid grid-cols-[20px_minmax(0,1fr)]">
      <Icon name={icon} className={`icon-small mt-[3px] ${loud ? 'text-attention' : 'text-ink-3'}`} />
      <span className="[overflow-wrap:anywhere]">{children}</span>
    </li>
  );
}
