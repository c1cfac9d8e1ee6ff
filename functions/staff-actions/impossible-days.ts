import { hasBegun, type Spell } from '../../domain/employment/spell.ts';
import { addDays, chinaDayOf, type PlainDate } from '../../domain/values/plain-date.ts';
import { type ActionPorts, type DayField, type Refused, refused } from './outcome.ts';

/** The day on which something is recorded, in China. */
export function todayOf({ clock }: Pick<ActionPorts, 'clock'>): PlainDate {
  return chinaDayOf(clock.now());
}

/** Refuses a future day: only past acts are recorded. */
export function dayAhead(
  field: DayField,
  day: PlainDate,
  ports: Pick<ActionPorts, 'clock'>,
): Refused | undefined {
  const today = todayOf(ports);
  return day > today ? refused('day-ahead', { field, day, today }) : undefined;
}

/**
 * Refuses a day more than a year ahead. An announced day may be in the future, but such a day is a typing error and
 * would hide the case.
 */
export function dayFarAhead(
  field: DayField,
  day: PlainDate,
  ports: Pick<ActionPorts, 'clock'>,
): Refused | undefined {
  const latest = addDays(todayOf(ports), MOST_DAYS_AHEAD);
  return day > latest ? refused('day-far-ahead', { field, day, latest }) : undefined;
}

const MOST_DAYS_AHEAD = 366;

/** Refuses a day before the spell's first working day, if it has one. */
export function beforeHire(
  field: DayField,
  day: PlainDate,
  { situation }: Pick<Spell, 'situation'>,
): Refused | undefined {
  if (!hasBegun(situation) || day >= situation.start.on) return undefined;
  return refused('before-hire', { field, day, hiredOn: situation.start.on });
}
