import { compareText, type Fact } from '../facts/fact.ts';
import { addDays, type PlainDate } from '../values/plain-date.ts';
import { beginsOn, type Employment, startOf, type Transferred } from './employment.ts';
import { endOf } from './end-of.ts';
import { escaped } from './keys.ts';
import { type Move, placesOf, transfersOf } from './moves.ts';
import type { BegunSituation, End, Start } from './spell.ts';

/** One employment, cut at each transfer between units (F5): what becomes a spell. */
export interface Stretch {
  readonly spellId: string;
  /** The employment that it is a part of. */
  readonly employmentKey: string;
  readonly unitId: string;
  readonly situation: BegunSituation;
  /** The hires that say what the post is; a resumption goes on with those of before. */
  readonly hires: ReadonlySet<Fact>;
  /** Since when the person has been in the post, at whichever unit, suspensions included. */
  readonly inPostSince: PlainDate;
  /** Every fact that this stretch rests on, for when the newest of them was taken in. */
  readonly basis: readonly Fact[];
}

/**
 * @param employments in the order of their starts.
 * @param facts effective facts in the order of their statements.
 */
export function stretchesOf(employments: readonly Employment[], facts: readonly Fact[]): readonly Stretch[] {
  const transfers = transfersOf(
    employments,
    facts.filter((fact): fact is Transferred => fact.kind === 'employee.transferred'),
  );
  const byKey = new Map<string, readonly Stretch[]>();
  for (const employment of employments) {
    const before = employment.resumes === undefined ? undefined : byKey.get(employment.resumes)?.at(-1);
    byKey.set(employment.key, stretchesOfOne(employment, transfers.get(employment) ?? [], before));
  }
  return [...byKey.values()].flat().sort(byStart);
}

function byStart(a: Stretch, b: Stretch): number {
  return compareText(a.situation.start.on, b.situation.start.on) || compareText(a.spellId, b.spellId);
}

function stretchesOfOne(
  employment: Employment,
  transfers: readonly Transferred[],
  before: Stretch | undefined,
): readonly Stretch[] {
  const { firstUnit, moves } = placesOf(employment, transfers, before?.unitId);
  const post = {
    hires: new Set([...(before?.hires ?? []), ...employment.beginnings]),
    inPostSince: before?.inPostSince ?? startOf(employment),
  };
  if (employment.cancelledBy !== undefined) {
    const { key, beginnings, cancelledBy } = employment;
    const cancelledAt = cancelledBy.receivedAt;
    const situation = { is: 'cancelled', start: startWord(employment), cancelledAt } as const;
    return [
      {
        spellId: key,
        employmentKey: key,
        unitId: firstUnit,
        situation,
        ...post,
        basis: [...beginnings, cancelledBy],
      },
    ];
  }
  return cutAtMoves(employment, { firstUnit, moves, post });
}

function cutAtMoves(
  employment: Employment,
  {
    firstUnit,
    moves,
    post,
  }: {
    readonly firstUnit: string;
    readonly moves: readonly Move[];
    readonly post: Pick<Stretch, 'hires' | 'inPostSince'>;
  },
): readonly Stretch[] {
  const places = [undefined, ...moves];
  const endsAt = endIndex(employment, moves);
  const ids = new Map<string, number>();
  return places.map((move, index): Stretch => {
    const next = moves[index];
    const start =
      move === undefined ? startWord(employment) : movedIn(move, places[index - 1]?.toUnitId ?? firstUnit);
    const end = index === endsAt ? endBefore(next, employment) : next && movedOut(next);
    return {
      spellId:
        move === undefined ? employment.key : numbered(`${employment.key}+${escaped(move.toUnitId)}`, ids),
      employmentKey: employment.key,
      unitId: move?.toUnitId ?? firstUnit,
      situation: end === undefined ? { is: 'employed', start } : { is: 'left', start, end },
      ...post,
      basis: [
        ...(move === undefined ? employment.beginnings : [move.fact]),
        ...(next === undefined ? [] : [next.fact]),
        ...(index === endsAt ? employment.endings : []),
      ],
    };
  });
}

/** In which stretch the leave falls; a leave before all of them (a mistaken date) ends the last. */
function endIndex({ endings, beginnings }: Employment, moves: readonly Move[]): number | undefined {
  const on = endings.at(-1)?.data.lastWorkingDay;
  if (on === undefined) return undefined;
  const starts = [startOf({ beginnings }), ...moves.map((move) => move.on)];
  const index = starts.findLastIndex((start) => start <= on);
  return index < 0 ? moves.length : index;
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
  const knownAt = heard.sort(compareText)[0] ?? neverHeard(employment);
  const kinds = employment.beginnings.map(({ kind }) => kind);
  if (kinds.includes('employee.resumed')) return { on, by: 'resumed', knownAt };
  const moved = employment.beginnings.findLast((b) => b.kind === 'employee.transferred');
  if (moved === undefined || kinds.includes('employee.hired')) return { on, by: 'hired', knownAt };
  const { fromUnitId } = moved.data;
  return { on, by: 'transferred', knownAt, ...(fromUnitId !== undefined && { fromUnitId }) };
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

/** The leave as it was told; on the eve of a move it is that move, told twice. */
function endBefore(next: Move | undefined, { endings }: Employment): End | undefined {
  const end = endOf(endings);
  if (end === undefined || next === undefined || addDays(end.on, 1) !== next.on) return end;
  return { ...end, reason: 'moved-to-other-unit', toUnitId: next.toUnitId };
}
