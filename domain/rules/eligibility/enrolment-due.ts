import type { Answer, Person, Spell } from '../../employment/spell.ts';
import type { Category } from '../../facts/life-course.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Reason } from '../../reasons/reason.ts';
import { WAIVERS_VOID } from '../../regions/laws.ts';
import { monthOf } from '../../values/month.ts';
import { FORGOTTEN } from '../../values/person-name.ts';
import { addMonths, type PlainDate } from '../../values/plain-date.ts';
import { type Sightings, seenInsured } from '../evidence/seen-insured.ts';
import { originOf } from '../origin.ts';
import {
  mayBeNearRetirement,
  possibleRetirements,
  type Retirement,
  retirementAnswers,
} from '../retirement/retirement-age.ts';

export interface EnrolmentDueQuestion {
  readonly person: Pick<Person, 'category' | 'birthDate' | 'sex' | 'originalRetirementAge' | 'previousCover'>;
  readonly startOn: PlainDate;
  readonly unitId: string;
  /**
   * Our units at which the person is in service on `startOn`. Absent for spells, because the cases of kind double-cover
   * handle this.
   */
  readonly activeAt?: readonly string[];
  /** Whether the person already has cover as a retiree; absent: unknown. */
  readonly drawsRetireeCover?: boolean | undefined;
  /** The employee signed a waiver of insurance. A waiver is void and changes nothing; the answer says so. */
  readonly waiver?: boolean | undefined;
  readonly policy: Policy;
}

export interface EnrolmentDue {
  /** `needs-person`: the facts cannot decide whether enrolment is due, so a person is asked. */
  readonly enrolment: 'due' | 'not-due' | 'needs-person';
  /** Enrolment is due, but another employer must remove the person first; the term keeps running. */
  readonly blockedElsewhere: boolean;
  /** Why enrolment is not due, or why a person must decide. Empty if it is due. */
  readonly doubts: readonly Reason[];
  /** The reason that states which retirement age is used, if several are possible because data are missing. */
  readonly reading: readonly Reason[];
  /** Every reason, not only the first one. */
  readonly because: readonly Reason[];
}

/** A reason, and its effect on the answer. A reason without `makes` has no effect and only explains. */
interface Finding {
  readonly because: Reason;
  readonly makes?: 'not-due' | 'needs-person' | 'reading';
}

/**
 * R6: whether a unit must enrol a person who works for it as an employee: age, category, cover elsewhere. A certain
 * "not due" outweighs doubts. A waiver signed by the employee is never a reason.
 */
export function enrolmentDue(question: EnrolmentDueQuestion): EnrolmentDue {
  const blockedElsewhere = question.person.previousCover?.removed === false;
  const findings = [
    ...workingAge(question),
    ...retirement(question),
    ...category(question.person.category),
    ...doubleCover(question),
    ...previousCover(blockedElsewhere, question),
    ...waiver(question),
  ];
  const reasons = (...of: readonly Finding['makes'][]) =>
    findings.filter(({ makes }) => of.includes(makes)).map(({ because }) => because);
  const notDue = reasons('not-due').length > 0;
  const doubts = reasons('not-due', 'needs-person');
  const enrolment = notDue ? 'not-due' : doubts.length > 0 ? 'needs-person' : 'due';
  return {
    enrolment,
    blockedElsewhere,
    doubts,
    reading: reasons('reading'),
    because: [...findings.map(({ because }) => because), ...dueReason(enrolment, question)],
  };
}

/** The fields of a spell that decide whether enrolment is due. */
type SpellInQuestion = Pick<Spell, 'person' | 'unitId'> & Partial<Pick<Spell, 'answers'>> & Sightings;

/**
 * R6 for a spell, from its start, its person and, in doubt, the answer of staff. It is never known whether the person
 * has retiree cover. If the person's data were deleted, the age is unknown and nothing is claimed to be due.
 */
export function enrolmentDueOf(spell: SpellInQuestion, startOn: PlainDate, policy: Policy): EnrolmentDue {
  const { person, unitId } = spell;
  const found = enrolmentDue({ person, startOn, unitId, policy });
  if (person.name === FORGOTTEN) return { ...found, enrolment: 'not-due', doubts: [], reading: [] };
  const decided = found.enrolment === 'needs-person' ? decisionOf(spell) : undefined;
  return decided === undefined ? found : { ...found, enrolment: decided, doubts: [] };
}

/** The last answer of staff. An answer "not due" ends when the agency lists the person in a month after the answer. */
function decisionOf({ answers = [], ...seen }: SpellInQuestion): 'due' | 'not-due' | undefined {
  const last = answers.findLast((given) => given.caseId.endsWith('/needs-person') && isDecision(given));
  if (last === undefined || !isDecision(last)) return undefined;
  const { lastMonth } = seenInsured(seen) ?? {};
  const isOverruled = last.answer === 'not-due' && lastMonth !== undefined && lastMonth > monthOf(last.on);
  return isOverruled ? undefined : last.answer;
}

function isDecision(answer: Answer): answer is Answer & { readonly answer: 'due' | 'not-due' } {
  return answer.answer === 'due' || answer.answer === 'not-due';
}

/**
 * Whether a person who has left was never filed for, charged or listed, and enrolment was not certainly due (for
 * example an intern). Nothing is left to do for such a spell.
 */
export function needsNoRemoval(spell: Spell, policy: Policy): boolean {
  const { situation, charges, filings } = spell;
  if (situation.is !== 'left' || charges.length > 0 || seenInsured(spell) !== undefined) return false;
  if (filings.enrolment !== undefined || filings.removal !== undefined) return false;
  return enrolmentDueOf(spell, situation.start.on, policy).enrolment !== 'due';
}

/** 劳动法 15: a person below the working age must not be employed and cannot be enrolled as an employee. */
function workingAge({ person: { birthDate }, startOn, policy }: EnrolmentDueQuestion): readonly Finding[] {
  const age = policy.inForce('workingAgeYears', startOn);
  if (birthDate === undefined) return [{ because: { rule: 'R6', code: 'age-unknown', values: {} } }];
  if (!age.known) return [];
  const reachedOn = addMonths(birthDate, age.value * 12);
  if (reachedOn <= startOn) return [];
  const values = { age: age.value, reachedOn };
  return [
    { makes: 'not-due', because: { rule: 'R6', code: 'doubt-below-working-age', values, ...originOf(age) } },
  ];
}

/**
 * A person who has reached the statutory age and has retiree cover is not enrolled; staff must find out whether the
 * person has it. If the sex or the post is unknown, the latest possible age decides, and the answer says so.
 */
function retirement(question: EnrolmentDueQuestion): readonly Finding[] {
  const { person, startOn, drawsRetireeCover } = question;
  if (drawsRetireeCover === true) {
    return [{ makes: 'not-due', because: { rule: 'R6', code: 'draws-retiree-cover', values: {} } }];
  }
  const { birthDate: bornOn, sex, originalRetirementAge: originalAge } = person;
  if (bornOn === undefined || !mayBeNearRetirement(bornOn, startOn)) return [];
  const possible = possibleRetirements(
    retirementAnswers({ sex, bornOn, originalAge, policy: question.policy }),
  );
  const [earliest, latest] = [possible[0], possible.at(-1)];
  if (earliest === undefined || latest === undefined || earliest.retiresOn > startOn) return [];
  const { retiresOn } = latest;
  const reading = earliest === latest ? [] : [readingOf(person, earliest, latest)];
  if (retiresOn > startOn) return reading;
  const law = latest.because[0]?.law;
  const cited = law === undefined ? {} : { law };
  const values = { retiresOn, startOn };
  const past: Finding =
    drawsRetireeCover === false
      ? { because: { rule: 'R6', code: 'past-retirement-not-drawing', values, ...cited } }
      : { makes: 'needs-person', because: { rule: 'R6', code: 'past-retirement', values, ...cited } };
  return [past, ...reading];
}

/** The reason that states which of the possible ages is used, and which data are missing. */
function readingOf(
  { sex }: EnrolmentDueQuestion['person'],
  { retiresOn: earliestOn }: Retirement,
  { retiresOn }: Retirement,
): Finding {
  const code = sex === undefined ? 'sex-unknown-later-age' : 'post-unknown-later-age';
  const values = { earliestOn, retiresOn };
  return { makes: 'reading', because: { rule: 'R6', code, values, confidence: 'assumed' } };
}

/** Categories for which a person must decide whether enrolment is due. */
const DOUBTFUL = ['intern', 'labour-service', 'retiree', 'dispatched'] as const satisfies readonly Category[];
type DoubtfulCategory = (typeof DOUBTFUL)[number];

function isDoubtful(category: Category): category is DoubtfulCategory {
  return (DOUBTFUL as readonly Category[]).includes(category);
}

function category(named: Category): readonly Finding[] {
  if (isDoubtful(named)) {
    return [{ makes: 'needs-person', because: { rule: 'R6', code: `doubt-${named}`, values: {} } }];
  }
  if (named !== 'part-time') return [];
  return [{ because: { rule: 'R6', code: 'part-time', values: {}, law: '社会保险法 23' } }];
}

function doubleCover({ activeAt = [], unitId, startOn }: EnrolmentDueQuestion): readonly Finding[] {
  const others = activeAt.filter((unit) => unit !== unitId);
  if (others.length === 0) return [];
  const values = { unitId, otherUnits: others, since: startOn };
  return [{ makes: 'needs-person', because: { rule: 'R6', code: 'double-cover', values } }];
}

function previousCover(blocked: boolean, { person }: EnrolmentDueQuestion): readonly Finding[] {
  if (!blocked) return [];
  const values = { region: person.previousCover?.region ?? '' };
  return [{ because: { rule: 'R6', code: 'insured-elsewhere', values } }];
}

/**
 * Contributions were owed by law also before the judicial interpretation 法释〔2025〕12号, so a waiver is void whenever it
 * was signed.
 */
function waiver({ waiver: signed = false }: EnrolmentDueQuestion): readonly Finding[] {
  if (!signed) return [];
  const { from, law, source, confidence } = WAIVERS_VOID;
  const because: Reason = {
    rule: 'R6',
    code: 'waiver-void',
    values: { since: from },
    law,
    source,
    from,
    confidence,
  };
  return [{ because }];
}

function dueReason(
  enrolment: EnrolmentDue['enrolment'],
  { startOn }: EnrolmentDueQuestion,
): readonly Reason[] {
  if (enrolment !== 'due') return [];
  return [{ rule: 'R6', code: 'enrolment-is-due', values: { startOn }, law: '社会保险法 58' }];
}
