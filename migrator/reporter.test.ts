import { describe, expect, it } from 'vitest';
import { LISTED_PER_KIND, parseWireLine, type WireLine } from '#lib/migrations/wire.ts';
import { nothingKnown, resultOf } from './outcome.ts';
import { Reporter } from './reporter.ts';

const lines: WireLine[] = [];
const make = (): Reporter => {
  lines.length = 0;
  return new Reporter((text) => {
    const line = parseWireLine(text);
    if (line) lines.push(line);
  });
};

describe('notes and entries', () => {
  it('are all counted, and the first thousand of a kind listed and said again before the result under the same numbers', () => {
    const reporter = make();
    for (let number = 0; number < LISTED_PER_KIND + 500; number++) {
      reporter.note('socket', `s-${number}`, '');
      reporter.entry('mended', `m-${number}`, '');
    }
    reporter.note('socket', 's-1400', 'told a second time');
    reporter.entry('mended', 'm-1400', 'told a second time');
    const first = lines.filter(({ type }) => type === 'note' || type === 'entry');
    expect(first).toHaveLength(2 * LISTED_PER_KIND);
    const result = resultOf(nothingKnown(), undefined, reporter);
    const samples = (letter: string) => Array.from({ length: 5 }, (_, number) => `${letter}-${number}`);
    expect(result.notes).toEqual([{ kind: 'socket', count: 1500, samples: samples('s') }]);
    expect(result.entries).toEqual([{ list: 'mended', count: 1500, samples: samples('m') }]);
    reporter.finish(result, undefined);
    expect(lines.slice(first.length, -1)).toEqual(first);
    expect(lines.at(-1)).toMatchObject({ type: 'result', result: { entries: result.entries } });
  });
});
