import 'server-only';
import { BUILD } from '#lib/build.ts';
import { originOf } from '#lib/config/origin.ts';
import { VERSION } from '#lib/version.ts';
import type { Parts } from './parts.ts';
import type { AboutView, SettingsView } from './settings-views.ts';

/** What is configured, as it was read at the start. */
export class SettingsReader {
  readonly #parts: Pick<Parts, 'config' | 'namespace' | 'clusterName'>;
  readonly #startedAt = new Date().toISOString();

  constructor(parts: Pick<Parts, 'config' | 'namespace' | 'clusterName'>) {
    this.#parts = parts;
  }

  /** Every setting that applies, with where its value is from. Secrets are not among the values. */
  settings(): SettingsView {
    const origin = originOf(this.#parts.config);
    return {
      file: origin?.file ?? '',
      named: origin?.named ?? false,
      settings: (origin?.settings ?? []).map((setting) => ({ ...setting, value: textOf(setting.value) })),
    };
  }

  about(): AboutView {
    const { config, namespace, clusterName } = this.#parts;
    return {
      ...{ version: VERSION, build: BUILD, node: process.versions.node, namespace },
      database: `SQLite ${process.versions.sqlite ?? ''}`.trim(),
      ...{ instance: config.instance, realm: config.realm, cluster: clusterName },
      ...{ configFile: originOf(config)?.file ?? '', startedAt: this.#startedAt },
    };
  }
}

/** A value as one line: texts as they are, an empty list or section as no text, all else as JSON with room to break. */
function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && Object.keys(value).length === 0) return '';
  return JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ');
}
