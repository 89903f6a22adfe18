import { LATER_WORDS } from '#components/migrations/later-words.ts';
import { RunLink } from '#components/migrations/run-link.tsx';
import { pairHref } from '#components/pairs/pair-href.ts';
import { Icon } from '#components/ui/icon.tsx';
import { Link } from '#components/ui/link.tsx';
import { Size } from '#components/ui/number-with-unit.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { Time } from '#components/ui/time.tsx';
import type { Clock } from '#lib/format/time.ts';
import type { UserFolderView } from '#lib/migrations/user-views.ts';

interface UserFoldersProps {
  readonly folders: readonly UserFolderView[];
  /** Of the page. */
  readonly username: string;
  readonly clock: Clock;
}

/** What Rehome left in this home, as far as its runs told. */
export function UserFolders({ folders, username, clock }: UserFoldersProps) {
  return (
    <Panel
      title="Folders from Rehome"
      label="Folders from Rehome"
      as="aside"
      {...(folders.length > 0 && { aside: folders.length })}
    >
      {folders.length === 0 ? (
        <p className="px-inset py-4 text-row text-ink-2">No run has left a folder in this home.</p>
      ) : (
        <ul>
          {folders.map((folder) => (
            <Folder key={folder.runId} folder={folder} username={username} clock={clock} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Folder({ folder, username, clock }: { folder: UserFolderView; username: string; clock: Clock }) {
  const { name, state, bytes, runId, runNumber, at, later, oldUser } = folder;
  const isGone = later?.what === 'discarded';
  const isPartial = state === 'partial' && !isGone;
  return (
    <li className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-3 border-t border-line px-inset py-2.5 first:border-t-0">
      <Icon name="folder" className={`mt-0.5 ${isPartial ? 'text-attention' : 'text-ink-3'}`} />
      <div className="text-row [overflow-wrap:anywhere]">
        <bdi className="mono">{name}</bdi>
        <div className="text-caption text-ink-2">
          {isGone ? 'Gone' : isPartial ? 'Partial' : 'Complete'}, <Size bytes={bytes} />, of{' '}
          <Link href={pairHref(oldUser, username)} className="link">
            <bdi dir="auto">{oldUser}</bdi>
          </Link>
          , <RunLink id={runId} number={runNumber} />, as of <Time at={at} clock={clock} />
          {later && (
            <>
              . {LATER_WORDS[later.what]} <RunLink {...later} />
            </>
          )}
        </div>
      </div>
    </li>
  );
}
