import { Icon } from '#components/ui/icon.tsx';
import { Size } from '#components/ui/number-with-unit.tsx';
import { formatDay } from '#lib/format/time.ts';
import type { DayView } from '#lib/migrations/overview-views.ts';
import { endsSentence, totalOf } from './end-words.ts';

/** The numbers behind the drawing, for whoever would rather read them. */
export function DayTable({ days }: { readonly days: readonly DayView[] }) {
  return (
    <details className="group px-inset pt-3 pb-4 text-row">
      <summary className="inline-flex min-h-6 list-none items-center gap-1 font-medium text-ink-2 hover:text-ink max-phone:min-h-10">
        <Icon name="chevronRight" className="icon-small group-open:rotate-90" />
        Show as a table
      </summary>
      <table className="mt-1 w-full text-left">
        <caption className="sr-only">Copied by day</caption>
        <thead>
          <tr className="text-caption text-ink-3 [&>th]:py-1 [&>th]:font-medium">
            <th scope="col">Day</th>
            <th scope="col" className="pl-3 text-right">
              Copied
            </th>
            <th scope="col" className="pl-6 max-phone:pl-4">
              Copies that ended
            </th>
          </tr>
        </thead>
        <tbody>
          {days.map(({ date, ends }) => (
            <tr key={date} className="border-t border-line align-top [&>*]:py-1.5">
              <th scope="row" className="font-normal whitespace-nowrap">
                {formatDay(date)}
              </th>
              <td className="pl-3 text-right whitespace-nowrap">
                <Size bytes={totalOf(ends, 'bytes')} />
              </td>
              <td className="pl-6 text-ink-2 max-phone:pl-4">{endsSentence(ends)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
