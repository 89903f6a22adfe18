import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { openHistory } from '#lib/history/open.ts';
import { newId } from '#lib/history/row-id.ts';
import { STANDING } from '#lib/history/schema.ts';
import { searchText } from '#lib/history/text.ts';
import { folderName } from '#lib/migrations/names.ts';
import { CODES, type Code } from '#lib/migrations/outcomes.ts';
import { STATUS } from '#lib/migrations/states.ts';
import { pairOf, resultOf, thrown } from './made-up.ts';

/** How runs end, in parts of a hundred. */
const ENDS: readonly (readonly [Code, number])[] = [
  ['RH-000', 82],
  ['RH-001', 8],
  ['RH-104', 1],
  ['RH-105', 2],
  ['RH-308', 2],
  ['RH-237', 1],
  ['RH-601', 3],
  ['RH-620', 1],
];
const MINUTE_MS = 60_000;
/** Within what is kept: nothing of it is old enough to be removed while it is measured. */
const SPAN_MS = 300 * 24 * 60 * MINUTE_MS;
/** The newest wait for their time. */
const SCHEDULED = 12;
const FAILURES: readonly string[] = ['failed', 'timed_out', 'lost'];

type Row = Readonly<Record<string, SQLInputValue>>;

/** Fills a new history with so many runs, the newest a minute ago: all have ended, but for a dozen that are scheduled. */
export async function fillHistory(file: string, realm: string, count: number): Promise<void> {
  await (await openHistory(`sqlite:${file}`, { realm })).close();
  const database = new DatabaseSync(file);
  database.exec('pragma synchronous = off; begin');
  const insert = inserter(database);
  const addToSums = adder(database);
  const now = Date.now();
  for (let n = 0; n < count; n += 1) {
    const run = runOf(n, count, realm, now - (count - n) * Math.min(MINUTE_MS, SPAN_MS / count));
    insert('runs', run);
    const { id = null, ended_at: at = null } = run;
    if (at === null) continue;
    addToSums(run);
    insert('run_objects', { run_id: id, realm, state: 'removed', at, detail: null });
    const { folder_state: folder, bytes_done: bytes = null } = run;
    if (folder === 'partial' || folder === 'unknown')
      insert('partial_copies', { run_id: id, realm, ended_at: at, bytes });
    if (run.standing !== STANDING.failure) continue;
    if (thrown(n, 2) < 20 && run.kind !== 'check') insert('unseen', { run_id: id, realm, ended_at: at });
    else insert('acknowledgements', { run_id: id, realm, by: 'erin', at });
  }
  database.exec('commit; pragma wal_checkpoint(truncate)');
  database.close();
}

/** Puts a row into a table; statements stay prepared. */
function inserter(database: DatabaseSync): (table: string, row: Row) => void {
  const statements = new Map<string, StatementSync>();
  return (table, row) => {
    const columns = Object.keys(row);
    const sql = `insert into ${table} ("${columns.join('", "')}") values (${columns.map(() => '?').join(', ')})`;
    const statement = statements.get(sql) ?? database.prepare(sql);
    statements.set(sql, statement);
    statement.run(...Object.values(row));
  };
}

/** Adds an ended run to the sums of the overview. */
function adder(database: DatabaseSync): (run: Row) => void {
  const statement = database.prepare(
    `insert into ends values (?, ?, ?, ?, 1, ?, ?) on conflict do update
     set runs = runs + 1, bytes = bytes + excluded.bytes, files = files + excluded.files`,
  );
  return ({
    realm = null,
    kind = null,
    ended_at: at,
    outcome = null,
    bytes_done: bytes = null,
    files_done: files = null,
  }) => {
    const ended = Number(at);
    statement.run(realm, kind, ended - (ended % 900_000), outcome, bytes, files);
  };
}

function codeOf(n: number): Code {
  let left = thrown(n, 1);
  for (const [code, parts] of ENDS) {
    if (left < parts) return code;
    left -= parts;
  }
  return 'RH-000';
}

function runOf(n: number, count: number, realm: string, at: number): Row {
  const { oldUser, newUser, number } = pairOf(n, count);
  const folder = folderName(oldUser, new Date(at));
  return {
    ...{ id: newId(at), realm, old_user: oldUser, new_user: newUser, search: searchText(oldUser, newUser), number },
    ...{ kind: 'copy', requested_by: ['local', 'erin', 'dana', 'kim'][n % 4] ?? '', requested_at: at, updated_at: at },
    ...{ why: n % 3 === 0 ? 'Moved to the new login provider' : null, folder, stalled: 0 },
    settings: JSON.stringify({ image: 'registry.example.org/rehome:0.1.0', layout: 'shared', verify: 'sizes' }),
    ...(count - n <= SCHEDULED ? scheduled(at) : ended(n, at, folder)),
  };
}

/** Scheduled runs stay as they are while a server runs over this history. */
const scheduled = (at: number): Row => ({
  ...{ state: 'queued', last_state: 'queued', outcome: null, code: null, not_before: at + 365 * 24 * 60 * MINUTE_MS },
  ...{ standing: STANDING.unfinished, status_rank: STATUS.queued.rank, evidence: 'none', folder_state: 'none' },
  ...{ size_key: -1, duration_key: -1, ended_at: null },
});

function ended(n: number, at: number, folder: string): Row {
  const code = codeOf(n);
  const { outcome } = CODES[code];
  const result = resultOf(n, code, folder);
  const duration = 4_000 + ((n * 7919) % 900_000);
  return {
    ...{ state: 'finishing', last_state: 'finishing', outcome, code, status_rank: STATUS[outcome].rank },
    ...{ launched_at: at + 200, started_at: at + 1_500, ended_at: at + 1_500 + duration, duration_ms: duration },
    ...{
      duration_key: duration,
      size_key: result.totalBytes,
      bytes_total: result.totalBytes,
      exit_code: result.exitCode,
    },
    ...{ bytes_done: result.bytes, files_done: result.files, result: JSON.stringify(result), message: result.message },
    ...{ folder_state: result.folderState, evidence: 'captured', exit_reason: result.exitCode ? 'Error' : 'Completed' },
    ...{ pod_name: `rehome-migrator-${n.toString(16).padStart(32, '0')}`, pod_uid: newId(at), namespace: 'jupyterhub' },
    standing: FAILURES.includes(outcome) ? STANDING.failure : STANDING.otherEnd,
  };
}
