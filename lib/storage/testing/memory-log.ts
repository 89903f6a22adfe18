import type { Log, LogFields, LogLevel } from '#lib/log.ts';

/** A log that a test can read. */
export class MemoryLog implements Log {
  readonly lines: { level: LogLevel; message: string; fields: LogFields | undefined }[] = [];

  info(message: string, fields?: LogFields): void {
    this.lines.push({ level: 'info', message, fields });
  }

  warn(message: string, fields?: LogFields): void {
    this.lines.push({ level: 'warn', message, fields });
  }

  error(message: string, fields?: LogFields): void {
    this.lines.push({ level: 'error', message, fields });
  }
}
