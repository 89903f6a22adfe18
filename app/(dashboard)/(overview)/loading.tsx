import { PageHead, Panel } from '#components/ui/panel.tsx';
import { SkeletonRows } from '#components/ui/skeleton.tsx';

/** The overview before it is there: its head and the room it takes. */
export default function OverviewLoading() {
  return (
    <>
      <PageHead title="Overview">Reading the history.</PageHead>
      <Panel label="Overview">
        <SkeletonRows rows={8} label="Reading the history" />
      </Panel>
    </>
  );
}
