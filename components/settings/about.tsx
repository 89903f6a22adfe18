import type { ReactNode } from 'react';
import { Time } from '#components/ui/time.tsx';
import type { Clock } from '#lib/format/time.ts';
import type { AboutView } from '#lib/migrations/settings-views.ts';

/** What runs here, for whoever has to report a problem. */
export function About({ about, clock }: { readonly about: AboutView; readonly clock: Clock }) {
  return (
    <dl className="grid grid-cols-[132px_minmax(0,1fr)] gap-x-3 gap-y-1.5 px-inset py-4 text-row max-phone:grid-cols-[92px_minmax(0,1fr)]">
      <Row label="Version">
        <span className="mono">{about.version}</span>
      </Row>
      <Row label="Build">
        <span className="mono">{about.build}</span>
      </Row>
      <Row label="Node.js">
        <span className="mono">{about.node}</span>
      </Row>
      <Row label="Database">{about.database}</Row>
      <Row label="Installation">
        <span className="mono">{about.instance}</span>
      </Row>
      <Row label="Platform">
        <span className="mono">{about.realm}</span>
      </Row>
      <Row label="Cluster">
        {about.cluster || <span className="text-ink-3">has no name, neither here nor in a kubeconfig</span>}
      </Row>
      <Row label="Namespace">
        <span className="mono">{about.namespace}</span>
      </Row>
      <Row label="Configuration">
        <span className="mono">{about.configFile}</span>
      </Row>
      <Row label="Running since">
        <Time at={about.startedAt} clock={clock} withZone />
      </Row>
    </dl>
  );
}

const Row = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <>
    <dt className="text-ink-3">{label}</dt>
    <dd className="min-w-0 wrap-anywhere">{children}</dd>
  </>
);
