import { memo } from 'react';
import { ChipLink, ChipRow } from '#components/ui/chip.tsx';
import type { IconName } from '#components/ui/icon.tsx';
import { type ListQuery, PRESETS, type Preset, type RunListView } from '#lib/migrations/list-views.ts';
import { countWords } from './count-words.ts';
import { listHref } from './list-address.ts';

const LOOKS: Readonly<Record<Preset, { readonly label: string; readonly icon?: IconName }>> = {
  all: { label: 'All' },
  running: { label: 'Running', icon: 'arc' },
  attention: { label: 'Needs attention', icon: 'alert' },
  failed: { label: 'Failed', icon: 'octagon' },
  finished: { label: 'Ended', icon: 'square' },
};

interface PresetChipsProps {
  readonly query: ListQuery;
  readonly list: Pick<RunListView, 'counts' | 'capped'>;
}

/** Ready-made filters with how many runs each would show; the counts follow the other filters. */
export const PresetChips = memo(function PresetChips({ query, list }: PresetChipsProps) {
  return (
    <ChipRow label="Show">
      {PRESETS.map((preset) => {
        const { label, icon } = LOOKS[preset];
        return (
          <ChipLink
            key={preset}
            href={listHref(query, { preset })}
            current={query.preset === preset}
            count={countWords(list, preset)}
            {...(icon && { icon })}
          >
            {label}
          </ChipLink>
        );
      })}
    </ChipRow>
  );
});
