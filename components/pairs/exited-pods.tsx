import type { Route } from 'next';
import { Empty } from '#components/ui/empty.tsx';
import { Link } from '#components/ui/link.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { Cell, HeadCell, Table } from '#components/ui/table.tsx';
import { Time } from '#components/ui/time.tsx';
import type { Clock } from '#lib/format/time.ts';
import type { ExitedPodView } from '#lib/migrations/evidence-views.ts';

interface ExitedPodsProps {
  readonly pods: readonly ExitedPodView[];
  readonly clock: Clock;
}

/** The results of pods that have ended, as they were kept when each was last seen. */
export function ExitedPods({ pods, clock }: ExitedPodsProps) {
  return (
    <Panel title="Exited pods" aside={pods.length > 0 ? `${pods.length}, kept after the pod is gone` : undefined}>
      {pods.length === 0 ? (
        <Empty small title="No pod of this pair has ended yet" />
      ) : (
        <Table label="Results of exited pods">
          <thead>
            <tr>
              <HeadCell>Pod</HeadCell>
              <HeadCell>Run</HeadCell>
              <HeadCell>Exit code</HeadCell>
              <HeadCell>Reason</HeadCell>
              <HeadCell>Started</HeadCell>
              <HeadCell>Ended</HeadCell>
              <HeadCell least>Kept</HeadCell>
            </tr>
          </thead>
          <tbody>
            {pods.map((pod) => (
              <PodRow key={`${pod.pod} ${pod.runId ?? pod.cachedAt}`} pod={pod} clock={clock} />
            ))}
          </tbody>
        </Table>
      )}
    </Panel>
  );
}

function PodRow({ pod, clock }: { readonly pod: ExitedPodView; readonly clock: Clock }) {
  const name = <bdi className="mono [overflow-wrap:anywhere]">{pod.pod}</bdi>;
  return (
    <tr>
      <Cell card="name" wrap>
        {pod.runId === null ? (
          name
        ) : (
          <Link href={`/migrations/${pod.runId}` as Route} className="row-link">
            {name}
          </Link>
        )}
      </Cell>
      <Cell card="number">{pod.runNumber === null ? <Unknown /> : `#${pod.runNumber}`}</Cell>
      <Cell card="status" wrap>
        <span className="text-ink-3 menu:hidden">Exit code </span>
        {pod.exit ?? <Unknown />}
      </Cell>
      <Cell card="tape">{pod.reason === null ? <Unknown /> : <bdi>{pod.reason}</bdi>}</Cell>
      <Cell card="hidden">
        <Time at={pod.startedAt} clock={clock} />
      </Cell>
      <Cell card="when">
        <span className="menu:hidden">ended </span>
        <Time at={pod.endedAt} clock={clock} />
      </Cell>
      <Cell card="hidden" least>
        <Time at={pod.cachedAt} clock={clock} />
      </Cell>
    </tr>
  );
}

const Unknown = () => <span className="text-ink-3">not known</span>;
