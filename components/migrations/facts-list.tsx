import type { ReactNode } from 'react';
import { Empty } from '#components/ui/empty.tsx';
import { Time } from '#components/ui/time.tsx';
import type { Clock } from '#lib/format/time.ts';
import type { ContainerFactsView, PodFactsView } from '#lib/migrations/evidence-views.ts';
import type { RunDetailView } from '#lib/migrations/views.ts';

const Row = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <>
    <dt className="min-w-0 text-ink-3 wrap-anywhere">{label}</dt>
    <dd className="min-w-0 wrap-anywhere">{children}</dd>
  </>
);

const LIST =
  'grid grid-cols-[132px_minmax(0,1fr)] gap-x-3 gap-y-1.5 px-inset py-4 text-row max-phone:grid-cols-[92px_minmax(0,1fr)]';

/** The settings a run was made with. */
export function SettingsList({ settings }: { readonly settings: RunDetailView['settings'] }) {
  if (settings.length === 0) return <Empty small title="No settings kept" />;
  return (
    <dl className={LIST}>
      {settings.map(({ label, value }) => (
        <Row key={label} label={label}>
          <bdi className="whitespace-pre-line">{value}</bdi>
        </Row>
      ))}
    </dl>
  );
}

/** What was seen of a run's pod and its containers. */
export function PodFacts({ pod, clock }: { readonly pod: PodFactsView | null; readonly clock: Clock }) {
  if (!pod)
    return (
      <Empty small title="No pod seen">
        No pod of this run is on record.
      </Empty>
    );
  return (
    <dl className={LIST}>
      <Row label="Pod">
        <span className="mono">
          {pod.namespace}/{pod.name}
        </span>
      </Row>
      <Row label="UID">
        <span className="mono">{pod.uid}</span>
      </Row>
      <Row label="Phase">{[pod.phase, pod.reason, pod.message].filter(Boolean).join(', ')}</Row>
      <Row label="Node">{pod.node ?? <span className="text-ink-3">none yet</span>}</Row>
      <Row label="Image">
        <span className="mono">{pod.image ?? 'not known'}</span>
      </Row>
      <Row label="Made">
        <Time at={pod.createdAt || null} clock={clock} withSeconds />
      </Row>
      {pod.deletionRequestedAt && (
        <Row label="Asked to go">
          <Time at={pod.deletionRequestedAt} clock={clock} withSeconds />
        </Row>
      )}
      {pod.containers.map((container) => (
        <Row key={container.name} label={`Container ${container.name}`}>
          {containerWords(container)}
        </Row>
      ))}
      {pod.conditions.map((condition) => (
        <Row key={condition.type} label={condition.type}>
          {[condition.status, condition.reason, condition.message].filter(Boolean).join(', ')}
          {condition.since && (
            <span className="text-ink-3">
              {' '}
              since <Time at={condition.since} clock={clock} withSeconds />
            </span>
          )}
        </Row>
      ))}
      {pod.claims.map(({ name, readOnly, phase }) => (
        <Row key={name} label="Claim">
          <bdi className="mono">{name}</bdi>
          {[readOnly ? 'read only' : null, phase].filter(Boolean).map((word) => `, ${word}`)}
        </Row>
      ))}
    </dl>
  );
}

/** The migrator's own report, JSON: the page tells what is in it. */
const isReport = (message: string | null): boolean => message?.startsWith('{"exitCode":') ?? false;

function containerWords({ state, exitCode, signal, reason, message }: ContainerFactsView): string {
  const how = exitCode === null ? state : `${state}, exit code ${exitCode}`;
  return [how, signal ? `signal ${signal}` : null, reason, isReport(message) ? null : message]
    .filter(Boolean)
    .join(', ');
}
