import type { LineageMoveView, LineageView } from '#lib/migrations/pair-views.ts';

/** A piece of a line beside a row: `lane` 0 joins neighbours, others lead past rows between. */
export interface Rail {
  readonly lane: number;
  readonly part: 'passes' | 'leaves' | 'arrives';
  /** Leads back, to a row above. */
  readonly up: boolean;
  readonly isComplete: boolean;
}

export interface LineageRow {
  readonly username: string;
  readonly rails: readonly Rail[];
  /** What brought files here. */
  readonly arrivals: readonly LineageMoveView[];
}

/** More lanes than this would take the room of a phone; the last one is shared. */
export const LANES = 4;

/** People from the first to the last: whoever gave files stands above whoever got them, but where that goes round in a circle. */
export function inOrder({ people, moves }: Pick<LineageView, 'people' | 'moves'>, first: string): readonly string[] {
  const onward = Map.groupBy(moves, ({ oldUser }) => oldUser);
  const receivers = new Set(moves.map(({ newUser }) => newUser));
  const seen = new Set<string>();
  const done: string[] = [];
  const visit = (username: string): void => {
    if (seen.has(username)) return;
    seen.add(username);
    for (const { newUser } of onward.get(username) ?? []) visit(newUser);
    done.push(username);
  };
  const names = people.map(({ username }) => username);
  for (const name of [...names.filter((one) => !receivers.has(one)), first, ...names]) visit(name);
  return done.reverse();
}

/** Rows with the lines that join them. */
export function lineageRows(lineage: Pick<LineageView, 'people' | 'moves'>, first: string): readonly LineageRow[] {
  const order = inOrder(lineage, first);
  const placeOf = new Map(order.map((username, place) => [username, place]));
  const arcs = withLanes(
    lineage.moves.map((move) => ({
      ...{ from: placeOf.get(move.oldUser) ?? 0, to: placeOf.get(move.newUser) ?? 0 },
      isComplete: move.isComplete,
    })),
  );
  return order.map((username, place) => ({
    username,
    rails: arcs.flatMap((arc) => railAt(arc, place)),
    arrivals: lineage.moves.filter(({ newUser }) => newUser === username),
  }));
}

interface Arc {
  readonly from: number;
  readonly to: number;
  readonly isComplete: boolean;
}
interface LaidArc extends Arc {
  readonly lane: number;
}

const touches = (a: Arc, b: Arc): boolean =>
  Math.min(a.from, a.to) <= Math.max(b.from, b.to) && Math.min(b.from, b.to) <= Math.max(a.from, a.to);

/** Short lines lie inside, long ones outside. */
function withLanes(arcs: readonly Arc[]): readonly LaidArc[] {
  const laid: LaidArc[] = [];
  for (const arc of arcs.toSorted((a, b) => Math.abs(a.to - a.from) - Math.abs(b.to - b.from))) {
    let lane = arc.to === arc.from + 1 ? 0 : 1;
    while (lane > 0 && lane < LANES - 1 && laid.some((other) => other.lane === lane && touches(other, arc))) lane += 1;
    laid.push({ ...arc, lane });
  }
  return laid;
}

function railAt({ from, to, lane, isComplete }: LaidArc, place: number): readonly Rail[] {
  const about = { lane, up: to < from, isComplete };
  if (place === from) return [{ ...about, part: 'leaves' }];
  if (place === to) return [{ ...about, part: 'arrives' }];
  return place > Math.min(from, to) && place < Math.max(from, to) ? [{ ...about, part: 'passes' }] : [];
}

/** A plain chain that is short enough to be drawn in one line: its people in order; undefined for everything else. */
export function asLine(
  lineage: Pick<LineageView, 'people' | 'moves'>,
  first: string,
): readonly LineageRow[] | undefined {
  const rows = lineageRows(lineage, first);
  const isLine = rows.every(({ arrivals, rails }, place) =>
    place === 0 ? arrivals.length === 0 : arrivals.length === 1 && rails.every(({ lane }) => lane === 0),
  );
  return isLine && rows.length <= MOST_IN_LINE ? rows : undefined;
}
const MOST_IN_LINE = 4;
