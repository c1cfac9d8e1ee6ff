import { beforeChanges } from '../employment/person.ts';
import type { Spell } from '../employment/spell.ts';
import { earlierOf, NEVER, type PlainDate } from '../values/plain-date.ts';
import { backPayment } from './back-payment.ts';
import { card } from './card.ts';
import { type Case, contentOf, type StaffAction, UNIT_CASE_KINDS, type UnitCaseKindName } from './case.ts';
import {
  type CaseContext,
  type SpellCaseKind,
  spellContext,
  type UnitCaseContext,
  type UnitCaseKind,
  type WakeContext,
} from './case-parts.ts';
import { confirmExisting } from './confirm-existing.ts';
import { dateMissing } from './date-missing.ts';
import { declareBases } from './declare-bases.ts';
import { doubleCover } from './double-cover.ts';
import { enrolment } from './enrolment.ts';
import { informationChange } from './information-change.ts';
import { leaverGuide } from './leaver-guide.ts';
import { needsPerson } from './needs-person.ts';
import { neverHired } from './never-hired.ts';
import { notCovered } from './not-covered.ts';
import { overpayment } from './overpayment.ts';
import { removal } from './removal.ts';
import { retirement } from './retirement.ts';
import { rosterDifference } from './roster-difference.ts';
import { suspension } from './suspension.ts';
import { topUp } from './top-up.ts';
import { unfiledLeave } from './unfiled-leave.ts';
import { unknownPerson } from './unknown-person.ts';

/** Every kind of case about a spell, in display order. */
export const SPELL_CASES: readonly SpellCaseKind[] = [
  enrolment,
  removal,
  overpayment,
  neverHired,
  doubleCover,
  needsPerson,
  dateMissing,
  notCovered,
  unfiledLeave,
  backPayment,
  topUp,
  retirement,
  suspension,
  informationChange,
  card,
  leaverGuide,
];

/** Every kind of case about a unit itself, in display order. */
export const UNIT_CASES: readonly UnitCaseKind[] = [
  declareBases,
  unknownPerson,
  rosterDifference,
  confirmExisting,
];

/**
 * All cases of a spell that are open on the day, derived only from facts, policy, calendar and day. If a later
 * change of the person's data altered what a case says, the case counts as known since that change.
 */
export function openCases(spell: Spell, context: CaseContext): Case[] {
  let open = casesOf(spell, context);
  if (open.length === 0) return open;
  for (const { knownAt, before } of beforeChanges(spell)) {
    const contents = new Set(casesOf(before, context).map(contentOf));
    open = open.map((it) => (it.knownAt < knownAt && !contents.has(contentOf(it)) ? { ...it, knownAt } : it));
  }
  return open;
}

function casesOf(spell: Spell, context: CaseContext): Case[] {
  const mine = spellContext(spell, context);
  return SPELL_CASES.map(({ open }) => open(spell, mine)).filter((found) => found !== undefined);
}

/** All cases of the unit itself that are open on the day, optionally only of some kinds. */
export function openUnitCases(
  context: UnitCaseContext,
  kinds: readonly UnitCaseKindName[] = UNIT_CASE_KINDS,
): Case[] {
  return UNIT_CASES.filter(({ kind }) => kinds.includes(kind))
    .map(({ open }) => open(context))
    .filter((found) => found !== undefined);
}

/**
 * The wake day: the first day on which the spell could have an open case or a guide to mail; {@link NEVER} if nothing
 * is pending. The daily job reads the spells whose wake day has come and derives their cases. So the day may be too
 * early, but never too late.
 */
export function wakeOn(spell: Spell, context: WakeContext): PlainDate {
  return SPELL_CASES.map(({ wakesOn }) => wakesOn(spell, context)).reduce(earlierOf, NEVER);
}

/**
 * Whether the unit's own policy and the agency's files can change {@link wakeOn}. They can if the person was charged or
 * listed, in this or another spell (charged bases are compared with local limits), if the enrolment was accepted (a
 * file without the person is a case), or if the removal was accepted (charges depend on a cut-off). They cannot if only
 * a hire and a leave are known: the spell wakes on its first or last working day. The leaver guide also depends on the
 * unit, but until the removal is confirmed the spell wakes earlier anyway.
 */
export function needsUnitPolicy({
  situation,
  filings,
  filedBases,
  charges,
  listings,
  otherSpells,
}: Spell): boolean {
  if (filedBases !== undefined || listings !== undefined || charges.length > 0) return true;
  if (filings.enrolment?.is === 'accepted') return true;
  if (situation.is === 'left' && filings.removal?.is === 'accepted') return true;
  return otherSpells.some(({ chargedMonths, lastListing }) => chargedMonths ?? lastListing);
}

const ON_EVERY_CASE = ['acknowledged', 'snoozed', 'noted'] as const satisfies readonly StaffAction[];

/**
 * The actions that staff can record about an open case: those of its kind, an answer if the case asks a question, and
 * those that every case has.
 */
export function actionsOf(open: Case): readonly StaffAction[] {
  const kind = [...SPELL_CASES, ...UNIT_CASES].find((each) => each.kind === open.kind);
  const answered: readonly StaffAction[] = open.answers === undefined ? [] : ['answered'];
  return [...new Set([...(kind?.actions(open) ?? []), ...answered, ...ON_EVERY_CASE])];
}
