import { Panel } from '#components/ui/panel.tsx';
import type { Clock } from '#lib/format/time.ts';
import type { LineageMoveView, LineagePersonView } from '#lib/migrations/pair-views.ts';
import type { PairView } from '#lib/migrations/views.ts';
import { asLine, type LineageRow, lineageRows } from './lineage-order.ts';
import { Rails } from './lineage-rails.tsx';
import { LineageMove, LineagePerson } from './lineage-words.tsx';

interface LineageProps {
  readonly pair: Pick<PairView, 'oldUser' | 'newUser' | 'lineage'>;
  readonly clock: Clock;
}

/** Where these files came from and where they went on to: a short chain as one line, everything else as rows joined by lines. */
export function Lineage({ pair: { oldUser, newUser, lineage }, clock }: LineageProps) {
  if (lineage.moves.length === 0) return null;
  const people = new Map(lineage.people.map((person) => [person.username, person]));
  const isOurs = (username: string) => username === oldUser || username === newUser;
  const isHere = (move: LineageMoveView) => move.oldUser === oldUser && move.newUser === newUser;
  const line = asLine(lineage, oldUser);
  const shared = { people, isOurs, isHere, clock };
  return (
    <Panel title="Lineage" aside="where these files came from, and where they went" label="Lineage" className="mb-6">
      {line ? <InLine rows={line} {...shared} /> : <InRows rows={lineageRows(lineage, oldUser)} {...shared} />}
      {lineage.isCut && (
        <p className="border-t border-line px-inset py-2.5 text-caption text-ink-2">
          There are more moves than these. The pages of the people have the rest.
        </p>
      )}
    </Panel>
  );
}

interface DrawnProps {
  readonly rows: readonly LineageRow[];
  readonly people: ReadonlyMap<string, LineagePersonView>;
  readonly isOurs: (username: string) => boolean;
  readonly isHere: (move: LineageMoveView) => boolean;
  readonly clock: Clock;
}

function InLine({ rows, people, isOurs, isHere, clock }: DrawnProps) {
  return (
    <ol className="flex flex-col gap-x-5 gap-y-2 px-inset py-4 menu:flex-row">
      {rows.map(({ username, arrivals: [move] }) => {
        const person = people.get(username);
        return (
          <li
            key={username}
            className={`flex min-w-0 flex-col gap-x-5 gap-y-2 menu:flex-row ${move ? 'menu:flex-1' : ''}`}
          >
            {move && (
              <div className="flex min-w-0 gap-2.5 menu:flex-1 menu:flex-col menu:gap-0.5">
                <Arrow isComplete={move.isComplete} />
                <span className="min-w-0 menu:text-center">
                  <span className="sr-only">to {username}: </span>
                  <LineageMove move={move} isHere={isHere(move)} clock={clock} />
                </span>
              </div>
            )}
            <div className="min-w-0 menu:max-w-64">
              {person && <LineagePerson person={person} isOurs={isOurs(username)} clock={clock} />}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

/** Along the line where there is room for one; downwards on a phone. */
const Arrow = ({ isComplete }: { readonly isComplete: boolean }) => (
  <span className="flex flex-none items-center text-ink-3 max-menu:w-3.5 max-menu:justify-center" aria-hidden="true">
    <svg aria-hidden="true" className="hidden h-5 flex-1 menu:block" width="100%">
      <line
        x1="0"
        x2="100%"
        y1="10"
        y2="10"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeDasharray={isComplete ? undefined : '4 4'}
      />
    </svg>
    <svg aria-hidden="true" viewBox="0 0 8 20" className="hidden h-5 w-2 flex-none menu:block" fill="none">
      <path d="M1 5.5 6 10l-5 4.5" stroke="currentColor" strokeWidth="1.5" />
    </svg>
    <svg aria-hidden="true" viewBox="0 0 10 20" className="h-5 w-2.5 menu:hidden" fill="none">
      <path
        d="M5 1v16M1 13l4 5 4-5"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeDasharray={isComplete ? undefined : '3 3'}
      />
    </svg>
  </span>
);

function InRows({ rows, people, isOurs, isHere, clock }: DrawnProps) {
  const lanes = Math.max(...rows.flatMap(({ rails }) => rails.map(({ lane }) => lane + 1)), 1);
  return (
    <ol className="px-inset py-2">
      {rows.map(({ username, rails, arrivals }) => {
        const person = people.get(username);
        return (
          <li key={username} className="flex gap-3">
            <Rails rails={rails} lanes={lanes} isOurs={isOurs(username)} />
            <div className="grid min-w-0 flex-1 gap-x-6 py-3 menu:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
              <div className="min-w-0">
                {person && <LineagePerson person={person} isOurs={isOurs(username)} clock={clock} />}
              </div>
              {arrivals.length > 0 && (
                <ul aria-label={`What came to ${username}`} className="min-w-0">
                  {arrivals.map((move) => (
                    <li key={move.oldUser} className="text-caption text-ink-2">
                      from{' '}
                      <bdi dir="auto" className="font-name wrap-anywhere">
                        {move.oldUser}
                      </bdi>
                      : <LineageMove move={move} isHere={isHere(move)} clock={clock} />
                    </li>
                  ))}
                </ul>
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
