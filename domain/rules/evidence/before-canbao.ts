import { endOfSpell, hasBegun, type Situation, type Spell } from '../../employment/spell.ts';
import { addDays, type PlainDate } from '../../values/plain-date.ts';
import { type EvidenceContext, hasEvidence } from './absence.ts';

/** The evidence context, and the day on which the unit was registered with Canbao. Contexts of cases contain both. */
export interface BeforeCanbaoContext extends EvidenceContext {
  /** Absent if not recorded: then no event counts as before Canbao. */
  readonly registeredOn?: PlainDate | undefined;
}

/**
 * Events more than this many days before the registration of the unit are taken as handled before Canbao was in use.
 */
const DAYS_BEFORE = 30;

/**
 * R13, E7: whether the spell began more than 30 days before its unit was registered, and there is no evidence about the
 * enrolment: no filing, no charge, no list entry, and no complete file since then. If the hire is unknown, the day of
 * the leave is used.
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

/** Whether {@link isBeforeCanbao} is true and the leave, too, was more than 30 days before the registration. */
export function leftBeforeCanbao(spell: Spell, context: BeforeCanbaoContext): boolean {
  const { registeredOn } = context;
  const end = endOfSpell(spell);
  if (registeredOn === undefined || end === undefined) return false;
  return isLongBefore(end.on, registeredOn) && isBeforeCanbao(spell, context);
}

/** Whether the day is more than 30 days before the registration of the unit. */
export function isLongBefore(day: PlainDate, registeredOn: PlainDate): boolean {
  return addDays(day, DAYS_BEFORE) < registeredOn;
}

function beganOn(situation: Situation): PlainDate | undefined {
  if (hasBegun(situation)) return situation.is === 'cancelled' ? undefined : situation.start.on;
  return situation.is === 'never-hired' ? situation.end?.on : undefined;
}
