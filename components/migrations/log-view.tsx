'use client';

import { type KeyboardEvent, useDeferredValue, useMemo, useState } from 'react';
import { Button, buttonClass, IconButton } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Switch } from '#components/ui/field.tsx';
import { Icon } from '#components/ui/icon.tsx';
import { Select } from '#components/ui/select.tsx';
import type { RunDetailView } from '#lib/migrations/views.ts';
import { contains, LogLines } from './log-lines.tsx';
import { useFollow } from './use-follow.ts';

type Level = 'all' | 'warning' | 'error';

interface LogViewProps {
  readonly log: RunDetailView['log'];
  readonly zone: string;
  /** Where the whole log is, as a file. */
  readonly downloadHref: string;
  /** More lines may come. */
  readonly isLive: boolean;
}

/** A log that follows its end, and can be searched, filtered, copied and downloaded. */
export function LogView({ log, zone, downloadHref, isLive }: LogViewProps) {
  const [level, setLevel] = useState<Level>('all');
  const [search, setSearch] = useState('');
  const [place, setPlace] = useState(0);
  const lines = useMemo(() => log.lines.filter((line) => passes(line.level, level)), [log.lines, level]);
  const wanted = useDeferredValue(search);
  const hits = useMemo(() => matching(lines, wanted), [lines, wanted]);
  const found = hits[Math.min(place, hits.length - 1)];
  const { box, isFollowing, setFollowing, missed, onScroll } = useFollow(lines.at(-1)?.seq ?? 0, isLive);
  const step = (by: number) => {
    if (hits.length === 0) return;
    const next = (Math.min(place, hits.length - 1) + by + hits.length) % hits.length;
    setPlace(next);
    setFollowing(false);
    showLine(box.current, lines.findIndex(({ seq }) => seq === hits[next]) / lines.length);
  };
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 border-b border-line px-inset py-2.5">
        {isLive && (
          <Switch label="Follow" checked={isFollowing} onChange={(event) => setFollowing(event.target.checked)} />
        )}
        <SearchField
          search={search}
          onSearch={(text) => {
            setSearch(text);
            setPlace(0);
          }}
          at={hits.length === 0 ? 0 : Math.min(place, hits.length - 1) + 1}
          of={hits.length}
          onStep={step}
        />
        <Select
          small
          className="max-phone:min-w-0 max-phone:flex-1"
          aria-label="Level"
          value={level}
          onChange={(event) => setLevel(event.target.value as Level)}
        >
          <option value="all">All levels</option>
          <option value="warning">Warnings and errors</option>
          <option value="error">Errors</option>
        </Select>
        <span className="flex-1 max-phone:hidden" />
        <CopyButton
          label="Copy the lines on show"
          text={lines.map(({ at, text }) => `${at ?? ''} ${text}`).join('\n')}
        />
        <a
          href={downloadHref}
          download
          title="Download the whole log"
          className={buttonClass({ variant: 'quiet', size: 'small' }, 'max-phone:w-10 max-phone:px-0!')}
        >
          <Icon name="download" />
          <span className="max-phone:sr-only">Download</span>
        </a>
      </div>
      <div className="relative">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard. */}
        <div ref={box} role="log" aria-live="off" aria-label="Log" tabIndex={0} className="log" onScroll={onScroll}>
          {log.truncated && <p className="px-inset pb-1 text-ink-3">{cutWords(isLive)}</p>}
          <LogLines lines={lines} zone={zone} search={wanted} found={found} />
          {lines.length === 0 && <p className="px-inset text-ink-3">{emptyWords(log, isLive)}</p>}
        </div>
        {missed > 0 && (
          <Button size="small" icon="arrowDown" className="log-pill" onClick={() => setFollowing(true)}>
            {missed} new {missed === 1 ? 'line' : 'lines'}
          </Button>
        )}
      </div>
    </>
  );
}

/** Of an ended run a log may be kept in part only, and then the download has no more of it. */
const cutWords = (isLive: boolean): string =>
  isLive ? 'Earlier lines are in the download.' : 'Not the whole log. What there is of it is in the download.';

function emptyWords({ lines }: RunDetailView['log'], isLive: boolean): string {
  if (lines.length > 0) return 'No line of this level.';
  return isLive ? 'No lines yet.' : 'No line was kept.';
}

interface SearchFieldProps {
  readonly search: string;
  readonly onSearch: (text: string) => void;
  readonly at: number;
  readonly of: number;
  readonly onStep: (by: 1 | -1) => void;
}

function SearchField({ search, onSearch, at, of, onStep }: SearchFieldProps) {
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1);
    if (event.key === 'Escape') onSearch('');
  };
  return (
    <>
      <div className="input input-small max-w-60 max-phone:order-first max-phone:max-w-none">
        <Icon name="search" className="text-ink-3" />
        <input
          type="search"
          aria-label="Search in the log"
          placeholder="Search"
          value={search}
          onChange={(event) => onSearch(event.target.value)}
          onKeyDown={press}
        />
        {search && (
          <span role="status" className="text-caption whitespace-nowrap text-ink-2">
            {of === 0 ? 'none' : `${at} of ${of}`}
          </span>
        )}
      </div>
      {of > 0 && search && (
        <span className="flex">
          <IconButton icon="chevronUp" label="Previous match" onClick={() => onStep(-1)} />
          <IconButton icon="chevronDown" label="Next match" onClick={() => onStep(1)} />
        </span>
      )}
    </>
  );
}

const passes = (of: string, level: Level): boolean =>
  level === 'all' || of === 'error' || (level === 'warning' && of === 'warning');

/** Sequence numbers of the lines that contain a text, in any case. */
function matching(lines: RunDetailView['log']['lines'], search: string): readonly number[] {
  if (!search) return [];
  return lines.filter(({ text }) => contains(text, search)).map(({ seq }) => seq);
}

/** Brings a line into view once it is marked: first roughly, since lines out of sight have no layout yet, then exactly. */
function showLine(box: HTMLElement | null, share: number): void {
  if (!box) return;
  box.scrollTop = box.scrollHeight * share - box.clientHeight / 2;
  requestAnimationFrame(() => box.querySelector('.is-found')?.scrollIntoView({ block: 'nearest' }));
}
