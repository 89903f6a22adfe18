import type { Route } from 'next';
import { redirect } from 'next/navigation';
import { openPage } from '#lib/access/page.ts';

/** The migrations are what an admin comes for. */
export default async function Home() {
  await openPage('see');
  redirect('/migrations' as Route);
}
