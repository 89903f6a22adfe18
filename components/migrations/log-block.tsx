'use client';

import { memo, startTransition, useLayoutEffect, useRef, useState } from 'react';
import { Icon } from '#components/ui/icon.tsx';
import { formatClock } from '#lib/format/time.ts';
import type { LogLineView } from '#lib/migrations/evidence-views.ts';
import { contains } from './log-search.ts';
import type { NearWatch } from './near-watch.ts';

/** Height of a line that fits into one, in pixels. */
const LINE_PX = 20;

interface LogBlockProps {
  readonly lines: readonly LogLineView[];
  readonly zone: string;
  /** Marks every place this occurs, in any case. */
  readonly search: string;
  /** Number of the line the search stands at, if it is in here. */
  readonly found: number | undefined;
  readonly watch: NearWatch;
  /** Is near what is seen before anybody could tell. */
  readonly beginsNear: boolean;
}

/** Some lines of a log. Away from what is seen it is only as high as they are. */
export const LogBlock = memo(
  function LogBlock({ lines, zone, search, found, watch, beginsNear }: LogBlockProps) {
    const box = useRef<HTMLDivElement>(null);
    const height = useRef(0);
    const [isNear, setNear] = useState(beginsNear);
    const isShown = isNear || found !== undefined;
    useLayoutEffect(() => {
      if (!box.current) return;
      return watch.watch(box.current, (isIn, rendered) => {
        if (!isIn) height.current = rendered;
        // What is pressed meanwhile comes first: there is room between near and seen.
        startTransition(() => setNear(isIn));
      });
    }, [watch]);
    useLayoutEffect(() => {
      if (!box.current) return;
      box.current.style.blockSize = isShown ? '' : `${height.current || lines.length * LINE_PX}px`;
    }, [isShown, lines.length]);
    return (
      <div ref={box} className="log-block">
        {isShown &&
          lines.map((line) => (
            <div key={line.seq} className={`log-line is-${line.level} ${line.seq === found ? 'is-found' : ''}`}>
              <time dateTime={line.at ?? undefined} title={line.at ?? undefined}>
                {line.at && clockOf(line.at, zone)}
              </time>
              <LevelMark level={line.level} />
              <bdi>
                <Marked text={line.text} search={contains(line.text, search) ? search : ''} />
              </bdi>
            </div>
          ))}
      </div>
    );
  },
  (before, after) =>
    before.search === after.search &&
    before.found === after.found &&
    before.zone === after.zone &&
    before.lines.length === after.lines.length &&
    before.lines[0]?.seq === after.lines[0]?.seq &&
    before.lines.at(-1)?.seq === after.lines.at(-1)?.seq,
);

let last = { second: '', zone: '', words: '' };

/** The time of a line. Lines come in bursts, and putting one second into words takes long. */
function clockOf(at: string, zone: string): string {
  const second = at.slice(0, '2026-01-01T00:00:00'.length);
  if (last.second !== second || last.zone !== zone) last = { second, zone, words: formatClock(at, zone) };
  return last.words;
}

function LevelMark({ level }: { readonly level: LogLineView['level'] }) {
  if (level !== 'warning' && level !== 'error') return <span />;
  return (
    <span>
      <Icon name={level === 'warning' ? 'alert' : 'octagon'} className="log-mark" />
      <span className="sr-only">{level}: </span>
    </span>
  );
}

function Marked({ text, search }: { readonly text: string; readonly search: string }) {
  if (!search) return text;
  const parts: React.ReactNode[] = [];
  const haystack = text.toLowerCase();
  const needle = search.toLowerCase();
  let from = 0;
  for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, from)) {
    parts.push(text.slice(from, at), <mark key={at}>{text.slice(at, at + needle.length)}</mark>);
    from = at + needle.length;
  }
  parts.push(text.slice(from));
  return parts;
}
