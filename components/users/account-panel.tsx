import type { ReactNode } from 'react';
import { Icon, type IconName } from '#components/ui/icon.tsx';
import { Size } from '#components/ui/number-with-unit.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { Time } from '#components/ui/time.tsx';
import { formatFiles } from '#lib/format/size.ts';
import type { Clock } from '#lib/format/time.ts';
import type { UserView } from '#lib/migrations/user-views.ts';

interface AccountPanelProps {
  readonly user: UserView;
  readonly clock: Clock;
}

/** What is known of an account: who lists it, where its home is, what runs saw there, whether a server runs. */
export function AccountPanel({ user: { person, isListed, isComplete }, clock }: AccountPanelProps) {
  const { displayName, homeOnDisk, homeProblem, facts, server } = person;
  const uid = person.uid ?? facts?.uid ?? null;
  return (
    <Panel title="Account" label="Account" as="aside">
      <ul className="grid gap-2.5 px-inset py-4 text-row">
        {isListed ? (
          <Fact icon="user">
            {displayName ? <bdi dir="auto">{displayName}</bdi> : 'No display name'}
            <Second>{uid === null ? 'uid not known' : `uid ${uid}`}</Second>
          </Fact>
        ) : (
          <Fact icon="alert" loud>
            The directory does not list this name.
            <Second>
              {isComplete ? 'It knows every account.' : 'It knows who has a home.'}
              {uid !== null && ` Runs saw a home of uid ${uid}.`}
            </Second>
          </Fact>
        )}
        {homeOnDisk !== null && (
          <Fact icon="folder">
            Home <bdi className="mono">{homeOnDisk}</bdi>
            <Second>{facts ? <SeenOf facts={facts} clock={clock} /> : 'No run has told of it yet.'}</Second>
          </Fact>
        )}
        {homeProblem !== null && (
          <Fact icon="alert" loud>
            {homeProblem}
          </Fact>
        )}
        <ServerFact server={server} />
      </ul>
    </Panel>
  );
}

function SeenOf({ facts, clock }: { readonly facts: NonNullable<UserView['person']['facts']>; readonly clock: Clock }) {
  const { bytes, files, bytesFree, asOf } = facts;
  return (
    <>
      {bytes === null ? (
        'Size not known'
      ) : (
        <>
          <Size bytes={bytes} />
          {files !== null && ` in ${formatFiles(files)}`}
        </>
      )}
      {bytesFree !== null && (
        <>
          , <Size bytes={bytesFree} /> free
        </>
      )}
      , as of <Time at={asOf} clock={clock} />
    </>
  );
}

/** Servers cannot be seen while the cluster is not heard. */
function ServerFact({ server }: { readonly server: UserView['person']['server'] }) {
  if (server === undefined) return <Fact icon="server">Whether a server runs is not known.</Fact>;
  if (server === null) return <Fact icon="server">No server running</Fact>;
  return (
    <Fact icon="server">
      Server running
      <Second>
        <bdi className="mono">{server.pod}</bdi>
        {server.node && (
          <>
            {' on '}
            <bdi className="mono">{server.node}</bdi>
          </>
        )}
      </Second>
    </Fact>
  );
}

const Second = ({ children }: { readonly children: ReactNode }) => (
  <span className="block text-caption text-ink-2">{children}</span>
);

interface FactProps {
  readonly icon: IconName;
  readonly loud?: boolean;
  readonly children: ReactNode;
}

const Fact = ({ icon, loud = false, children }: FactProps) => (
  <li className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-3">
    <Icon name={icon} className={`mt-0.5 ${loud ? 'text-attention' : 'text-ink-3'}`} />
    <span className="[overflow-wrap:anywhere]">{children}</span>
  </li>
);
