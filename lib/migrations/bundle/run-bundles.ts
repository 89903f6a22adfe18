import 'server-only';
import { parse } from 'yaml';
import { type Actor, may } from '#lib/access/roles.ts';
import { RehomeError } from '#lib/errors.ts';
import type { AuditRecord } from '#lib/history/audit.ts';
import type { RunRecord } from '#lib/history/run-record.ts';
import type { KubePod } from '#lib/storage/kube-objects.ts';
import type { Parts } from '../parts.ts';
import type { Reader } from '../reader.ts';
import type { SettingsReader } from '../settings-reader.ts';
import { storyOf } from '../story.ts';
import { bundleFiles } from './bundle-files.ts';
import { packBundle } from './pack-bundle.ts';
import type { RunRecordFacts } from './run-record-facts.ts';

const BATCH = 200;
const MOST_NOTES = 500;

/** Makes support bundles: everything on record of one run, fit to be given to somebody else. Asks no cluster. */
export class RunBundles {
  readonly #history: Parts['history'];
  readonly #log: Parts['log'];
  readonly #reader: Reader;
  readonly #settings: SettingsReader;

  constructor({ history, log }: Pick<Parts, 'history' | 'log'>, reader: Reader, settings: SettingsReader) {
    this.#history = history;
    this.#log = log;
    this.#reader = reader;
    this.#settings = settings;
  }

  /**
   * The bundle of a run as a `.tar.gz`. Configuration and audit are in it where whoever asks may read them.
   * Throws `RehomeError` `not_found`.
   */
  async archive(id: string, actor: Actor, fileNames: boolean): Promise<ReadableStream<Uint8Array>> {
    const run = await this.#history.get(id);
    if (!run) throw new RehomeError('not_found', 'There is no such run.');
    const files = bundleFiles(await this.#facts(run, actor), { fileNames, at: new Date() });
    const failed = (error: unknown) => this.#log.error('a support bundle could not be made', { run: id, error });
    return packBundle(files, `rehome-run-${id}`, failed);
  }

  async #facts(run: RunRecord, actor: Actor): Promise<RunRecordFacts> {
    const { id } = run;
    const oversees = may(actor.role, 'oversee');
    const view = await this.#reader.detail(id, actor);
    const later = (await this.#history.laterRuns([id])).get(id) ?? [];
    const notes = [...(await this.#history.notesOf(id)), ...(await this.#history.pairNotes.read(run, MOST_NOTES))];
    return {
      run,
      timeline: await storyOf(this.#history, id),
      notes,
      related: { earlier: run.resumes, later: later.map((one) => one.id) },
      log: await this.#reader.logText(id),
      logIsWhole: !view.log.truncated,
      events: view.events,
      pod: view.pod ? parsedPod(await this.#reader.podYaml(id)) : null,
      report: view.report,
      files: await this.#reader.files(id),
      about: this.#settings.about(),
      settings: oversees ? this.#settings.settings().settings : null,
      audit: oversees ? await this.#audit(run) : null,
      people: await this.#people(run),
    };
  }

  /** A pair has few rows in the audit, and no index knows what they are about. */
  async #audit({ id, podName, oldUser, newUser }: RunRecord): Promise<readonly AuditRecord[]> {
    const none = { actor: null, action: null, result: null, from: null, to: null };
    const rows: AuditRecord[] = [];
    for await (const batch of this.#history.audit.batches({ ...none, oldUser, newUser }, BATCH)) {
      rows.push(...batch.filter(({ object }) => object === id || (podName !== null && object === podName)));
    }
    return rows;
  }

  async #people({ oldUser, newUser }: RunRecord): Promise<readonly string[]> {
    const runs = [...(await this.#history.runsTouching(oldUser)), ...(await this.#history.runsTouching(newUser))];
    return [...new Set(runs.flatMap((run) => [run.oldUser, run.newUser]))];
  }
}

const parsedPod = (yaml: string): KubePod => parse(yaml) as KubePod;
