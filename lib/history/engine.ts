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

/** What of a table's rows is to be found by any part of it. */
export interface TextSource {
  /** The table, whose key is `id`. */
  readonly of: string;
  /** The table that holds the text of each row, by `run_id`, in the order of `seq`. */
  readonly into: string;
  /** Columns whose text is folded already. */
  readonly folded: readonly string[];
  readonly plain: readonly string[];
  /** The columns that may change later. */
  readonly changing: readonly string[];
  readonly order: readonly string[];
}

/** Texts longer than this are found by their beginning. */
const MAX_TEXT = 1000;

/** Keeps the text of each row beside it, with an index of its trigrams; triggers do it, so that no writer can forget. */
export async function indexTexts(db: Kysely<unknown>, source: TextSource): Promise<void> {
  const { of, into, folded, plain, changing, order } = source;
  const index = `${into}_index`;
  const body = (row: string): string =>
    [
      ...folded.map((column) => `${row}.${column}`),
      ...plain.map((column) => `lower(substr(coalesce(${row}.${column}, ''), 1, ${MAX_TEXT}))`),
    ].join(' || char(10) || ');
  const differs = changing.map((column) => `new.${column} is not old.${column}`).join(' or ');
  const statements = [
    `create table ${into} (
      seq integer primary key autoincrement,
      run_id text not null unique references ${of} (id) on delete cascade,
      body text not null
    )`,
    `create virtual table ${index} using fts5 (body, content = '${into}', content_rowid = 'seq', columnsize = 0,
      tokenize = 'trigram')`,
    `create trigger ${into}_added after insert on ${into}
      begin insert into ${index} (rowid, body) values (new.seq, new.body); end`,
    `create trigger ${into}_removed after delete on ${into}
      begin insert into ${index} (${index}, rowid, body) values ('delete', old.seq, old.body); end`,
    `create trigger ${into}_changed after update of body on ${into} begin
      insert into ${index} (${index}, rowid, body) values ('delete', old.seq, old.body);
      insert into ${index} (rowid, body) values (new.seq, new.body);
    end`,
    `create trigger ${of}_text_added after insert on ${of}
      begin insert into ${into} (run_id, body) values (new.id, ${body('new')}); end`,
    `create trigger ${of}_text_changed after update of ${changing.join(', ')} on ${of} when ${differs}
      begin update ${into} set body = ${body('new')} where run_id = new.id; end`,
    `insert into ${into} (run_id, body) select id, ${body(of)} from ${of} order by ${order.join(', ')}`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}

/** What of a table's rows is counted. */
export interface RowCount {
  readonly of: string;
  /** The column by whose value, a whole number, the rows are counted; without one, all of a realm together. */
  readonly by?: string;
}

/** The name under which the rows of a table are counted that have a value in the column by which it counts them. */
export const countedAs = (of: string, value?: number): string => (value === undefined ? of : `${of} ${value}`);

/**
 * Keeps in `row_counts` how many rows a table has; triggers do it, in the transaction of whoever writes, so that no writer can
 * forget and no reader must count.
 */
export async function countRows(db: Kysely<unknown>, { of, by }: RowCount): Promise<void> {
  const what = (row: string): string => (by === undefined ? `'${of}'` : `'${of} ' || ${row}.${by}`);
  const add = (row: string, rows: 1 | -1): string =>
    `insert into row_counts (realm, what, rows) values (${row}.realm, ${what(row)}, ${rows})
      on conflict (realm, what) do update set rows = rows + ${rows};`;
  const statements = [
    `insert into row_counts (realm, what, rows)
      select realm, ${what(of)}, count(*) from ${of} group by realm${by === undefined ? '' : `, ${by}`}`,
    `create trigger ${of}_count_added after insert on ${of} begin ${add('new', 1)} end`,
    `create trigger ${of}_count_removed after delete on ${of} begin ${add('old', -1)} end`,
    ...(by === undefined
      ? []
      : [
          `create trigger ${of}_count_changed after update of ${by} on ${of} when new.${by} <> old.${by}
            begin ${add('old', -1)} ${add('new', 1)} end`,
        ]),
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}

/** The shortest text that an index of trigrams can find. */
export const SHORTEST_INDEXED = 3;

/**
 * What is looked for in an index of texts, and there is something: all of these parts, or any of the others, and in either case
 * what is in `also`; of the rows from `from` to `to`.
 */
export interface IndexedSearch {
  readonly all: readonly string[];
  readonly any: readonly string[];
  readonly also?: readonly string[];
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** The rows of an index of texts that have what is looked for: their `seq`, quick in its order either way. */
export function indexedTexts(
  into: string,
  { all, any, also = [], from, to }: IndexedSearch,
): RawBuilder<{ seq: number }> {
  const phrase = (part: string): string => `"${part.replaceAll('"', '""')}"`;
  const terms = [all.map(phrase).join(' AND '), ...any.map(phrase)].filter((term) => term !== '');
  const either = terms.length === 0 ? [] : [`(${terms.map((term) => `(${term})`).join(' OR ')})`];
  const wanted = [...either, ...also.map(phrase)].join(' AND ');
  const index = sql.table(`${into}_index`);
  const after = from === undefined ? sql`` : sql` and rowid >= ${from}`;
  const before = to === undefined ? sql`` : sql` and rowid <= ${to}`;
  return sql`(select rowid as seq from ${index} where ${index} match ${wanted}${after}${before})`;
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
