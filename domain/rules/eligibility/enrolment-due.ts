import type { Person } from '../../employment/spell.ts';
import type { Category } from '../../facts/life-course.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Reason } from '../../reasons/reason.ts';
import { WAIVERS_VOID } from '../../regions/laws.ts';
import { addMonths, type PlainDate } from '../../values/plain-date.ts';
import { originOf } from '../origin.ts';
import { type Retirement, retirementAge } from '../retirement/retirement-age.ts';

export interface EnrolmentDueQuestion {
  readonly person: Pick<Person, 'category' | 'birthDate' | 'sex' | 'originalRetirementAge' | 'previousCover'>;
  readonly startOn: PlainDate;
  readonly unitId: string;
  /** Units of ours at which the same person is active on `startOn`. */
  readonly activeAt?: readonly string[];
  /** Whether cover as a retiree is drawn; absent where nobody said. */
  readonly drawsRetireeCover?: boolean | undefined;
  /** The employee signed that no insurance is wanted: told to be void, and counts for nothing. */
  readonly waiver?: boolean | undefined;
  readonly policy: Policy;
}

export interface EnrolmentDue {
  /** `needs-person`: it cannot be decided from the facts, and is put before somebody rather than dropped. */
  readonly enrolment: 'due' | 'not-due' | 'needs-person';
  /** It is due, but another employer has to remove the person first; the clock runs on. */
  readonly blockedElsewhere: boolean;
  /** All reasons, not the first only. */
  readonly because: readonly Reason[];
}

/** A reason, and what it makes of the answer; without that it is told only. */
interface Finding {
  readonly because: Reason;
  readonly makes?: 'not-due' | 'needs-person';
}

/**
 * R6: whether a unit has to enrol somebody who works for it as an employee: age, category, cover elsewhere. What settles
 * that nothing is due outweighs what is in doubt.
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
  const makes = new Set(findings.map((finding) => finding.makes));
  const enrolment = makes.has('not-due') ? 'not-due' : makes.has('needs-person') ? 'needs-person' : 'due';
  const because = findings.map((finding) => finding.because);
  return { enrolment, blockedElsewhere, because: [...because, ...dueReason(enrolment, question)] };
}

/** 劳动法 15: nobody below the working age may be employed, and so not be enrolled as an employee. */
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

/** From the statutory age on nothing is due once cover as a retiree is drawn; whether it is, somebody has to say. */
function retirement(question: EnrolmentDueQuestion): readonly Finding[] {
  const { person, startOn, drawsRetireeCover } = question;
  if (drawsRetireeCover === true) {
    return [{ makes: 'not-due', because: { rule: 'R6', code: 'draws-retiree-cover', values: {} } }];
  }
  if (person.birthDate === undefined) return [];
  const reached = retirementsOf(question).filter(({ retiresOn }) => retiresOn <= startOn);
  const [first] = reached;
  if (first === undefined) return [];
  const values = { retiresOn: first.retiresOn, startOn };
  const [law] = first.because;
  const because: Reason = {
    rule: 'R6',
    code: drawsRetireeCover === false ? 'past-retirement-not-drawing' : 'past-retirement',
    values,
    ...(law?.law !== undefined && { law: law.law }),
  };
  return [drawsRetireeCover === false ? { because } : { makes: 'needs-person', because }];
}

/** Every statutory day that is possible from what is known of the person, the earliest first. */
function retirementsOf({ person, policy }: EnrolmentDueQuestion): readonly Retirement[] {
  const { birthDate: bornOn, sex, originalRetirementAge: originalAge } = person;
  if (bornOn === undefined) return [];
  const sexes = sex === undefined ? (['female', 'male'] as const) : [sex];
  return sexes.flatMap((each) => {
    const answer = retirementAge({ sex: each, bornOn, originalAge, policy });
    if (answer.known) return [answer];
    return answer.why === 'original-age-unknown' ? answer.either : [];
  });
}

/** Categories of people for whom it takes a person to say whether enrolment is due here. */
const DOUBTFUL = ['intern', 'labour-service', 'retiree', 'dispatched'] as const satisfies readonly Category[];
type DoubtfulCategory = (typeof DOUBTFUL)[number];

export function isDoubtful(category: Category): category is DoubtfulCategory {
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

/** Contributions were owed by law before the interpretation, too: a waiver never counts, whenever it was signed. */
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
