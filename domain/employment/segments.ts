import { byStatement, compareText, type Fact, type FactOf } from '../facts/fact.ts';
import { addDays, type PlainDate } from '../values/plain-date.ts';
import { countBelow } from '../values/sorted.ts';
import { beginsOn, type Employment, endOf, escaped, startOf, type Transferred } from './employments.ts';
import { type BegunSituation, type End, type Start, UNKNOWN_UNIT } from './spell.ts';

/** A part of an employment between transfers (F5); it becomes a spell. */
export interface Segment {
  readonly spellId: string;
  readonly employmentKey: string;
  readonly unitId: string;
  readonly situation: BegunSituation;
  /** The hires that state the fields of the job (category, wage, …); a resumption keeps the earlier hires. */
  readonly hires: ReadonlySet<FactOf<'employee.hired'>>;
  /** The first day of the job, which may be at another unit. Suspensions do not interrupt a job. */
  readonly inPositionSince: PlainDate;
  /**
   * The facts from which this segment follows. The newest time of receipt among them becomes part of the spell's
   * `knownAt`.
   */
  readonly basis: readonly Fact[];
}

/** @param employments in order of their starts. @param facts effective facts in statement order. */
export function segmentsOf(employments: readonly Employment[], facts: readonly Fact[]): readonly Segment[] {
  const moved = facts.filter((fact) => fact.kind === 'employee.transferred');
  const transfers = transfersOf(employments, moved);
  const byKey = new Map<string, readonly Segment[]>();
  for (const employment of employments) {
    const before = employment.resumes === undefined ? undefined : byKey.get(employment.resumes)?.at(-1);
    byKey.set(employment.key, segmentsOfOne(employment, transfers.get(employment) ?? [], before));
  }
  return [...byKey.values()].flat().sort(byStart);
}

function byStart(a: Segment, b: Segment): number {
  return compareText(a.situation.start.on, b.situation.start.on) || compareText(a.spellId, b.spellId);
}

function segmentsOfOne(
  employment: Employment,
  transfers: readonly Transferred[],
  before: Segment | undefined,
): readonly Segment[] {
  const { firstUnit, moves } = placesOf(employment, transfers, before?.unitId);
  const position = {
    hires: hiresOf(employment, before?.hires),
    inPositionSince: before?.inPositionSince ?? startOf(employment),
  };
  if (employment.cancelledBy !== undefined) {
    const { key, beginnings, cancelledBy } = employment;
    const cancelledAt = cancelledBy.receivedAt;
    const situation = { is: 'cancelled', start: startFor(employment), cancelledAt } as const;
    const basis = [...beginnings, cancelledBy];
    return [{ spellId: key, employmentKey: key, unitId: firstUnit, situation, ...position, basis }];
  }
  return cutAtMoves(employment, firstUnit, moves, position);
}

const NO_HIRES: Segment['hires'] = new Set();

function hiresOf({ beginnings }: Employment, before = NO_HIRES): Segment['hires'] {
  const hires = beginnings.filter((beginning) => beginning.kind === 'employee.hired');
  return hires.length === 0 ? before : new Set([...before, ...hires]);
}

function cutAtMoves(
  employment: Employment,
  firstUnit: string,
  moves: readonly Move[],
  position: Pick<Segment, 'hires' | 'inPositionSince'>,
): readonly Segment[] {
  const places = [undefined, ...moves];
  const endsAt = endIndex(employment, moves);
  const ids = new Map<string, number>();
  return places.map((move, index): Segment => {
    const next = moves[index];
    const start =
      move === undefined ? startFor(employment) : movedIn(move, places[index - 1]?.toUnitId ?? firstUnit);
    const end = index === endsAt ? endBefore(next, employment) : next && movedOut(next);
    return {
      spellId:
        move === undefined ? employment.key : numbered(`${employment.key}+${escaped(move.toUnitId)}`, ids),
      employmentKey: employment.key,
      unitId: move?.toUnitId ?? firstUnit,
      situation: end === undefined ? { is: 'employed', start } : { is: 'left', start, end },
      ...position,
      basis: [
        ...(move === undefined ? employment.beginnings : [move.fact]),
        ...(next === undefined ? [] : [next.fact]),
        ...(index === endsAt ? employment.endings : []),
      ],
    };
  });
}

/** The segment in which the leave falls; a leave before all segments (a mistaken date) ends the last one. */
function endIndex({ endings, beginnings }: Employment, moves: readonly Move[]): number | undefined {
  const on = endings.at(-1)?.data.lastWorkingDay;
  if (on === undefined) return undefined;
  const starts = [startOf({ beginnings }), ...moves.map((move) => move.on)];
  const index = starts.findLastIndex((start) => start <= on);
  return index < 0 ? moves.length : index;
}

/** Adds a number to the id if the employment moves to the same unit again. */
function numbered(id: string, ids: Map<string, number>): string {
  const count = (ids.get(id) ?? 0) + 1;
  ids.set(id, count);
  return count === 1 ? id : `${id}+${count}`;
}

function startFor(employment: Employment): Start {
  const on = startOf(employment);
  // The start is known since the first receipt of a fact with this start date.
  const receivedTimes = employment.beginnings
    .filter((b) => beginsOn(b) === on)
    .map(({ receivedAt }) => receivedAt);
  const knownAt = receivedTimes.sort(compareText)[0] ?? missingBeginning(employment);
  const kinds = employment.beginnings.map(({ kind }) => kind);
  if (kinds.includes('employee.resumed')) return { on, by: 'resumed', knownAt };
  const moved = employment.beginnings.findLast((b) => b.kind === 'employee.transferred');
  if (moved === undefined || kinds.includes('employee.hired')) return { on, by: 'hired', knownAt };
  const { fromUnitId } = moved.data;
  return { on, by: 'transferred', knownAt, ...(fromUnitId !== undefined && { fromUnitId }) };
}

function missingBeginning(employment: Employment): never {
  throw new Error(`employment ${employment.key} has no beginning on the day it starts`);
}

function movedIn({ on, fact }: Move, fromUnitId: string): Start {
  return { on, by: 'transferred', knownAt: fact.receivedAt, fromUnitId };
}

function movedOut({ on, toUnitId, fact }: Move): End {
  return { on: addDays(on, -1), reason: 'moved-to-other-unit', knownAt: fact.receivedAt, toUnitId };
}

/**
 * The leave as stated. A leave on the day before a move is the same event as the move, so it gets the move's reason and
 * unit.
 */
function endBefore(next: Move | undefined, { endings }: Employment): End | undefined {
  const end = endOf(endings);
  if (end === undefined || next === undefined || addDays(end.on, 1) !== next.on) return end;
  return { ...end, reason: 'moved-to-other-unit', toUnitId: next.toUnitId };
}

/** A transfer between units within one employment. */
interface Move {
  readonly on: PlainDate;
  readonly toUnitId: string;
  readonly fact: Transferred;
}

/**
 * Assigns each transfer to an employment in service on its day. Employments that were at the transfer's old unit come
 * first; of several, the latest is used. If none is in service, the transfer may continue an employment that has ended
 * (see movedOn); of several, the latest is used. Other transfers are dropped.
 * @param employments in order of their starts.
 */
function transfersOf(
  employments: readonly Employment[],
  transfers: readonly Transferred[],
): ReadonlyMap<Employment, readonly Transferred[]> {
  const assigned = new Map<Employment, Transferred[]>();
  const units = new Map(employments.map((each) => [each, new Set(each.beginnings.map(unitBegunAt))]));
  const wasAt = (employment: Employment, unitId: string) => units.get(employment)?.has(unitId) === true;
  for (const transfer of transfers.toSorted(byDay)) {
    const employment = employmentMoved(transfer, employments, wasAt);
    if (employment === undefined) continue;
    assigned.set(employment, assigned.get(employment) ?? []);
    assigned.get(employment)?.push(transfer);
    units.get(employment)?.add(transfer.data.toUnitId);
  }
  return assigned;
}

function employmentMoved(
  transfer: Transferred,
  employments: readonly Employment[],
  wasAt: (employment: Employment, unitId: string) => boolean,
): Employment | undefined {
  const { fromUnitId, effectiveOn } = transfer.data;
  let [inService, goingOn]: (Employment | undefined)[] = [];
  for (let i = countBelow(employments, startOf, `${effectiveOn}~`) - 1; i >= 0; i--) {
    const employment = employments[i];
    if (employment === undefined || !wasBegun(employment, transfer)) continue;
    if (effectiveOn <= (endOn(employment) ?? effectiveOn)) {
      if (fromUnitId === undefined || wasAt(employment, fromUnitId)) return employment;
      inService ??= employment;
    }
    if (goingOn === undefined && movedOn(employment, transfer)) goingOn = employment;
  }
  return inService ?? goingOn;
}

function byDay(a: Transferred, b: Transferred): number {
  return compareText(a.data.effectiveOn, b.data.effectiveOn) || byStatement(a, b);
}

/** Cancelling a hire also cancels the transfers stated before the cancellation. */
function wasBegun({ cancelledBy }: Employment, transfer: Transferred): boolean {
  return cancelledBy === undefined || byStatement(transfer, cancelledBy) < 0;
}

/**
 * Whether a transfer after the leave continues the employment: it is on the day after the leave, or was stated after
 * the leave. Other transfers after the leave are ignored.
 */
function movedOn(employment: Employment, transfer: Transferred): boolean {
  const ending = employment.endings.at(-1);
  if (ending === undefined) return true;
  const dayAfter = addDays(ending.data.lastWorkingDay, 1);
  return transfer.data.effectiveOn === dayAfter || byStatement(ending, transfer) < 0;
}

function endOn({ endings }: Employment): PlainDate | undefined {
  return endings.at(-1)?.data.lastWorkingDay;
}

function unitBegunAt(beginning: Employment['beginnings'][number]): string | undefined {
  if (beginning.kind === 'employee.resumed') return undefined;
  return beginning.kind === 'employee.hired' ? beginning.data.unitId : beginning.data.toUnitId;
}

/**
 * The first unit of an employment, and its moves in order. A hire that is stated again after a move may name the new
 * unit. In that case the unit from which the first move leads is the first unit, if the move states it.
 * @param unitBefore the unit of the suspended employment that this one resumes.
 */
function placesOf(
  employment: Employment,
  transfers: readonly Transferred[],
  unitBefore: string | undefined,
): { readonly firstUnit: string; readonly moves: readonly Move[] } {
  const stated = employment.beginnings.map(unitBegunAt).findLast((unit) => unit !== undefined);
  const first = transfers.find(({ data }) => data.effectiveOn > startOf(employment))?.data;
  const restated = first !== undefined && first.toUnitId === stated ? first.fromUnitId : undefined;
  const begunAt = restated ?? stated ?? unitBefore ?? UNKNOWN_UNIT;
  const moves = movesInOrder(transfers, begunAt, startOf(employment));
  return {
    firstUnit: moves.findLast(({ on }) => on <= startOf(employment))?.toUnitId ?? begunAt,
    moves: moves.filter(({ on }) => on > startOf(employment)),
  };
}

/**
 * Merges statements about the same move: moves on the same day, or again to the same unit. The latest statement applies
 * (F2).
 */
function movesInOrder(
  transfers: readonly Transferred[],
  begunAt: string,
  begunOn: PlainDate,
): readonly Move[] {
  const moves: Move[] = [];
  for (const fact of transfers) {
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
