import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';

/** What the database file itself says of a run, past all of the product's code. */
export interface RunRow {
  readonly id: string;
  readonly old_user: string;
  readonly new_user: string;
  readonly state: string;
  readonly outcome: string | null;
  readonly code: string | null;
  readonly pod_uid: string | null;
  readonly ended_at: number | null;
  readonly stop_requested_at: number | null;
  readonly objects: string | null;
}

export interface AuditRow {
  readonly action: string;
  readonly object: string | null;
  readonly old_user: string | null;
  readonly new_user: string | null;
  readonly result: string;
}

/** Reads the database file while the dashboard may be using it, or after it was killed. */
export class Database {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  runs(): readonly RunRow[] {
    const columns = 'id, old_user, new_user, runs.state, outcome, code, pod_uid, ended_at, stop_requested_at';
    return this.#all(
      `select ${columns}, run_objects.state as objects from runs left join run_objects on run_id = id order by id`,
    );
  }

  runsOf(oldUser: string): readonly RunRow[] {
    return this.runs().filter(({ old_user }) => old_user === oldUser);
  }

  audit(): readonly AuditRow[] {
    return this.#all('select action, object, old_user, new_user, result from audit order by id');
  }

  /** The runs that still hold a lock. */
  holders(): readonly string[] {
    const holding = 'select run_id as id from pair_holds union select run_id from holds';
    return this.#all<{ id: string }>(holding).map(({ id }) => id);
  }

  /** The runs with a pod whose result is remembered for its pair. */
  rememberedPods(): readonly string[] {
    return this.#all<{ pod_uid: string }>('select pod_uid from exited_pods').map(({ pod_uid }) => pod_uid);
  }

  /** Throws unless the file is whole, refers to nothing that is not there, and no lock outlives its run. */
  assertSound(): void {
    assert.deepEqual(this.#all('pragma integrity_check'), [{ integrity_check: 'ok' }]);
    assert.deepEqual(this.#all('pragma foreign_key_check'), []);
    const stale = `select id from runs where outcome is not null and id in
      (select run_id from pair_holds union select run_id from holds)`;
    assert.deepEqual(this.#all(stale), [], 'a run that has ended holds a lock');
    const orphans = 'select user_name from sides where user_name not in (select user_name from holds)';
    assert.deepEqual(this.#all(orphans), [], 'a side is taken by nobody');
  }

  /** As if an unfinished run had waited for so many milliseconds longer. */
  backdate(id: string, ms: number): void {
    const database = new DatabaseSync(this.#file, { timeout: 5_000 });
    try {
      const sql = 'update runs set requested_at = requested_at - ?, reason_since = reason_since - ? where id = ?';
      database.prepare(sql).run(ms, ms, id);
    } finally {
      database.close();
    }
  }

  #all<T>(sql: string): T[] {
    const database = new DatabaseSync(this.#file, { readOnly: true, timeout: 5_000 });
    try {
      return database
        .prepare(sql)
        .all()
        .map((row) => ({ ...row })) as T[];
    } finally {
      database.close();
    }
  }
}
