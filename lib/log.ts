import 'server-only';

export type LogLevel = 'info' | 'warn' | 'error';
export type LogFields = Readonly<Record<string, unknown>>;

/** Where a part of Rehome says what it did. Fields are data, never parts of the message. */
export interface Log {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

const RANKS: Readonly<Record<LogLevel, number>> = { info: 0, warn: 1, error: 2 };

/** An error as a log line shows it: its own words and its cause's, no stack of a library and no headers. */
function plain(value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  const { name, message, cause } = value;
  return { name, message, ...('code' in value ? { code: value.code } : {}), ...(cause ? { cause: plain(cause) } : {}) };
}

function writeLine(level: LogLevel, line: string): void {
  (level === 'info' ? process.stdout : process.stderr).write(`${line}\n`);
}

/** Writes one JSON line a message: `info` to stdout, the others to stderr; nothing below `level`. */
export function createLog(level: LogLevel, write: (level: LogLevel, line: string) => void = writeLine): Log {
  const log = (at: LogLevel) => (message: string, fields?: LogFields) => {
    if (RANKS[at] < RANKS[level]) return;
    const entries = Object.entries(fields ?? {}).map(([key, value]) => [key, plain(value)]);
    write(at, JSON.stringify({ at: new Date().toISOString(), level: at, message, ...Object.fromEntries(entries) }));
  };
  return { info: log('info'), warn: log('warn'), error: log('error') };
}
