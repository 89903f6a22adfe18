import { RehomeError } from '#lib/errors.ts';
import type { FileProblem } from './yaml-text.ts';

const BRAND = Symbol.for('rehome.config-error');

/** A problem as one line: where, what, and on which line of the file. */
export const problemLine = ({ path, line, message }: FileProblem): string =>
  `${path ? `${path}: ` : ''}${message}${line === null ? '' : ` (line ${line})`}`;

/** A file that a person wrote cannot be used. Its message lists every problem, each on a line of its own. */
export class ConfigError extends RehomeError {
  override readonly name = 'ConfigError';
  readonly [BRAND] = true;
  readonly file: string;
  readonly problems: readonly FileProblem[];

  constructor(file: string, problems: readonly FileProblem[]) {
    const count = problems.length === 1 ? 'has a problem' : `has ${problems.length} problems`;
    super('invalid', [`${file} ${count}:`, ...problems.map((each) => `  ${problemLine(each)}`)].join('\n'));
    this.file = file;
    this.problems = problems;
  }
}

export const isConfigError = (error: unknown): error is ConfigError => error instanceof Error && BRAND in error;
