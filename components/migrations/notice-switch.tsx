import { Switch } from '#components/ui/field.tsx';
import { isOutcome } from '#lib/migrations/states.ts';
import type { RunDetailView } from '#lib/migrations/views.ts';
import { useNotice } from './use-notice.ts';

/** Asks the browser to tell when the run ends or needs somebody. Shows nothing where the browser cannot, and once it has ended. */
export function NoticeSwitch({ run, now }: { readonly run: RunDetailView; readonly now: string }) {
  const { canTell, isOn, isRefused, toggle } = useNotice(run, now);
  if (!canTell || isOutcome(run.status)) return null;
  return (
    <div className="mr-1 flex min-h-8 flex-wrap items-center gap-x-2 whitespace-nowrap max-phone:basis-full">
      <Switch label="Notify me" title="When it ends, or needs somebody" checked={isOn} onChange={() => void toggle()} />
      <span role="status" className="text-row text-ink-2">
        {isRefused && 'The browser does not allow it.'}
      </span>
    </div>
  );
}
