import { type Expression, type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';

/** Everything that another engine spells differently, and nothing else. This is SQLite's spelling. */

/** The column type of plain bytes. */
export const BYTES = sql`blob`;

/** Whether `text` contains `part`, letter by letter: no character of `part` is a wildcard. */
export const contains = (text: Expression<string>, part: string): RawBuilder<SqlBool> =>
  sql<SqlBool>`instr(${text}, ${part}) > 0`;

/** The value of a column, to be tested row by row: keeps the planner from leaving the index that gives the order. */
export const unindexed = <T>(column: Expression<T>): RawBuilder<T> => sql<T>`+${column}`;

/** Makes the database itself refuse an operation on the rows of a table that meet `when`, an SQL condition on `old`. */
export async function refuseChange(
  db: Kysely<unknown>,
  rule: { readonly table: string; readonly on: 'update' | 'delete'; readonly when?: string; readonly message: string },
): Promise<void> {
  const name = refusalOf(rule);
  const when = rule.when === undefined ? sql`` : sql` when ${sql.raw(rule.when)}`;
  const operation = sql.raw(rule.on);
  await sql`create trigger ${name} before ${operation} on ${sql.table(rule.table)}${when}
    begin select raise(abort, ${sql.lit(rule.message)}); end`.execute(db);
}

/** Takes a refusal back. */
export async function allowChange(
  db: Kysely<unknown>,
  rule: { readonly table: string; readonly on: 'update' | 'delete' },
): Promise<void> {
  await sql`drop trigger ${refusalOf(rule)}`.execute(db);
}

const refusalOf = ({ table, on }: { readonly table: string; readonly on: 'update' | 'delete' }) =>
  sql.ref(`${table}_refuses_${on}`);
