import { byStatement, compareText, type Fact, type FactOf } from '../facts/fact.ts';
import { addDays, type PlainDate } from '../values/plain-date.ts';
import { type Beginning, beginsOn, type Employment, startOf } from './employments.ts';
import { type End, type Situation, type Start, UNKNOWN_UNIT } from './spell.ts';

type Transferred = FactOf<'employee.transferred'>;
type Hired = FactOf<'employee.hired'>;

/** One employment, cut at each transfer between units (F5): what becomes a spell. */
export interface Stretch {
  readonly spellId: string;
  readonly unitId: string;
  readonly situation: Exclude<Situation, { is: 'never-hired' }>;
  readonly hires: ReadonlySet<Fact>;
  /** Every fact that this stretch rests on, for when the newest of them was taken in. */
  readonly basis: readonly Fact[];
}

/**
 * @param employments in the order of their starts.
 * @param facts effective facts in the order of their statements.
 */
export function stretchesOf(employments: readonly Employment[], facts: readonly Fact[]): readonly Stretch[] {
  const transfers = facts.filter((fact): fact is Transferred => fact.kind === 'employee.transferred');
  const stretches: Stretch[] = [];
  for (const employment of employments) {
    const unitBefore = stretches.at(-1)?.unitId;
    stretches.push(...cutAtTransfers(employment, employments, transfers, unitBefore));
  }
  return stretches;
}

function cutAtTransfers(
  employment: Employment,
  employments: readonly Employment[],
  transfers: readonly Transferred[],
  unitBefore: string | undefined,
): readonly Stretch[] {
  const begunAt = unitOfBeginnings(employment.beginnings) ?? unitBefore ?? UNKNOWN_UNIT;
  if (employment.cancelledBy !== undefined) return [cancelledStretch(employment, begunAt)];
  const mine = transfers.filter((transfer) => belongs(transfer, employment, employments));
  const moves = movesInOrder(mine, begunAt, startOf(employment));
  const firstUnit = moves.find(({ on }) => on <= startOf(employment))?.toUnitId ?? begunAt;
  return stretchesBetween(
    employment,
    firstUnit,
    moves.filter(({ on }) => on > startOf(employment)),
  );
}

function unitOfBeginnings(beginnings: readonly Beginning[]): string | undefined {
  return beginnings.findLast((b): b is Hired => b.kind === 'employee.hired')?.data.unitId;
}

function cancelledStretch(employment: Employment, unitId: string): Stretch {
  const cancelledAt = employment.cancelledBy?.receivedAt;
  if (cancelledAt === undefined) throw new Error(`employment ${employment.key} is not cancelled`);
  return {
    spellId: employment.key,
    unitId,
    situation: { is: 'cancelled', start: startWord(employment), cancelledAt },
    hires: new Set(employment.beginnings),
    basis: [...employment.beginnings, ...(employment.cancelledBy ? [employment.cancelledBy] : [])],
  };
}

/** A transfer belongs to the latest employment that had begun by then and had not ended before. */
function belongs(transfer: Transferred, employment: Employment, employments: readonly Employment[]): boolean {
  const on = transfer.data.effectiveOn;
  const latest = employments.findLast((e) => e.cancelledBy === undefined && startOf(e) <= on);
  if (latest !== employment) return false;
  const end = employment.endings.at(-1);
  return end === undefined || on <= end.data.lastWorkingDay;
}

interface Move {
  readonly on: PlainDate;
  readonly toUnitId: string;
  readonly fact: Transferred;
}

/** Several words about one move (the same day, or again to the same unit) are one: the latest stands (F2). */
function movesInOrder(
  transfers: readonly Transferred[],
  begunAt: string,
  begunOn: PlainDate,
): readonly Move[] {
  const byDay = [...transfers].sort(
    (a, b) => compareText(a.data.effectiveOn, b.data.effectiveOn) || byStatement(a, b),
  );
  const moves: Move[] = [];
  for (const fact of byDay) {
    const move = { on: fact.data.effectiveOn, toUnitId: fact.data.toUnitId, fact };
    const before = moves.at(-1);
    if (before !== undefined && (before.on === move.on || before.toUnitId === move.toUnitId)) {
      if (byStatement(before.fact, fact) < 0) moves[moves.length - 1] = move;
    } else if (move.toUnitId !== begunAt || before !== undefined || move.on <= begunOn) {
      moves.push(move);
    }
  }
  return moves;
}

function stretchesBetween(
  employment: Employment,
  firstUnit: string,
  moves: readonly Move[],
): readonly Stretch[] {
  const hires = new Set<Fact>(employment.beginnings);
  const end = endWord(employment);
  const places = [undefined, ...moves];
  const ids = new Map<string, number>();
  return places.map((move, index): Stretch => {
    const next = moves[index];
    const start =
      move === undefined ? startWord(employment) : movedIn(move, places[index - 1]?.toUnitId ?? firstUnit);
    const stop = next === undefined ? end : movedOut(next);
    return {
      spellId: move === undefined ? employment.key : numbered(`${employment.key}+${move.toUnitId}`, ids),
      unitId: move?.toUnitId ?? firstUnit,
      situation: stop === undefined ? { is: 'employed', start } : { is: 'left', start, end: stop },
      hires,
      basis: basisOf(employment, move, next),
    };
  });
}

function basisOf(employment: Employment, move: Move | undefined, next: Move | undefined): readonly Fact[] {
  const begin = move === undefined ? employment.beginnings : [move.fact];
  return [...begin, ...(next === undefined ? employment.endings : [next.fact])];
}

/** Moving to the same unit again within one employment is another spell there. */
function numbered(id: string, ids: Map<string, number>): string {
  const count = (ids.get(id) ?? 0) + 1;
  ids.set(id, count);
  return count === 1 ? id : `${id}+${count}`;
}

function startWord(employment: Employment): Start {
  const on = startOf(employment);
  // When this date was first heard of, in whichever word.
  const heard = employment.beginnings.filter((b) => beginsOn(b) === on).map(({ receivedAt }) => receivedAt);
  const by = employment.beginnings.some((b) => b.kind === 'employee.resumed') ? 'resumed' : 'hired';
  return { on, by, knownAt: heard.sort(compareText)[0] ?? neverHeard(employment) };
}

function neverHeard(employment: Employment): never {
  throw new Error(`employment ${employment.key} has no beginning on the day it starts`);
}

function movedIn({ on, fact }: Move, fromUnitId: string): Start {
  return { on, by: 'transferred', knownAt: fact.receivedAt, fromUnitId };
}

function movedOut({ on, toUnitId, fact }: Move): End {
  return { on: addDays(on, -1), reason: 'moved-to-other-unit', knownAt: fact.receivedAt, toUnitId };
}

/** The latest word's day and reason; a field that it leaves out keeps what an earlier word said of it (F2). */
function endWord(employment: Employment): End | undefined {
  return endOf(employment.endings);
}

/** @param endings words about one leave, in the order of their statements. */
export function endOf(endings: readonly FactOf<'employee.terminated'>[]): End | undefined {
  const latest = endings.at(-1);
  if (latest === undefined) return undefined;
  const { insuranceStopMonth, reportedOn } = Object.assign(
    {},
    ...endings.map(({ data }) => withoutUndefined(data)),
  );
  return {
    on: latest.data.lastWorkingDay,
    reason: latest.data.reason,
    knownAt: latest.receivedAt,
    ...(insuranceStopMonth !== undefined && { insuranceStopMonth }),
    ...(reportedOn !== undefined && { reportedOn }),
  };
}

function withoutUndefined<T extends object>(data: T): Partial<T> {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)) as Partial<T>;
}
