import { configJsonSchema, settingsFor } from './json-schema.ts';
import type { Config } from './schema.ts';
import type { Path } from './yaml-text.ts';

/** One setting that applies, with where its value is from. */
export interface ConfiguredSetting {
  readonly path: string;
  readonly description: string | null;
  /** As it is written, or the default; null where nothing is set, and for what is kept elsewhere: that is never shown. */
  readonly value: unknown;
  readonly from: 'file' | 'default' | 'unset' | 'environment' | 'secret-file' | 'hidden';
  /** The line of the file. */
  readonly line: number | null;
  /** The environment variable, or the file, that holds it. */
  readonly keptIn: string | null;
}

/** Where a configuration was read from. */
export interface ConfigOrigin {
  readonly file: string;
  /** Whether `REHOME_CONFIG` named it. */
  readonly named: boolean;
  readonly settings: readonly ConfiguredSetting[];
}

/** Beside the configuration, since nothing but its page asks for this. */
const origins = new WeakMap<Config, ConfigOrigin>();

/** Keeps where a configuration came from. */
export const rememberOrigin = (config: Config, origin: ConfigOrigin): void => void origins.set(config, origin);

/** Where a configuration came from; undefined for one that was not read from a file. */
export const originOf = (config: Config): ConfigOrigin | undefined => origins.get(config);

/** Every setting that applies to a configuration as it is written: keys of layouts that were not chosen are none. */
export function configuredSettings(
  value: unknown,
  lineOf: (path: Path) => number | null,
): readonly ConfiguredSetting[] {
  return settingsFor(value, configJsonSchema()).flatMap(({ at, written, setting }): readonly ConfiguredSetting[] => {
    const { path, description = null } = setting;
    const told = { path, description, line: null, keptIn: null };
    if (written === undefined) {
      if (setting.required) return [];
      if (setting.default === undefined) return [{ ...told, value: null, from: 'unset' }];
      return [{ ...told, value: setting.default, from: 'default' }];
    }
    const line = lineOf(at);
    const kept = setting.secret ? keptElsewhere(written) : undefined;
    if (kept) return [{ ...told, value: null, line, ...kept }];
    if (setting.hidden) return [{ ...told, value: null, line, from: 'hidden' }];
    return [{ ...told, value: written, from: 'file', line }];
  });
}

function keptElsewhere(written: unknown): Pick<ConfiguredSetting, 'from' | 'keptIn'> | undefined {
  if (typeof written !== 'object' || written === null) return undefined;
  if ('env' in written) return { from: 'environment', keptIn: String(written.env) };
  return 'file' in written ? { from: 'secret-file', keptIn: String(written.file) } : undefined;
}
