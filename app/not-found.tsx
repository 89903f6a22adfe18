import type { Route } from 'next';
import { ButtonLink } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { PageHead, Panel } from '#components/ui/panel.tsx';
import DashboardLayout from './(dashboard)/layout.tsx';

/** Shown with 404, in the frame of every other screen, which passes the gate. */
export default function NotFound() {
  return (
    <DashboardLayout>
      <PageHead title="Not found" />
      <Panel>
        <Empty
          title="There is nothing at this address"
          action={<ButtonLink href={'/migrations' as Route}>All migrations</ButtonLink>}
        >
          The run may be of another installation, or the link was cut.
        </Empty>
      </Panel>
    </DashboardLayout>
  );
}
