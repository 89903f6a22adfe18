import { memo } from 'react';
import { Icon } from '#components/ui/icon.tsx';
import { formatClock } from '#lib/format/time.ts';
import type { LogLineView } from '#lib/migrations/evidence-views.ts';

interface LogLinesProps {
  readonly lines: readonly LogLineView[];
  readonly zone: string;
  /** Marks every place this occurs, in any case. */
  readonly search?: string;
  /** Sequence number of the line the search stands at. */
  readonly found?: number | undefined;
}

const CHUNK = 100;

/** Lines of a log. Kept in blocks that neither render again nor are laid out while nothing of them is seen. */
export function LogLines({ lines, zone, search = '', found }: LogLinesProps) {
  return chunksOf(lines).map(([key, chunk]) => (
    <LogChunk
      key={key}
      lines={chunk}
      zone={zone}
      search={search && chunk.some(({ text }) => contains(text, search)) ? search : ''}
      found={chunk.some(({ seq }) => seq === found) ? found : undefined}
    />
  ));
}

/** Whether a line has a text in it, in any case. */
export const contains = (text: string, search: string): boolean => text.toLowerCase().includes(search.toLowerCase());

/** Blocks by sequence number, so that a line stays in its block however many have been dropped before it. */
function chunksOf(lines: readonly LogLineView[]): readonly (readonly [number, readonly LogLineView[]])[] {
  const chunks = new Map<number, LogLineView[]>();
  for (const line of lines) {
    const key = Math.floor(line.seq / CHUNK);
    const chunk = chunks.get(key);
    if (chunk) chunk.push(line);
    else chunks.set(key, [line]);
  }
  return [...chunks];
}

const LogChunk = memo(
  function LogChunk({ lines, zone, search, found }: LogLinesProps) {
    return (
      <div className="log-chunk">
        {lines.map((line) => (
          <div key={line.seq} className={`log-line is-${line.level} ${line.seq === found ? 'is-found' : ''}`}>
            <time dateTime={line.at ?? undefined}>{line.at && formatClock(line.at, zone)}</time>
            <LevelMark level={line.level} />
            <bdi>
              <Marked text={line.text} search={search ?? ''} />
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
