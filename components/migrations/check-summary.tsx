import type { ReactNode } from 'react';
import { Size } from '#components/ui/number-with-unit.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { formatSize, groupDigits } from '#lib/format/size.ts';
import type { CheckReport, HomeReport } from '#lib/migrations/check-report.ts';
import { findingsOf } from './check-findings.ts';
import { PathList } from './path-list.tsx';

interface CheckSummaryProps {
  readonly report: CheckReport;
  readonly oldUser: string;
  readonly newUser: string;
}

/** What a check found: both homes in numbers, whether the copy fits, and what to know before it is made. */
export function CheckSummary({ report, oldUser, newUser }: CheckSummaryProps) {
  const findings = report.old ? findingsOf(report.old) : [];
  return (
    <Panel title="What the check found" label="What the check found">
      <dl className="grid grid-cols-2 gap-x-8 gap-y-4 px-inset py-4 max-phone:grid-cols-1">
        {report.old && <Home label="Old home" user={oldUser} home={report.old} />}
        {report.new && <Home label="New home" user={newUser} home={report.new} />}
        {report.needed && <Fact label="Room needed">{neededWords(report.needed)}</Fact>}
        {report.room && (
          <Fact label="Room in the new home">
            <Size bytes={report.room.bytesFree} /> free
            <span className="block text-caption text-ink-2">A user’s own quota is not known.</span>
          </Fact>
        )}
      </dl>
      <p className="border-t border-line px-inset py-3 text-row font-medium">{roomWords(report)}</p>
      <ul>
        {findings.map(({ label, count, first }) => (
          <li key={label} className="border-t border-line px-inset py-2.5 text-row">
            <p className="flex justify-between gap-4">
              {label}
              <span className="font-medium">{groupDigits(count)}</span>
            </p>
            <PathList paths={first} count={count} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

const Fact = ({ label, children }: { readonly label: ReactNode; readonly children: ReactNode }) => (
  <div className="min-w-0">
    <dt className="text-caption text-ink-3">{label}</dt>
    <dd className="mt-0.5 font-medium">{children}</dd>
  </div>
);

interface HomeProps {
  readonly label: string;
  readonly user: string;
  readonly home: HomeReport;
}

const Home = ({ label, user, home }: HomeProps) => (
  <Fact
    label={
      <>
        {label}, <bdi dir="auto">{user}</bdi>
      </>
    }
  >
    <Size bytes={home.bytes} />
    <span className="block text-row font-normal text-ink-2">
      {groupDigits(home.files)} files in {groupDigits(home.folders)} folders, owner {home.uid}:{home.gid}
    </span>
  </Fact>
);

const neededWords = ({ bytes, files }: NonNullable<CheckReport['needed']>) => (
  <>
    <Size bytes={bytes} />
    <span className="block text-row font-normal text-ink-2">{groupDigits(files)} files, after what is left out</span>
  </>
);

function roomWords({ needed, room }: CheckReport): string {
  if (!needed || !room) return 'Whether the copy fits is not known.';
  if (needed.fits) return 'The copy fits into the new home.';
  return `The copy does not fit: it needs ${formatSize(needed.bytes)} and ${groupDigits(needed.inodes)} inodes with head-room, and ${formatSize(room.bytesFree)} and ${groupDigits(room.inodesFree)} inodes are free.`;
}
