import type { Route } from 'next';
import type { ReactNode } from 'react';
import { Link } from '#components/ui/link.tsx';
import type { RunResultView } from '#lib/migrations/pair-views.ts';

/** How a run ended and what it left: its exit code in words, its receipt, its evidence, and where everything is. */
export function RunResult({ result, number }: { readonly result: RunResultView; readonly number: number }) {
  const { runId, exit, message, receipt, evidence, left } = result;
  return (
    <div className="grid gap-x-8 gap-y-3 py-2.5 menu:grid-cols-2">
      <dl className="grid grid-cols-[92px_minmax(0,1fr)] content-start gap-x-3 gap-y-1">
        <Fact label="Exit code">{exit ?? <span className="text-ink-3">none seen</span>}</Fact>
        {message && (
          <Fact label="Last words">
            <bdi dir="auto">{message}</bdi>
          </Fact>
        )}
        <Fact label="Evidence">{evidence}</Fact>
        {receipt.map(({ label, value }) => (
          <Fact key={label} label={label}>
            {value}
          </Fact>
        ))}
      </dl>
      <div>
        <h3 className="text-caption font-medium text-ink-2">What is left, and where</h3>
        <ul className="mt-1 grid gap-1">
          {left.map((sentence) => (
            <li key={sentence} className="wrap-anywhere">
              {sentence}
            </li>
          ))}
        </ul>
        <Link href={`/migrations/${runId}` as Route} className="link mt-2 inline-block">
          Log, events and files of run #{number}
        </Link>
      </div>
    </div>
  );
}

const Fact = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <>
    <dt className="text-ink-2">{label}</dt>
    <dd className="min-w-0 wrap-anywhere">{children}</dd>
  </>
);
