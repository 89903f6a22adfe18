import type { Route } from 'next';
import { PairLabel } from '#components/migrations/pair-label.tsx';
import { Button } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { Icon } from '#components/ui/icon.tsx';
import { Link } from '#components/ui/link.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { Time } from '#components/ui/time.tsx';
import { groupDigits } from '#lib/format/size.ts';
import type { Clock } from '#lib/format/time.ts';
import { listSearch } from '#lib/migrations/list-query.ts';
import { STATUS } from '#lib/migrations/states.ts';
import type { UserSearchView } from '#lib/migrations/user-views.ts';
import { userHref } from './user-href.ts';

interface UserSearchProps {
  readonly text: string;
  readonly found: UserSearchView;
  readonly clock: Clock;
}

/** A search for people: by username, name or uid. */
export function UserSearch({ text, found: { people, runs, isCut }, clock }: UserSearchProps) {
  return (
    <Panel label="Users">
      <search className="block border-b border-line px-inset py-2.5">
        <form action="/users" className="flex max-w-120 gap-2">
          <span className="input h-8 min-w-0 flex-1 text-row max-phone:h-10">
            <Icon name="search" className="text-ink-3" />
            <input
              type="search"
              name="q"
              defaultValue={text}
              maxLength={255}
              dir="auto"
              placeholder="Username, name or uid"
              aria-label="Username, name or uid"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
          </span>
          <Button type="submit">Search</Button>
        </form>
      </search>
      {people.length === 0 ? (
        <Empty small title="Nobody is found">
          {text === '' ? (
            'The directory lists nobody.'
          ) : (
            <>
              No username, name or uid has <bdi dir="auto">{text}</bdi> in it.
            </>
          )}
        </Empty>
      ) : (
        <ul>
          {people.map((person) => (
            <PersonLine key={person.username} person={person} clock={clock} />
          ))}
        </ul>
      )}
      {isCut && (
        <p className="border-t border-line px-inset py-2.5 text-row text-ink-2">
          These are the first. Write more of a name to find others.
        </p>
      )}
      {runs > 0 && (
        <p className="border-t border-line px-inset py-2.5 text-row">
          <Link href={`/migrations${listSearch({ user: text })}` as Route} className="link">
            {groupDigits(runs)} {runs === 1 ? 'migration' : 'migrations'} with this in a username
          </Link>
        </p>
      )}
    </Panel>
  );
}

function PersonLine({ person, clock }: { readonly person: UserSearchView['people'][number]; readonly clock: Clock }) {
  const { username, displayName, uid, homeOnDisk, server, lastRun, isListed } = person;
  const name = displayName === username ? null : displayName;
  const facts = [uid !== null && `uid ${uid}`, server && 'server running', !isListed && 'not in the directory'].filter(
    Boolean,
  );
  return (
    <li className="border-t border-line first:border-t-0">
      <Link
        href={userHref(username)}
        className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_16px] items-center gap-x-4 px-inset py-2.5 text-row -outline-offset-2 hover:bg-hover max-phone:grid-cols-[minmax(0,1fr)_16px]"
      >
        <span className="min-w-0 [overflow-wrap:anywhere]">
          <bdi dir="auto" className="mono font-medium">
            {username}
          </bdi>
          <span className="block text-caption text-ink-2">
            {name && <bdi dir="auto">{name}</bdi>}
            {name && facts.length > 0 && ', '}
            {facts.join(', ')}
          </span>
        </span>
        <span className="min-w-0 text-caption text-ink-2 [overflow-wrap:anywhere] max-phone:row-start-2 max-phone:mt-1">
          {lastRun ? (
            <>
              <PairLabel oldUser={lastRun.oldUser} newUser={lastRun.newUser} />
              <span className="block">
                {STATUS[lastRun.status].label}, <Time at={lastRun.requestedAt} clock={clock} />
              </span>
            </>
          ) : (
            <>
              No run yet
              {homeOnDisk !== null && (
                <>
                  , on disk as <bdi className="mono">{homeOnDisk}</bdi>
                </>
              )}
            </>
          )}
        </span>
        <Icon name="chevronRight" className="text-ink-3 max-phone:col-start-2 max-phone:row-start-1" />
      </Link>
    </li>
  );
}
