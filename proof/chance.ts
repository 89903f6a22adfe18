/** Random choices that can be made again: all of them come from one number, which is printed. */
export interface Chance {
  readonly seed: number;
  /** From 0, below 1. */
  number(): number;
  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number;
  pick<T>(items: readonly [T, ...T[]]): T;
  /** The same items in another order. */
  shuffled<T>(items: readonly T[]): T[];
}

/** The choices of one proof, from REHOME_SEED where that is set; says which seed it is. */
export function chanceFor(what: string): Chance {
  const given = Number.parseInt(process.env.REHOME_SEED ?? '', 10);
  const seed = Number.isNaN(given) ? Math.trunc(Math.random() * 2 ** 31) : given;
  process.stdout.write(`${what}: REHOME_SEED=${seed}\n`);
  return chanceOf(seed);
}

/** mulberry32: small, and good enough to choose moments by. https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const number = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number) => least + Math.floor(number() * (most - least + 1));
  return {
    ...{ seed, number, between },
    pick: (items) => items[between(0, items.length - 1)] ?? items[0],
    shuffled: (items) =>
      items
        .map((item) => ({ item, at: number() }))
        .sort((a, b) => a.at - b.at)
        .map(({ item }) => item),
  };
}
