'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { Alert } from '#components/ui/alert.tsx';
import { ask } from '#components/ui/ask.ts';
import { Button } from '#components/ui/button.tsx';
import { Icon } from '#components/ui/icon.tsx';
import { Time } from '#components/ui/time.tsx';
import type { Clock } from '#lib/format/time.ts';
import type { TestReport } from '#lib/migrations/settings-views.ts';
import type { ActionResult } from '#lib/result.ts';

export type TestAction = (input: Readonly<Record<string, never>>) => Promise<ActionResult<TestReport>>;

interface SelfTestProps {
  readonly title: string;
  /** What it does, and that it changes nothing. */
  readonly words: string;
  readonly button: string;
  /** What the button does, for whoever hears it without the title; the button’s own word is in it. */
  readonly about?: string;
  readonly busy: string;
  readonly test: TestAction;
  readonly clock: Clock;
  /** What else the page shows changes with a test. */
  readonly refreshes?: boolean;
}

/** One test of the set-up: a button, and what it found. */
export function SelfTest({ title, words, button, about, busy, test, clock, refreshes = false }: SelfTestProps) {
  const router = useRouter();
  const asked = useMutation({
    mutationFn: () => ask(() => test({})),
    onSettled: () => {
      if (refreshes) router.refresh();
    },
  });
  const report = asked.data?.ok ? asked.data.value : null;
  const refusal = asked.data?.ok === false ? asked.data.error.message : null;
  return (
    <div className="border-b border-line px-inset py-4 last:border-b-0">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <h3 className="text-row font-medium">{title}</h3>
          <p className="max-w-[68ch] text-row text-ink-2">{words}</p>
        </div>
        <Button
          size="small"
          disabled={asked.isPending}
          onClick={() => asked.mutate()}
          {...(about && !asked.isPending && { 'aria-label': about })}
        >
          {asked.isPending ? busy : button}
        </Button>
      </div>
      <div role="status">{report && !asked.isPending && <Report report={report} clock={clock} />}</div>
      {(refusal || asked.isError) && !asked.isPending && (
        <Alert grade="error" role="alert" title="Not tested." className="mt-3">
          {refusal ?? 'Rehome did not answer.'}
        </Alert>
      )}
    </div>
  );
}

function Report({
  report: { ok, headline, problems, seen = [], raw, at },
  clock,
}: {
  readonly report: TestReport;
  readonly clock: Clock;
}) {
  return (
    <div className="mt-3 flex gap-2 text-row">
      <Icon name={ok ? 'check' : 'octagon'} className={`mt-0.5 flex-none ${ok ? 'text-done' : 'text-failed'}`} />
      <div className="min-w-0 flex-1">
        <p>
          <b className="font-medium">{headline}</b>{' '}
          <span className="text-caption text-ink-3">
            <Time at={at} clock={clock} withSeconds withZone />
          </span>
        </p>
        {problems.length > 0 && (
          <ul className="mt-1.5 grid gap-1">
            {problems.map(({ what, means }) => (
              <li key={what}>
                <span className="mono font-medium">{what}</span> <span className="text-ink-2">{means}</span>
              </li>
            ))}
          </ul>
        )}
        {seen.length > 0 && (
          <ul className="mt-1.5 grid gap-0.5 text-ink-2">
            {seen.map((sentence) => (
              <li key={sentence} className="wrap-anywhere">
                {sentence}
              </li>
            ))}
          </ul>
        )}
        {raw !== null && (
          <p className="mt-1.5 text-caption text-ink-2">
            The cluster said: <bdi className="mono [overflow-wrap:anywhere]">{raw}</bdi>
          </p>
        )}
      </div>
    </div>
  );
}
