import { type Insertable, type Kysely, sql } from 'kysely';
import { CODES, type Code } from '#lib/migrations/outcomes.ts';
import { OUTCOMES, type Outcome, STATES, STATUS, type Status } from '#lib/migrations/states.ts';
import { type RunsTable, STANDING, type Tables } from '../schema.ts';
import { standingOf } from '../standing.ts';
import { searchText } from '../text.ts';

const PEOPLE = ['alice', 'Bob', 'o%neil', 'o_neil', "d'arcy", 'Zoë', '100\\', 'x'.repeat(300), '🦆duck', 'ALICE'];
/** The codes that an outcome may have, `RH-308` first where it may. */
const CODES_OF = Map.groupBy(['RH-308', ...Object.keys(CODES)] as readonly Code[], (code) => CODES[code].outcome);
const ALL: readonly Status[] = [...STATES, ...OUTCOMES];

/** The n-th of a made-up multitude: all states and outcomes, few people, ties in every order. */
export function manyRun(n: number): Insertable<RunsTable> & { readonly id: string } {
  const status = ALL[(n * 7) % ALL.length] ?? 'queued';
  const outcome = OUTCOMES.find((one) => one === status) ?? null;
  const state = STATES.find((one) => one === status) ?? 'copying';
  const [oldUser, newUser] = [PEOPLE[n % 10] ?? '', `${PEOPLE[(n * 3 + 1) % 10]}-${n % 97}`];
  const seconds = Math.floor(n / 3);
  return {
    ...{
      id: `run-${String((n * 7919) % 1_000_003).padStart(7, '0')}`,
      realm: 'default',
      number: n,
      kind: n % 17 === 0 ? 'check' : 'copy',
    },
    ...{
      old_user: oldUser,
      new_user: newUser,
      search: searchText(oldUser, newUser),
      state,
      last_state: state,
      outcome,
    },
    ...{ requested_by: `admin${n % 4}`, requested_at: seconds * 1000, updated_at: 0, settings: '{}' },
    ...{
      code: outcome && codeOf(outcome, n),
      ended_at: outcome && 1,
      folder: 'f',
      evidence: 'none',
    },
    ...{ folder_state: n % 29 === 0 ? 'partial' : 'none', ticket: n % 50 === 0 ? `HELP-${n}` : null },
    ...{
      message: n % 7 === 0 ? 'No space left on device: /new/“Ünï”' : null,
      why: n % 2 === 0 ? 'New login provider' : null,
    },
    ...{ stalled: outcome === null && n % 5 === 0 ? 1 : 0, status_rank: STATUS[status].rank },
    ...{ size_key: (n % 11) - 1, duration_key: (n % 13) - 1, standing: standingOf(outcome) },
  };
}

const codeOf = (outcome: Outcome, n: number): Code | null => {
  const codes = CODES_OF.get(outcome) ?? [];
  return codes[n % Math.min(3, codes.length)] ?? null;
};

/** As they are recorded: by the moment, and of one moment by the id, which grows with each run that is asked for. */
const inTheirOrder = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ n, run: manyRun(n) })).sort(
    ({ run: a }, { run: b }) => a.requested_at - b.requested_at || (a.id < b.id ? -1 : 1),
  );

/** Fills a database with so many runs; every fourth failure was seen, and the others need somebody, but for checks. `more` are columns that an older schema asks for. */
export async function insertMany(db: Kysely<Tables>, count: number, more: object = {}): Promise<void> {
  const keepsUnseen = (await db.introspection.getTables()).some(({ name }) => name === 'unseen');
  await db.transaction().execute(async (trx) => {
    for (const { n, run } of inTheirOrder(count)) {
      await trx.insertInto('runs').values(run).execute();
      if (keepsUnseen && isUnseen(n)) {
        await trx.insertInto('unseen').values({ run_id: run.id, realm: 'default', ended_at: 1 }).execute();
      }
      if (!wasSeen(n)) continue;
      const seen = { run_id: run.id, realm: 'default', by: 'x', at: 1, ...more };
      await trx.insertInto('acknowledgements').values(seen).execute();
    }
  });
}

export const wasSeen = (n: number): boolean => manyRun(n).standing === STANDING.failure && n % 4 === 0;

/** Whether it is a failure that needs somebody. */
export const isUnseen = (n: number): boolean => {
  const { standing, kind } = manyRun(n);
  return standing === STANDING.failure && kind !== 'check' && !wasSeen(n);
};

/** Removes a made-up run again, which the product itself may not. */
export async function removeMade(db: Kysely<Tables>, id: string): Promise<void> {
  await sql`drop trigger if exists runs_refuses_delete`.execute(db);
  await db.deleteFrom('runs').where('id', '=', id).execute();
}
