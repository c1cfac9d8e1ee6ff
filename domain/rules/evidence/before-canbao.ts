import { hasBegun, type Situation, type Spell } from '../../employment/spell.ts';
import { addDays, type PlainDate } from '../../values/plain-date.ts';
import { type EvidenceContext, hasEvidence } from './absence.ts';

/** What evidence is read with, and since when the registry knows the unit. The context of cases is one. */
export interface BeforeCanbaoContext extends EvidenceContext {
  /** Absent where it was not kept: then nothing lies before it. */
  readonly registeredOn?: PlainDate | undefined;
}

/** What happened longer before the registration of the unit was handled before Canbao was in use. */
const DAYS_BEFORE = 30;

/**
 * R13 E7: the spell began more than 30 days before its unit was registered, and there is no evidence about the
 * enrolment: no filing, no charge, no listing, and no whole file since then. If the hire is unknown, the day of the
 * leave counts.
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

/** {@link isBeforeCanbao}, and the leave was more than 30 days before the registration as well. */
export function leftBeforeCanbao(spell: Spell, context: BeforeCanbaoContext): boolean {
  const { situation } = spell;
  const { registeredOn } = context;
  if (registeredOn === undefined || !('end' in situation) || situation.end === undefined) return false;
  return isLongBefore(situation.end.on, registeredOn) && isBeforeCanbao(spell, context);
}

/** Whether the day lies more than 30 days before the registration of the unit. */
export function isLongBefore(day: PlainDate, registeredOn: PlainDate): boolean {
  return addDays(day, DAYS_BEFORE) < registeredOn;
}

function beganOn(situation: Situation): PlainDate | undefined {
  if (hasBegun(situation)) return situation.is === 'cancelled' ? undefined : situation.start.on;
  return situation.is === 'never-hired' ? situation.end?.on : undefined;
}
