import DashboardLayout from './(dashboard)/layout.tsx';
import NotFound from './(dashboard)/not-found.tsx';

/** An address that no page has: in the frame of every other screen, which passes the gate. */
export default function NoSuchPage() {
  return (
    <DashboardLayout>
      <NotFound />
    </DashboardLayout>
  );
}
