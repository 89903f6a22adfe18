import { PageHead, Panel } from '#components/ui/panel.tsx';
import { SkeletonRows } from '#components/ui/skeleton.tsx';

/** The list before it is there: its head and the room it takes. */
export default function MigrationsLoading() {
  return (
    <>
      <PageHead title="Migrations">Reading the history.</PageHead>
      <Panel label="Migrations">
        <SkeletonRows rows={8} label="Reading the history" />
      </Panel>
    </>
  );
}
