import type { Route } from 'next';
import { Link } from '#components/ui/link.tsx';

/** A run by its number, as a link to its page. */
export const RunLink = ({ id, number }: { readonly id: string; readonly number: number }) => (
  <Link href={`/migrations/${id}` as Route} className="link">
    run #{number}
  </Link>
);
