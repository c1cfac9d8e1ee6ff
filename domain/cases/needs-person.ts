import {
  type Dispute,
  endBy,
  hasBegun,
  inServiceOn,
  isEmployment,
  type Spell,
  type Start,
  type StatedWord,
  UNKNOWN_UNIT,
} from '../employment/spell.ts';
import { type Reason, reasonOf, type ValuesFor } from '../reasons/reason.ts';
import { enrolmentDueOf } from '../rules/eligibility/enrolment-due.ts';
import { standing } from '../rules/evidence/standing.ts';
import { compact } from '../values/compact.ts';
import { earlierOf, NEVER, type PlainDate } from '../values/plain-date.ts';
import type { Case, StaffAction } from './case.ts';
import { type CaseContext, partsOf, type SpellCaseKind, type WakeContext } from './case-parts.ts';
import { DISPUTE_WORDS } from './dispute-words.ts';
import { enrolmentDeadlineOf } from './enrolment.ts';
import { step } from './steps.ts';

/**
 * R6: what cannot be decided from the facts is put before a person and never silently dropped: whether enrolment is
 * due at all, or an identity number that cannot be right. It is over when the agency accepts the enrolment (somebody
 * has decided), when the facts are corrected, or when the person leaves.
 *
 * R14: so is what a source stated though it may not change what another one did, until one of the two is voided or
 * staff have stated the matter themselves.
 */
export const needsPerson: SpellCaseKind = {
  kind: 'needs-person',
  wakesOn: (spell, context) => earlierOf(undecidedSince(spell, context), disputedSince(spell)),
  open: openNeedsPerson,
  actions: actionsFor,
};

function openNeedsPerson(spell: Spell, context: CaseContext): Case | undefined {
  const disputes = (spell.disputes ?? []).filter(({ on }) => on <= context.asOf);
  const doubtful = openDoubts(spell, context);
  if (disputes.length === 0) return doubtful;
  const { situation } = spell;
  return {
    ...partsOf(spell, 'needs-person'),
    state: { is: 'open' },
    ...(hasBegun(situation) && { eventOn: situation.start.on }),
    openedOn: earlierOf(doubtful?.openedOn ?? NEVER, disputedSince(spell)),
    documents: [],
    steps: [step('step-settle-dispute'), ...(doubtful?.steps ?? [])],
    because: [...disputes.flatMap(disputeReasons), ...(doubtful?.because ?? [])],
  };
}

function disputedSince({ disputes = [] }: Spell): PlainDate {
  return disputes.reduce((since, { on }) => earlierOf(since, on), NEVER);
}

/** Both statements, each with its source. */
function disputeReasons({ on, said, held }: Dispute): readonly Reason[] {
  return [
    {
      rule: 'R14',
      code: 'dispute-not-counted',
      values: { source: said.source, on, holder: held.source },
    },
    statedReason(said),
    statedReason(held),
  ];
}

type StatedValues = ValuesFor<keyof typeof DISPUTE_WORDS>;

/** The values of a few fields have words of their own. */
function statedReason({ is, source, factId, day, unitId, value }: StatedWord): Reason {
  const codes = [`stated-${is}-${value}`, `stated-${is}`].filter((code) =>
    Object.hasOwn(DISPUTE_WORDS, code),
  );
  const code = (codes[0] ?? 'stated-other') as keyof typeof DISPUTE_WORDS;
  const told = { source, factId: value ?? factId, ...compact({ day, unitId, value }) };
  // The sentence of each code names what a statement of that kind has.
  return reasonOf<keyof typeof DISPUTE_WORDS>('R14', code, told as unknown as StatedValues);
}

function openDoubts(spell: Spell, context: CaseContext): Case | undefined {
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
