import type { Route } from 'next';
import Link from 'next/link';
import { openPage } from '#lib/access/page.ts';

/** Shown with 404. */
export default async function NotFound() {
  await openPage('see');
  return (
    <main className="page">
      <h1 className="text-title">There is nothing at this address</h1>
      <p className="mt-2 text-ink-2">The run may be of another installation, or the link was cut.</p>
      <p className="mt-4">
        <Link href={'/migrations' as Route} className="text-accent underline">
          All migrations
        </Link>
      </p>
    </main>
  );
}
