/** How much of what a run says is kept. */
export interface LineLimits {
  readonly lines: number;
  /** All texts together, in characters. */
  readonly characters: number;
}

/** The last of many lines, numbered from 0 as they come. Taking one in costs the same however many are kept. */
export class LineBuffer<Line> {
  readonly #limits: LineLimits;
  readonly #textOf: (line: Line) => string;
  #kept: Line[] = [];
  /** Places at the head of `#kept` that are dropped already. */
  #dropped = 0;
  #next = 0;
  #characters = 0;

  constructor(limits: LineLimits, textOf: (line: Line) => string) {
    this.#limits = limits;
    this.#textOf = textOf;
  }

  /** Number of the oldest line that is kept. */
  get first(): number {
    return this.#next - this.length;
  }

  /** Number that the next line will have. */
  get next(): number {
    return this.#next;
  }

  get length(): number {
    return this.#kept.length - this.#dropped;
  }

  push(line: Line): void {
    this.#kept.push(line);
    this.#next += 1;
    this.#characters += this.#textOf(line).length + 1;
    while (this.length > this.#limits.lines || this.#characters > this.#limits.characters) this.#drop();
  }

  /** Lines from number `from` up to and without `to`; what is not kept any more is missing. */
  slice(from: number, to: number = this.#next): readonly Line[] {
    const place = (number: number) => this.#dropped + Math.min(Math.max(number - this.first, 0), this.length);
    return this.#kept.slice(place(from), place(to));
  }

  /** The last so many lines. */
  last(count: number): readonly Line[] {
    return this.slice(this.#next - count);
  }

  #drop(): void {
    const line = this.#kept[this.#dropped];
    if (line === undefined) return;
    this.#characters -= this.#textOf(line).length + 1;
    this.#dropped += 1;
    // A list is moved up only once half of it is gone, so that a flood does not move it with each line.
    if (this.#dropped * 2 <= this.#kept.length) return;
    this.#kept = this.#kept.slice(this.#dropped);
    this.#dropped = 0;
  }
}
