'use client';

import { memo, useMemo, useState } from 'react';
import type { LogLineView } from '#lib/migrations/evidence-views.ts';
import { LogBlock } from './log-block.tsx';
import { NearWatch } from './near-watch.ts';

interface LogLinesProps {
  readonly lines: readonly LogLineView[];
  readonly zone: string;
  /** Marks every place this occurs, in any case. */
  readonly search: string;
  /** Number of the line the search stands at. */
  readonly found: number | undefined;
}

const BLOCK = 50;
/** Blocks at the end that are there from the start, as high as what is near at least: a log opens at its end. */
const BEGIN_NEAR = 4;

/** Lines of a log, in blocks of which only those near what is seen are filled. The parent is what scrolls. */
export const LogLines = memo(function LogLines({ lines, zone, search, found }: LogLinesProps) {
  const [watch] = useState(() => new NearWatch());
  const blocks = useMemo(() => blocksOf(lines), [lines]);
  return blocks.map(([key, block], index) => (
    <LogBlock
      key={key}
      lines={block}
      zone={zone}
      search={search}
      found={found !== undefined && Math.floor(found / BLOCK) === key ? found : undefined}
      watch={watch}
      beginsNear={index >= blocks.length - BEGIN_NEAR}
    />
  ));
});

/** Blocks by number, so that a line stays in its block however many come before it. */
function blocksOf(lines: readonly LogLineView[]): readonly (readonly [number, readonly LogLineView[]])[] {
  const blocks: [number, LogLineView[]][] = [];
  for (const line of lines) {
    const key = Math.floor(line.seq / BLOCK);
    const last = blocks.at(-1);
    if (last?.[0] === key) last[1].push(line);
    else blocks.push([key, [line]]);
  }
  return blocks;
}
