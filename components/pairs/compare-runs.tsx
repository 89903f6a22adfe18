import type { ReactNode } from 'react';
import { RunLink } from '#components/migrations/run-link.tsx';
import { Button } from '#components/ui/button.tsx';
import { Size } from '#components/ui/number-with-unit.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { Select } from '#components/ui/select.tsx';
import { Duration, Time } from '#components/ui/time.tsx';
import type { Clock } from '#lib/format/time.ts';
import type { CompareRowView, CompareValue, CompareView } from '#lib/migrations/pair-views.ts';
import { STATUS } from '#lib/migrations/states.ts';
import type { PairView, RunView } from '#lib/migrations/views.ts';
import { pairHref } from './pair-href.ts';

/** Which two runs an address asks for. */
export type Chosen = readonly [string, string];

interface CompareRunsProps {
  readonly pair: Pick<PairView, 'oldUser' | 'newUser' | 'runs' | 'reverseRuns'>;
  /** What the address asks for; null for nothing. */
  readonly chosen: Chosen | null;
  /** Null where that makes no comparison. */
  readonly compared: CompareView | null;
  readonly clock: Clock;
}

/** Two runs of a pair side by side; which ones is in the address. Works without scripts. */
export function CompareRuns({ pair, chosen, compared, clock }: CompareRunsProps) {
  const { oldUser, newUser, runs, reverseRuns } = pair;
  const all = [...runs, ...reverseRuns];
  const [newest, before] = all;
  if (!newest || !before) return null;
  return (
    <Panel title="Compare two runs" label="Compare two runs">
      <form
        id="compare"
        action={`${pairHref(oldUser, newUser)}#compare`}
        className="flex scroll-mt-16 flex-wrap items-end gap-x-4 gap-y-3 px-inset py-4"
      >
        <Choice name="compare" label="First run" runs={all} chosen={chosen?.[0] ?? before.id} newUser={newUser} />
        <Choice name="with" label="Second run" runs={all} chosen={chosen?.[1] ?? newest.id} newUser={newUser} />
        <Button type="submit">Compare</Button>
      </form>
      {compared && <Compared {...compared} clock={clock} />}
      {chosen && !compared && (
        <p role="status" className="border-t border-line px-inset py-4 text-row text-ink-2">
          Choose two different runs of this pair.
        </p>
      )}
    </Panel>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly runs: readonly RunView[];
  readonly chosen: string;
  readonly newUser: string;
}

const Choice = ({ name, label, runs, chosen, newUser }: ChoiceProps) => (
  <div className="min-w-0 flex-1 basis-52 text-row">
    <label htmlFor={`${name}-run`} className="mb-1.5 block font-medium">
      {label}
    </label>
    <Select key={chosen} id={`${name}-run`} name={name} defaultValue={chosen} className="w-full">
      {runs.map((run) => (
        <option key={run.id} value={run.id}>
          #{run.number}, {run.kind}
          {run.newUser === newUser ? '' : ', the other way'}, {STATUS[run.status].label.toLowerCase()}
        </option>
      ))}
    </Select>
  </div>
);

function Compared({ first, second, groups, clock }: CompareView & { readonly clock: Clock }) {
  const differing = groups.flatMap(({ rows }) => rows).filter(({ differs }) => differs).length;
  return (
    <>
      <p className="border-t border-line px-inset py-2.5 text-row text-ink-2">
        {differing === 0
          ? 'Nothing differs but the times.'
          : `${differing} ${differing === 1 ? 'fact differs' : 'facts differ'}.`}
      </p>
      <table
        className="compare w-full table-fixed text-row"
        aria-label={`Run ${first.number} beside run ${second.number}`}
      >
        <thead>
          <tr className="border-y border-line text-left text-caption text-ink-2 *:px-2 *:py-2.5 *:font-medium">
            <th scope="col" className="w-2/6 pl-inset!">
              Fact
            </th>
            <th scope="col">
              <RunLink {...first} />
            </th>
            <th scope="col">
              <RunLink {...second} />
            </th>
          </tr>
        </thead>
        {groups.map(({ title, rows }) => (
          <tbody key={title}>
            <tr className="border-b border-line bg-sunken">
              <th scope="rowgroup" colSpan={3} className="px-inset py-2 text-left text-caption font-medium text-ink-2">
                {title}
              </th>
            </tr>
            {rows.map((row) => (
              <CompareRow key={row.label} row={row} clock={clock} />
            ))}
          </tbody>
        ))}
      </table>
    </>
  );
}

/** What differs stands out by a word and by weight. */
function CompareRow({
  row: { label, first, second, differs },
  clock,
}: {
  readonly row: CompareRowView;
  readonly clock: Clock;
}) {
  return (
    <tr className={`border-b border-line align-top *:px-2 *:py-2 last:border-b-0 ${differs ? 'bg-accent-tint' : ''}`}>
      <th scope="row" className="pl-inset! text-left font-normal text-ink-2 wrap-anywhere">
        <span className="flex flex-wrap justify-between gap-x-3">
          {label}
          {differs && <span className="text-caption font-medium text-ink">differs</span>}
        </span>
      </th>
      {[first, second].map((value, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the first run, and the second.
        <td key={at} className={`wrap-anywhere ${differs ? 'font-medium' : ''}`}>
          <Value value={value} clock={clock} />
        </td>
      ))}
    </tr>
  );
}

function Value({ value, clock }: { readonly value: CompareValue; readonly clock: Clock }): ReactNode {
  if (value === null) return <span className="font-normal text-ink-2">not known</span>;
  if ('text' in value) return <bdi dir="auto">{value.text}</bdi>;
  if ('at' in value) return <Time at={value.at} clock={clock} />;
  if ('bytes' in value) return <Size bytes={value.bytes} />;
  return <Duration ms={value.ms} />;
}
