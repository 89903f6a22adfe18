'use client';

import { useDeferredValue, useLayoutEffect, useMemo, useState } from 'react';
import { Button, buttonClass } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Switch } from '#components/ui/field.tsx';
import { Icon } from '#components/ui/icon.tsx';
import { Select } from '#components/ui/select.tsx';
import { groupDigits } from '#lib/format/size.ts';
import type { LogView as Log, LogLineView } from '#lib/migrations/evidence-views.ts';
import { LogLines } from './log-lines.tsx';
import { indexOfSeq } from './log-search.ts';
import { LogSearchField } from './log-search-field.tsx';
import { useFollow } from './use-follow.ts';
import { useLogLines } from './use-log-lines.ts';
import { useSearch } from './use-search.ts';

type Level = 'all' | 'warning' | 'error';

interface LogViewProps {
  readonly runId: string;
  readonly log: Log;
  readonly zone: string;
  /** More lines may come. */
  readonly isLive: boolean;
}

/** A log that follows its end, and can be searched, filtered, seen as it was said, copied and downloaded. */
export function LogView({ runId, log, zone, isLive }: LogViewProps) {
  const [chosen, setLevel] = useState<Level>('all');
  const level = useDeferredValue(chosen);
  const [search, setSearch] = useState('');
  const [goal, setGoal] = useState<{ readonly seq: number }>();
  const [wraps, setWraps] = useState(true);
  // The switch is drawn at once, and the lines when they are ready.
  const isWrapped = useDeferredValue(wraps);
  const [isRaw, setRaw] = useState(false);
  const { lines: all, isLoading } = useLogLines(runId, log, isRaw);
  const lines = useMemo(() => all.filter((line) => passes(line.level, isRaw ? 'all' : level)), [all, level, isRaw]);
  const wanted = useDeferredValue(search);
  const hits = useSearch(lines, wanted, `${isRaw} ${level}`);
  const at = goal === undefined ? -1 : hits.indexOf(goal.seq);
  // The place is told at once; going there takes the browser longer, and need not hold up the next key.
  const shown = useDeferredValue(at < 0 ? undefined : goal);
  const { box, isFollowing, setFollowing, left, onScroll } = useFollow(lines.at(-1)?.seq ?? -1);
  const missed = isLive && !isFollowing ? lines.length - indexOfSeq(lines, left + 1) : 0;
  const step = (by: number) => {
    if (hits.length === 0) return;
    const from = at < 0 && by < 0 ? 0 : at;
    const seq = hits[(from + by + hits.length) % hits.length];
    if (seq !== undefined) setGoal({ seq });
    setFollowing(false);
  };
  useLayoutEffect(() => {
    if (shown) box.current?.querySelector('.is-found')?.scrollIntoView({ block: 'nearest' });
  }, [box, shown]);
  return (
    <>
      <div className="log-tools flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-inset py-2.5">
        {isLive && (
          <Switch label="Follow" checked={isFollowing} onChange={(event) => setFollowing(event.target.checked)} />
        )}
        <LogSearchField
          search={search}
          onSearch={(text) => {
            setSearch(text);
            setGoal(undefined);
          }}
          at={at + 1}
          of={hits.length}
          onStep={step}
        />
        {!isRaw && (
          <Select
            small
            className="max-phone:-order-2 max-phone:min-w-36 max-phone:flex-1"
            aria-label="Level"
            value={chosen}
            onChange={(event) => setLevel(event.target.value as Level)}
          >
            <option value="all">All levels</option>
            <option value="warning">Warnings and errors</option>
            <option value="error">Errors</option>
          </Select>
        )}
        <Switch label="Wrap" checked={wraps} onChange={(event) => setWraps(event.target.checked)} />
        <Switch label="Raw" checked={isRaw} onChange={(event) => setRaw(event.target.checked)} />
        <span className="flex-1 max-phone:hidden" />
        <CopyButton
          label="Copy the lines on show"
          className="max-phone:-order-1"
          text={() => lines.map(asText).join('\n')}
        />
        <a
          href={`/api/runs/${runId}/log`}
          download
          title="Download the log as the pod said it"
          className={buttonClass(
            { variant: 'quiet', size: 'small' },
            'max-phone:-order-1 max-phone:w-10 max-phone:px-0!',
          )}
        >
          <Icon name="download" />
          <span className="max-phone:sr-only">Download</span>
        </a>
      </div>
      <div className="relative">
        <div
          ref={box}
          role="log"
          aria-live="off"
          aria-label="Log"
          aria-busy={isLoading}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
          tabIndex={0}
          className={`log ${isWrapped ? '' : 'is-unwrapped'}`}
          onScroll={onScroll}
        >
          {log.truncated && !isLoading && <p className="px-inset pb-1 text-ink-3">{cutWords(isLive)}</p>}
          <p className="log-cut">… Only the lines that were in sight are here. The whole log: /api/runs/{runId}/log</p>
          <LogLines lines={lines} zone={zone} search={wanted} found={shown?.seq} />
          {lines.length === 0 && <p className="px-inset text-ink-3">{emptyWords(all, isLive, isLoading)}</p>}
        </div>
        {missed > 0 && (
          <Button size="small" icon="arrowDown" className="log-pill" onClick={() => setFollowing(true)}>
            {groupDigits(missed)} new {missed === 1 ? 'line' : 'lines'}
          </Button>
        )}
      </div>
    </>
  );
}

const asText = ({ at, text }: LogLineView): string => (at === null ? text : `${at} ${text}`);

/** Only the end of a very long log is kept, and then the download has no more of it. */
const cutWords = (isLive: boolean): string =>
  isLive ? 'Earlier lines are no longer kept here.' : 'Not the whole log: its beginning was not kept.';

function emptyWords(all: readonly LogLineView[], isLive: boolean, isLoading: boolean): string {
  if (all.length > 0) return 'No line of this level.';
  if (isLoading) return 'Getting the lines…';
  return isLive ? 'No lines yet.' : 'No line was kept.';
}

const passes = (of: string, level: Level): boolean =>
  level === 'all' || of === 'error' || (level === 'warning' && of === 'warning');
