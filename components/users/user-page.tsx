'use client';

import { useQuery } from '@tanstack/react-query';
import { useClock } from '#components/migrations/use-clock.ts';
import { ButtonLink } from '#components/ui/button.tsx';
import { PageHead } from '#components/ui/panel.tsx';
import { type Clock, formatZone } from '#lib/format/time.ts';
import { userQuery } from '#lib/migrations/queries.ts';
import { isOutcome } from '#lib/migrations/states.ts';
import type { UserView } from '#lib/migrations/user-views.ts';
import { AccountPanel } from './account-panel.tsx';
import { SidePanel } from './side-panel.tsx';
import { UserFolders } from './user-folders.tsx';
import { moveHref } from './user-href.ts';

interface UserPageProps {
  readonly initial: UserView;
  readonly clock: Clock;
  readonly mayRun: boolean;
}

/** One person: where their files went, what came to them, and their account. Asks again as long as it is open. */
export function UserPage({ initial, clock: start, mayRun }: UserPageProps) {
  const polled = useQuery(userQuery(initial));
  const user = polled.data;
  const { username, displayName } = user.person;
  const isBusy = [...user.asOld.runs, ...user.asNew.runs].some(({ status }) => !isOutcome(status));
  const clock = useClock(start, isBusy);
  const shared = { username, clock, stale: polled.isError };
  return (
    <>
      <PageHead
        title={
          <>
            <bdi dir="auto" className="mono [overflow-wrap:anywhere]">
              {username}
            </bdi>
            {displayName && displayName !== username && (
              <bdi dir="auto" className="text-body font-normal text-ink-2 [overflow-wrap:anywhere]">
                {displayName}
              </bdi>
            )}
          </>
        }
        actions={
          mayRun && (
            <>
              <ButtonLink href={moveHref('new', username)}>Migrate to here</ButtonLink>
              <ButtonLink href={moveHref('old', username)}>Migrate from here</ButtonLink>
            </>
          )
        }
      >
        {countWords(user)} Times in {formatZone(clock)}.
      </PageHead>
      <div className="grid items-start gap-6 split:grid-cols-[minmax(0,1fr)_320px]">
        <div className="grid min-w-0 gap-6">
          <SidePanel
            title="As old user"
            none="No run has copied files from this account."
            side={user.asOld}
            {...shared}
          />
          <SidePanel
            title="As new user"
            none="No run has copied files to this account."
            side={user.asNew}
            {...shared}
          />
        </div>
        <div className="grid min-w-0 gap-6">
          <AccountPanel user={user} clock={clock} />
          <UserFolders folders={user.folders} username={username} clock={clock} />
        </div>
      </div>
    </>
  );
}

function countWords({ asOld, asNew }: UserView): string {
  const all = asOld.count + asNew.count;
  if (all === 0) return 'No run was about this account.';
  return `${all} ${all === 1 ? 'run' : 'runs'}: ${asOld.count} as old user, ${asNew.count} as new user.`;
}
