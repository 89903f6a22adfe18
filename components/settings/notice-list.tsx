import { PairLabel } from '#components/migrations/pair-label.tsx';
import { RunLink } from '#components/migrations/run-link.tsx';
import { StatusChip } from '#components/migrations/status.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { Cell, HeadCell, Table } from '#components/ui/table.tsx';
import { Time } from '#components/ui/time.tsx';
import type { Clock } from '#lib/format/time.ts';
import type { NoticeView } from '#lib/migrations/notice-views.ts';
import { aboutWords, resultLook } from './notice-look.ts';

interface NoticeListProps {
  /** Newest first. */
  readonly newest: readonly NoticeView[];
  readonly clock: Clock;
}

/** The last messages and what became of each. */
export function NoticeList({ newest, clock }: NoticeListProps) {
  if (newest.length === 0) return null;
  return (
    <Panel title="Last messages" className="mt-4">
      <Table label="Last messages">
        <thead>
          <tr>
            <HeadCell>When</HeadCell>
            <HeadCell>About</HeadCell>
            <HeadCell>To</HeadCell>
            <HeadCell>Result</HeadCell>
          </tr>
        </thead>
        <tbody>
          {newest.map((notice) => (
            <NoticeRow key={notice.id} notice={notice} clock={clock} />
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}

function NoticeRow({ notice, clock }: { readonly notice: NoticeView; readonly clock: Clock }) {
  const { family, words, more } = resultLook(notice);
  return (
    <tr>
      <Cell card="tape" className="align-top">
        <Time at={notice.at} clock={clock} withSeconds />
      </Cell>
      <Cell card="name" wrap className="align-top menu:w-[38%]">
        <span className="font-medium">{aboutWords(notice)}</span>
        {notice.run && (
          <>
            {' '}
            <span className="ml-1 text-caption text-ink-3">
              <RunLink id={notice.run.id} number={notice.run.number} />
            </span>
            <span className="block">
              <PairLabel oldUser={notice.run.oldUser} newUser={notice.run.newUser} />
            </span>
          </>
        )}
      </Cell>
      <Cell card="text" wrap className="align-top menu:w-[18%]">
        <span className="text-ink-3 menu:sr-only">To </span>
        <span className="[overflow-wrap:anywhere]">{notice.label}</span>
      </Cell>
      <Cell card="status" wrap className="align-top menu:w-[28%]">
        <StatusChip family={family} words={words} />
        {(more !== null || notice.nextAt !== null) && (
          <span className="block max-w-[52ch] text-caption text-ink-2">
            {more}
            {notice.nextAt !== null && notice.tries > 0 && (
              <>
                {' '}
                Next try at <Time at={notice.nextAt} clock={clock} withSeconds withZone />.
              </>
            )}
          </span>
        )}
      </Cell>
    </tr>
  );
}
