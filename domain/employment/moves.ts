import { byStatement, compareText } from '../facts/fact.ts';
import { addDays, type PlainDate } from '../values/plain-date.ts';
import { type Employment, startOf, type Transferred } from './employment.ts';
import { UNKNOWN_UNIT } from './spell.ts';

/** A change of units within one employment. */
export interface Move {
  /** The first day at the new unit. */
  readonly on: PlainDate;
  readonly toUnitId: string;
  readonly fact: Transferred;
}

/**
 * Which transfers belong to which employment: of those that had begun and not ended by the day, the latest that was
 * at the unit moved from, else the latest. Transfers that fit none are left out.
 *
 * @param employments in the order of their starts.
 */
export function transfersOf(
  employments: readonly Employment[],
  transfers: readonly Transferred[],
): ReadonlyMap<Employment, readonly Transferred[]> {
  const assigned = new Map<Employment, Transferred[]>();
  for (const transfer of transfers.toSorted(byDay)) {
    const { fromUnitId, effectiveOn } = transfer.data;
    const begun = employments.filter((employment) => wasBegun(employment, transfer));
    const inService = begun.filter((employment) => effectiveOn <= (endOn(employment) ?? effectiveOn));
    const fromThere = inService.findLast((employment) =>
      unitsOf(employment, assigned.get(employment)).some((unit) => unit === fromUnitId),
    );
    const employment = fromThere ?? inService.at(-1) ?? begun.filter((e) => movedOn(e, transfer)).at(-1);
    if (employment === undefined) continue;
    assigned.set(employment, [...(assigned.get(employment) ?? []), transfer]);
  }
  return assigned;
}

function byDay(a: Transferred, b: Transferred): number {
  return compareText(a.data.effectiveOn, b.data.effectiveOn) || byStatement(a, b);
}

/** One whose hire was taken back takes with it the transfers told of before. */
function wasBegun(employment: Employment, transfer: Transferred): boolean {
  const { cancelledBy } = employment;
  if (cancelledBy !== undefined && byStatement(transfer, cancelledBy) > 0) return false;
  return startOf(employment) <= transfer.data.effectiveOn;
}

/**
 * The leave from one unit and the move to another may be told both: a move on the day after the leave, or stated
 * after it, goes on from there. A move planned for a day that the leave forestalled does not happen.
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

function unitsOf({ beginnings }: Employment, transfers: readonly Transferred[] = []): readonly string[] {
  return [
    ...beginnings.map(unitBegunAt).filter((unit) => unit !== undefined),
    ...transfers.map(({ data }) => data.toUnitId),
  ];
}

function unitBegunAt(beginning: Employment['beginnings'][number]): string | undefined {
  if (beginning.kind === 'employee.resumed') return undefined;
  return beginning.kind === 'employee.hired' ? beginning.data.unitId : beginning.data.toUnitId;
}

/**
 * Where an employment began, and its moves in their order. A hire that is told again after a move may name the unit
 * of today: where the move says from which unit it was, that one is believed.
 *
 * @param unitBefore where a suspension began, for the employment that resumes it.
 */
export function placesOf(
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

/** Several words about one move (the same day, or again to the same unit) are one: the latest stands (F2). */
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
