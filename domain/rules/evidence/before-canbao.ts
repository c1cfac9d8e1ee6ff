import { hasBegun, type Situation, type Spell } from '../../employment/spell.ts';
import { addDays, type PlainDate } from '../../values/plain-date.ts';
import { type EvidenceContext, hasEvidence } from './absence.ts';

/** What evidence is read with, and since when the registry knows the unit. The context of cases is one. */
export interface BeforeCanbaoContext extends EvidenceContext {
  /** Absent where it was not kept: then nothing lies before it. */
  readonly registeredOn?: PlainDate | undefined;
}

/** What happened longer before the registration of the unit was somebody's work before Canbao came. */
const DAYS_BEFORE = 30;

/**
 * R13 E7: the spell began more than 30 days before its unit was registered, and nothing tells whether the person was
 * enrolled: no filing, no charge, no list, and no whole file of the agency that would have to name them. Of somebody
 * never seen hired, the day of the leave counts.
 */
export function isBeforeCanbao(spell: Spell, context: BeforeCanbaoContext): boolean {
  const { situation, filings } = spell;
  const { registeredOn } = context;
  if (registeredOn === undefined || filings.enrolment !== undefined || filings.removal !== undefined) {
    return false;
  }
  const began = beganOn(situation);
  return began !== undefined && isLongBefore(began, registeredOn) && !hasEvidence(spell, context);
}

/** The same, and the leave was as long before as well. */
export function leftBeforeCanbao(spell: Spell, context: BeforeCanbaoContext): boolean {
  const { situation } = spell;
  const { registeredOn } = context;
  if (registeredOn === undefined || !('end' in situation) || situation.end === undefined) return false;
  return isLongBefore(situation.end.on, registeredOn) && isBeforeCanbao(spell, context);
}

/** Whether the day lies so long before the registration of the unit that what happened then was somebody else's work. */
export function isLongBefore(day: PlainDate, registeredOn: PlainDate): boolean {
  return addDays(day, DAYS_BEFORE) < registeredOn;
}

function beganOn(situation: Situation): PlainDate | undefined {
  if (hasBegun(situation)) return situation.is === 'cancelled' ? undefined : situation.start.on;
  return situation.is === 'never-hired' ? situation.end?.on : undefined;
}
