import { PageHead, Panel } from '#components/ui/panel.tsx';
import { SkeletonRows } from '#components/ui/skeleton.tsx';

/** The audit before it is there: its head and the room it takes. */
export default function AuditLoading() {
  return (
    <>
      <PageHead title="Audit">Reading the audit.</PageHead>
      <Panel label="Audit">
        <SkeletonRows rows={8} label="Reading the audit" />
      </Panel>
    </>
  );
}
