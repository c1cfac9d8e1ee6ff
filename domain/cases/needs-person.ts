import {
  type Dispute,
  endBy,
  hasBegun,
  inServiceOn,
  isEmployment,
  type Spell,
  type Start,
  type StatedValue,
  UNKNOWN_UNIT,
} from '../employment/spell.ts';
import { type Reason, reasonOf, type ValuesFor } from '../reasons/reason.ts';
import { enrolmentDueOf } from '../rules/eligibility/enrolment-due.ts';
import { type SeenInsured, seenInsured } from '../rules/evidence/seen-insured.ts';
import { standing } from '../rules/evidence/standing.ts';
import type { CaseMoney } from '../rules/money-at-stake.ts';
import { compact } from '../values/compact.ts';
import { addFen, yuan } from '../values/money.ts';
import { earlierOf, NEVER, type PlainDate } from '../values/plain-date.ts';
import type { Case, StaffAction } from './case.ts';
import {
  type CaseContext,
  partsByFiles,
  partsOf,
  type SpellCaseKind,
  type WakeContext,
} from './case-parts.ts';
import { DISPUTE_TEXTS } from './dispute-texts.ts';
import { enrolmentDeadlineOf } from './enrolment.ts';
import { step } from './steps.ts';

/**
 * R6, E11: if the facts cannot decide a question, staff are asked, and the question is never dropped. The question is
 * whether enrolment is due at all, or concerns an identity number or a unit that cannot be right. If the agency already
 * insures the person, the case asks whether that is right. The case closes when the agency accepts the enrolment, staff
 * answer, the facts are corrected, or the person leaves.
 *
 * R14: if a source contradicts another source without the authority to do so, this is a question too, until one of the
 * two statements is voided or staff state the correct value.
 */
export const needsPerson: SpellCaseKind = {
  kind: 'needs-person',
  wakesOn: (spell, context) => earlierOf(needsPersonSince(spell, context), disputedSince(spell)),
  open: openNeedsPerson,
  actions: actionsFor,
};

/**
 * The first working day if a doubt is open; otherwise {@link NEVER}. If the agency lists the person, the record is
 * right, but it stays in doubt whether enrolment is due.
 */
function needsPersonSince(spell: Spell, context: WakeContext): PlainDate {
  const { situation } = spell;
  if (!isEmployment(situation)) return NEVER;
  const { accepted, isConfirmed } = standing(spell, context).enrolment;
  const { doubts } = enrolmentDueOf(spell, situation.start.on, context.policy);
  const isAsked = doubts.length > 0 ? accepted === undefined : !isConfirmed && recordDoubts(spell).length > 0;
  return isAsked ? situation.start.on : NEVER;
}

function openNeedsPerson(spell: Spell, context: CaseContext): Case | undefined {
  const disputes = (spell.disputes ?? []).filter(({ on }) => on <= context.asOf);
  const doubtful = openDoubts(spell, context);
  if (disputes.length === 0) return doubtful;
  const { situation } = spell;
  return {
    ...partsOf(spell, 'needs-person'),
    ...compact({ filesKnownAt: doubtful?.filesKnownAt }),
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

type StatedValues = ValuesFor<keyof typeof DISPUTE_TEXTS>;

/** The sentence for one statement. For a few fields each coded value has its own sentence. */
function statedReason({ is, source, factId, day, unitId, value }: StatedValue): Reason {
  const codes = [`stated-${is}-${value}`, `stated-${is}`].filter((code) =>
    Object.hasOwn(DISPUTE_TEXTS, code),
  );
  const code = (codes[0] ?? 'stated-other') as keyof typeof DISPUTE_TEXTS;
  const common = { source, factId: value ?? factId, ...compact({ day, unitId, value }) };
  // The cast is safe: the statement always has the values that the sentence for its kind needs.
  return reasonOf<keyof typeof DISPUTE_TEXTS>('R14', code, common as unknown as StatedValues);
}

function openDoubts(spell: Spell, context: CaseContext): Case | undefined {
  const { situation } = spell;
  // A leave in the future does not close the case yet.
  if (!inServiceOn(situation, context.asOf) || endBy(situation, context.asOf) !== undefined) return undefined;
  if (needsPersonSince(spell, context) > context.asOf) return undefined;
  const { doubts, reading, enrolment } = enrolmentDueOf(spell, situation.start.on, context.policy);
  const seen = doubts.length === 0 ? undefined : seenInsured(spell);
  const ifDue = doubts.length === 0 || seen !== undefined ? [] : enrolmentIfDue(situation.start, context);
  return {
    ...(seen === undefined ? partsOf(spell, 'needs-person') : partsByFiles(spell, 'needs-person')),
    state: { is: 'open' },
    eventOn: situation.start.on,
    openedOn: situation.start.on,
    ...(enrolment === 'needs-person' && { answers: ['due', 'not-due'] as const }),
    ...(seen !== undefined && inQuestion(spell)),
    documents: [],
    steps: stepsFor(doubts.length > 0, seen !== undefined),
    because: [
      ...(seen === undefined ? [] : insuredAlready(spell, seen)),
      ...doubts,
      ...recordDoubts(spell),
      ...reading,
      ...ifDue,
    ],
  };
}

/** The amount of the latest charge. No sum includes it, because the case asks whether it was due. */
function inQuestion({ charges }: Spell): { readonly money?: CaseMoney } {
  const last = charges.at(-1);
  if (last === undefined) return {};
  const { month, unitAmount: unitPart, personalAmount: personalPart } = last;
  const amount = { unitPart, personalPart };
  return {
    money: { months: [{ month, ...amount, estimated: false, state: 'open' }], inQuestion: amount },
  };
}

/** The reasons if the person is already insured: since when, an earlier answer, and the latest amount. */
function insuredAlready(spell: Spell, { since, lastMonth }: SeenInsured): readonly Reason[] {
  const { unitId, charges, answers = [] } = spell;
  const before = answers.findLast(({ answer }) => answer === 'not-due');
  const last = charges.at(-1);
  return [
    { rule: 'E11', code: 'insured-though-doubtful', values: { unitId, since } },
    ...(before === undefined
      ? []
      : [reasonOf('E11', 'not-due-yet-charged', { on: before.on, month: lastMonth })]),
    ...(last === undefined
      ? []
      : [
          reasonOf('E11', 'doubtful-last-charge', {
            month: last.month,
            amount: yuan(addFen(last.unitAmount, last.personalAmount)),
          }),
        ]),
  ];
}

/**
 * A unit case that could not be computed also has this kind, but it has no employee. Only the actions that every case
 * has are possible for it.
 */
function actionsFor({ employeeId }: Case): readonly StaffAction[] {
  return employeeId === undefined ? [] : ['filing-accepted', 'hire', 'leave', 'mistake'];
}

/**
 * The steps: if the person is already insured, staff confirm that; in doubtful cases staff decide; a wrong record is
 * corrected in the HR system from which it comes.
 */
function stepsFor(isInDoubt: boolean, isInsured: boolean): readonly Reason[] {
  if (isInsured) return [step('step-confirm-insured')];
  return isInDoubt
    ? [step('step-decide-enrolment'), step('step-enrol-or-correct')]
    : [step('step-correct-record')];
}

/** The statutory date if enrolment turns out to be due; the case itself has no date. */
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

/** The reasons why the agency would reject the filing; empty if the person is already insured. */
function recordDoubts(spell: Spell): readonly Reason[] {
  const { person, unitId } = spell;
  if (seenInsured(spell) !== undefined) return [];
  const { identity } = person;
  return [
    ...(identity?.problem === undefined
      ? []
      : [reasonOf('R6', 'doubt-identity-number', { masked: identity.masked })]),
    ...(unitId === UNKNOWN_UNIT ? [reasonOf('F3', 'doubt-unit', {})] : []),
  ];
}
