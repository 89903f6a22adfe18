import { DatabaseSync } from 'node:sqlite';

/** As if a run had ended so many milliseconds earlier, with its evidence. The product itself cannot do that. */
export function ageRun(file: string, id: string, ms: number): void {
  changeEnded(file, (database) => {
    database
      .prepare('update runs set requested_at = requested_at - ?, ended_at = ended_at - ? where id = ?')
      .run(ms, ms, id);
    database.prepare('update evidence set captured_at = captured_at - ? where run_id = ?').run(ms, id);
  });
}

/** Past the rule that ended records stay as they are, which holds again afterwards. */
function changeEnded(file: string, change: (database: DatabaseSync) => void): void {
  const database = new DatabaseSync(file, { timeout: 5_000 });
  try {
    const rules = `select name, sql from sqlite_schema where type = 'trigger' and name like '%_refuses_%'`;
    const triggers = database.prepare(rules).all();
    database.exec('begin immediate');
    for (const { name } of triggers) database.exec(`drop trigger ${name}`);
    change(database);
    for (const { sql } of triggers) database.exec(String(sql));
    database.exec('commit');
  } finally {
    database.close();
  }
}
