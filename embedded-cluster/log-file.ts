import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';

/** One piece of a container's output: a line, or the end of output that has no line end. */
export interface LogRecord {
  readonly at: string;
  readonly complete: boolean;
  /** The bytes, as latin1, without the line end. */
  readonly text: string;
}

/** RFC 3339 with nanoseconds, as kubelet writes them; this clock has microseconds. */
function preciseTime(): string {
  const micros = Math.round((performance.timeOrigin + performance.now()) * 1000);
  const seconds = new Date(Math.floor(micros / 1000)).toISOString().slice(0, 19);
  return `${seconds}.${String(micros % 1_000_000).padStart(6, '0')}000Z`;
}

/** What a container wrote, in a file of its own, with the time of each line. */
export class LogFile {
  readonly #path: string;
  readonly #file: number;
  readonly #followers = new Set<LogFollower>();
  #open = true;

  constructor(path: string) {
    this.#path = path;
    this.#file = openSync(path, 'a', 0o600);
  }

  get open(): boolean {
    return this.#open;
  }

  append(text: string, complete: boolean): void {
    if (!this.#open) return;
    const record = { at: preciseTime(), complete, text };
    writeSync(this.#file, `${record.at} ${complete ? 'F' : 'P'} ${text}\n`, null, 'latin1');
    for (const follower of [...this.#followers]) follower.record(record);
  }

  /** Nothing more will be written. */
  end(): void {
    if (!this.#open) return;
    this.#open = false;
    closeSync(this.#file);
    for (const follower of [...this.#followers]) follower.end();
    this.#followers.clear();
  }

  read(): LogRecord[] {
    const lines = readFileSync(this.#path, 'latin1').split('\n').slice(0, -1);
    return lines.map((line) => {
      const afterTime = line.indexOf(' ');
      return { at: line.slice(0, afterTime), complete: line[afterTime + 1] === 'F', text: line.slice(afterTime + 3) };
    });
  }

  /** Hears of every record from now on, until the function it returns is called or the log ends. */
  follow(follower: LogFollower): () => void {
    this.#followers.add(follower);
    return () => this.#followers.delete(follower);
  }
}

export interface LogFollower {
  record(record: LogRecord): void;
  end(): void;
}

/** Cuts a stream of bytes into lines for a log; `flush` writes what is left without a line end. */
export function lineWriter(log: LogFile): { write(chunk: Buffer): void; flush(): void } {
  let rest = '';
  return {
    write(chunk) {
      const lines = (rest + chunk.toString('latin1')).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) log.append(line, true);
    },
    flush() {
      if (rest !== '') log.append(rest, false);
      rest = '';
    },
  };
}
