import type { Route } from 'next';
import type { ReactNode } from 'react';
import { Icon } from '#components/ui/icon.tsx';
import { Link } from '#components/ui/link.tsx';
import { Duration, Time } from '#components/ui/time.tsx';
import { elapsedMs } from '#lib/format/duration.ts';
import type { Clock } from '#lib/format/time.ts';
import type { CheckView } from '#lib/migrations/start-views.ts';
import type { Choice } from './choice.ts';
import type { Preflight } from './preflight.ts';
import { Amounts } from './preflight-amounts.tsx';
import { LOOKS, PreflightRow } from './preflight-row.tsx';

interface PreflightPanelProps {
  readonly preflight: Preflight;
  readonly from: Choice;
  readonly to: Choice;
  readonly check: CheckView | null;
  /** What the form leaves out as it stands. */
  readonly excludes: readonly string[];
  readonly clock: Clock;
  readonly onOptions: () => void;
  /** What stands in the last line. */
  readonly children?: ReactNode;
}

/** Beside the form: how the migration would go, as far as it is known, in one line and one by one. */
export function PreflightPanel({
  preflight,
  from,
  to,
  check,
  excludes,
  clock,
  onOptions,
  children,
}: PreflightPanelProps) {
  const { stage, verdict, findings } = preflight;
  const { icon, mark } = LOOKS[verdict.grade];
  const checkHref = check ? (`/migrations/${check.runId}` as Route) : null;
  return (
    <>
      <header className="flex min-h-11 items-center gap-2.5 border-b border-line px-inset">
        <Icon name={icon} className={mark} />
        <div role="status">
          <h2>{verdict.words}</h2>
        </div>
        {check && <Age stage={stage} check={check} clock={clock} />}
      </header>
      <Amounts from={from} to={to} check={check} excludes={excludes} clock={clock} />
      <ul>
        {findings.map((finding) => (
          <PreflightRow
            key={`${finding.topic} ${finding.grade}`}
            finding={finding}
            checkHref={checkHref}
            onOptions={onOptions}
          />
        ))}
      </ul>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1.5 border-t border-line px-inset py-2.5 text-caption text-ink-3">
        <Source stage={stage} check={check} clock={clock} />
        {children}
      </div>
    </>
  );
}

interface Told {
  readonly stage: Preflight['stage'];
  readonly check: CheckView;
  readonly clock: Clock;
}

function Age({ stage, check, clock }: Told) {
  const since = stage === 'checking' ? check.requestedAt : check.endedAt;
  if (stage === 'unchecked' || since === null) return null;
  if (stage === 'checking') {
    return (
      <span className="ml-auto text-row text-ink-3">
        for <Duration ms={elapsedMs(since, clock.now)} />
      </span>
    );
  }
  return (
    <span className="ml-auto text-row text-ink-3">
      <Time at={since} clock={clock} />
    </span>
  );
}

/** From where all this is known, and until when it counts. */
function Source({ stage, check, clock }: Omit<Told, 'check'> & { readonly check: CheckView | null }) {
  if (!check || stage === 'unchecked') {
    return <p>From the directory, the cluster and earlier runs. A check looks into both homes and changes nothing.</p>;
  }
  const page = (
    <Link className="link" href={`/migrations/${check.runId}` as Route}>
      Check {check.number}
    </Link>
  );
  if (stage === 'checking') return <p>{page} is looking into both homes. It changes nothing.</p>;
  if (stage === 'old') {
    return (
      <p>
        {page} is from <Time at={check.endedAt} clock={clock} />, and homes change. Only the sizes above are still from
        it.
      </p>
    );
  }
  return (
    <p>
      {page} took <Duration ms={elapsedMs(check.requestedAt, check.endedAt)} />. It counts until{' '}
      <Time at={check.countsUntil} clock={clock} withZone />.
    </p>
  );
}
