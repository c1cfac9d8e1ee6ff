import { type BegunSituation, type End, hasBegun, type Spell, type Start } from '../employment/spell.ts';
import { compareText } from '../facts/fact.ts';
import { addDays, NEVER, type PlainDate } from '../values/plain-date.ts';

/** A spell whose first day is known. */
export type Stretch = Spell & { readonly situation: BegunSituation & { readonly is: 'employed' | 'left' } };

/** One employment by our facts: its spells at one unit after the other. */
export interface HeldEmployment {
  readonly start: Start;
  /** Absent while the person is in service. */
  readonly end?: End;
  readonly first: Stretch;
  readonly last: Stretch;
  readonly stretches: readonly [Stretch, ...Stretch[]];
}

/** The employments among the spells of one employee, hires taken back left out, in the order of their starts. */
export function heldEmployments(spells: readonly Spell[]): readonly HeldEmployment[] {
  const begun = spells
    .filter(isStretch)
    .sort(
      (a, b) => compareText(a.situation.start.on, b.situation.start.on) || compareText(a.spellId, b.spellId),
    );
  const chains: [Stretch, ...Stretch[]][] = [];
  for (const stretch of begun) {
    const before = chains.find((chain) => goesOn(chain.at(-1), stretch));
    if (before === undefined) chains.push([stretch]);
    else before.push(stretch);
  }
  return chains.map(employmentOf);
}

function isStretch(spell: Spell): spell is Stretch {
  return hasBegun(spell.situation) && spell.situation.is !== 'cancelled';
}

/** Moved from the one unit to the other within one employment. */
function goesOn(before: Stretch | undefined, next: Stretch): boolean {
  if (before?.situation.is !== 'left' || next.situation.start.by !== 'transferred') return false;
  const { end } = before.situation;
  return (
    end.reason === 'moved-to-other-unit' &&
    end.toUnitId === next.unitId &&
    addDays(end.on, 1) === next.situation.start.on
  );
}

function employmentOf(stretches: [Stretch, ...Stretch[]]): HeldEmployment {
  const [first] = stretches;
  const last = stretches.at(-1) ?? first;
  const { start } = first.situation;
  return {
    start,
    ...(last.situation.is === 'left' && { end: last.situation.end }),
    first,
    last,
    stretches,
  };
}

/** The spells that a roster of the day may have the person at: that of the day, and those that are to follow. */
export function stretchesFrom({ stretches }: HeldEmployment, day: PlainDate): readonly Stretch[] {
  return stretches.filter(({ situation }) => endsOn(situation) >= day);
}

function endsOn(situation: Stretch['situation']): PlainDate {
  return situation.is === 'left' ? situation.end.on : NEVER;
}
