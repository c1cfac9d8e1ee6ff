import {
  endBy,
  inServiceOn,
  isEmployment,
  type Spell,
  type Start,
  UNKNOWN_UNIT,
} from '../employment/spell.ts';
import type { Reason } from '../reasons/reason.ts';
import { enrolmentDueOf } from '../rules/eligibility/enrolment-due.ts';
import { standing } from '../rules/evidence/standing.ts';
import { NEVER, type PlainDate } from '../values/plain-date.ts';
import type { Case, StaffAction } from './case.ts';
import { type CaseContext, partsOf, type SpellCaseKind, type WakeContext } from './case-parts.ts';
import { enrolmentDeadlineOf } from './enrolment.ts';
import { step } from './steps.ts';

/**
 * R6: what cannot be decided from the facts is put before a person and never silently dropped: whether enrolment is
 * due at all, or an identity number that cannot be right. It is over when the agency accepts the enrolment (somebody
 * has decided), when the facts are corrected, or when the person leaves.
 */
export const needsPerson: SpellCaseKind = {
  kind: 'needs-person',
  wakesOn: undecidedSince,
  open: openNeedsPerson,
  actions: actionsFor,
};

function openNeedsPerson(spell: Spell, context: CaseContext): Case | undefined {
  const { situation } = spell;
  // A leave that is only announced decides nothing yet.
  if (!inServiceOn(situation, context.asOf) || endBy(situation, context.asOf) !== undefined) return undefined;
  if (undecidedSince(spell, context) > context.asOf) return undefined;
  const { doubts, reading } = enrolmentDueOf(spell, situation.start.on, context.policy);
  const because = [...doubts, ...identityDoubts(spell), ...unitDoubts(spell)];
  if (because.length === 0) return undefined;
  const ifDue = doubts.length === 0 ? [] : enrolmentIfDue(situation.start, context);
  return {
    ...partsOf(spell, 'needs-person'),
    state: { is: 'open' },
    eventOn: situation.start.on,
    openedOn: situation.start.on,
    documents: [],
    steps: stepsFor(doubts.length > 0),
    because: [...because, ...reading, ...ifDue],
  };
}

/**
 * The first working day, until somebody has decided: an accepted enrolment was filed. Where enrolment is in doubt, that
 * the person is on the unit's list decides nothing.
 */
function undecidedSince(spell: Spell, context: WakeContext): PlainDate {
  const { situation } = spell;
  if (!isEmployment(situation)) return NEVER;
  const { accepted, isConfirmed } = standing(spell, context).enrolment;
  const isInDoubt = enrolmentDueOf(spell, situation.start.on, context.policy).enrolment !== 'due';
  return (isInDoubt ? accepted !== undefined : isConfirmed) ? NEVER : situation.start.on;
}

/** Only the common actions fit a unit's case that could not be computed, which is of this kind as well. */
function actionsFor({ employeeId }: Case): readonly StaffAction[] {
  return employeeId === undefined ? [] : ['filing-accepted', 'hire', 'leave', 'mistake'];
}

/** What is in doubt is decided; what is wrong is corrected in the HR system, where it comes from. */
function stepsFor(isInDoubt: boolean): readonly Reason[] {
  return isInDoubt
    ? [step('step-decide-enrolment'), step('step-enrol-or-correct')]
    : [step('step-correct-record')];
}

/** Without a date of its own, the case still says by when enrolment would be due if it is. */
function enrolmentIfDue(start: Start, context: CaseContext): readonly Reason[] {
  const { deadline } = enrolmentDeadlineOf(start, context);
  return [
    {
      rule: 'R1',
      code: 'enrolment-if-due',
      values: { statutoryDueOn: deadline.statutoryDueOn },
      law: '社会保险法 58',
    },
  ];
}

/** The identity number cannot be right: the agency will refuse the filing. */
function identityDoubts({ person: { identity } }: Spell): readonly Reason[] {
  if (identity?.problem === undefined) return [];
  return [{ rule: 'R6', code: 'doubt-identity-number', values: { masked: identity.masked } }];
}

function unitDoubts({ unitId }: Spell): readonly Reason[] {
  return unitId === UNKNOWN_UNIT ? [{ rule: 'F3', code: 'doubt-unit', values: {} }] : [];
}
