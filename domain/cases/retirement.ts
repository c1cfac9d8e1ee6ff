import { onOrBefore } from '../calendar/working-days.ts';
import type { Person, Spell } from '../employment/spell.ts';
import type { Reason } from '../reasons/reason.ts';
import type { Deadline } from '../rules/deadline/deadline.ts';
import { standing } from '../rules/evidence/standing.ts';
import { retireeCover } from '../rules/retirement/retiree-cover.ts';
import {
  mayBeNearRetirement,
  possibleRetirements,
  type Retirement,
  type RetirementAnswer,
  retirementAnswers,
} from '../rules/retirement/retirement-age.ts';
import { addMonths, laterOf, NEVER, type PlainDate } from '../values/plain-date.ts';
import type { Case } from './case.ts';
import { type CaseContext, partsOf, type SpellCaseKind, type WakeContext } from './case-parts.ts';
import { documentsFor } from './documents.ts';
import { step } from './steps.ts';

/**
 * R9: a person reaches the statutory retirement age. The case opens by date, without an event, and closes when a leave
 * for any reason is known. If the day depends on an unknown post or sex, staff must find it out.
 */
export const retirement: SpellCaseKind = {
  kind: 'retirement',
  wakesOn: retirementOpensOn,
  open: openRetirement,
  actions: () => ['leave', 'change', 'document-received'],
};

interface RetirementAhead {
  /** The first day on which the retirement needs attention. */
  readonly opensOn: PlainDate;
  /**
   * All retirements that are possible for the person according to the known data, earliest first. The list is empty if
   * the tables do not have the original age.
   */
  readonly possible: readonly Retirement[];
  readonly because: readonly Reason[];
}

/**
 * The case opens this many months before the retirement. An employee can then still give notice of an early retirement
 * (3 months before it) or agree on a late one (1 month before the statutory day) (R9).
 */
const OPENS_MONTHS_BEFORE = 4;

/**
 * R9: the coming retirement of a person in service. Undefined if the leave is known, if the retirement cannot be
 * computed or was before the hire, or if the person is neither a regular nor a part-time employee and is not enrolled.
 */
function retirementAhead(spell: Spell, context: WakeContext): RetirementAhead | undefined {
  const { situation, person } = spell;
  const { policy } = context;
  if (situation.is !== 'employed' || person.birthDate === undefined) return undefined;
  const ours = person.category === 'regular' || person.category === 'part-time';
  if (!ours && !standing(spell, context).enrolment.isConfirmed) return undefined;
  const { sex, birthDate: bornOn, originalRetirementAge: originalAge } = person;
  const answers = retirementAnswers({ sex, bornOn, originalAge, policy });
  const possible = possibleRetirements(answers).filter(({ retiresOn }) => retiresOn > situation.start.on);
  const [first] = possible;
  const day = first?.retiresOn ?? dayOutsideTables(person, answers);
  if (day === undefined || day <= situation.start.on) return undefined;
  const because = possible.length === 1 && first !== undefined ? first.because : asking(answers, possible);
  return { opensOn: laterOf(addMonths(day, -OPENS_MONTHS_BEFORE), situation.start.on), possible, because };
}

/** The first day on which the retirement is a case; {@link NEVER} if there is none. */
function retirementOpensOn(spell: Spell, context: WakeContext): PlainDate {
  return retirementAhead(spell, context)?.opensOn ?? NEVER;
}

/**
 * The day for a stated original age that the tables do not have. It is the birthday of that age, which is the earliest
 * possible day.
 */
function dayOutsideTables(
  { birthDate, originalRetirementAge }: Person,
  answers: readonly RetirementAnswer[],
): PlainDate | undefined {
  if (birthDate === undefined || originalRetirementAge === undefined) return undefined;
  const isOutside = answers.every((answer) => !answer.known && answer.why === 'original-age-not-in-tables');
  return isOutside ? addMonths(birthDate, originalRetirementAge * 12) : undefined;
}

/** The reasons for asking staff if it is not certain on which day the person retires. */
function asking(answers: readonly RetirementAnswer[], possible: readonly Retirement[]): readonly Reason[] {
  const [only] = answers;
  if (answers.length === 1 && only !== undefined) return only.because;
  const days = possible.map(({ retiresOn }) => retiresOn);
  return [{ rule: 'R9', code: 'retirement-sex-unknown', values: { days }, confidence: 'unknown' }];
}

function openRetirement(spell: Spell, context: CaseContext): Case | undefined {
  const { asOf, unit } = context;
  const { birthDate } = spell.person;
  if (birthDate === undefined || !mayBeNearRetirement(birthDate, asOf)) return undefined;
  const ahead = retirementAhead(spell, context);
  if (ahead === undefined || ahead.opensOn > asOf) return undefined;
  const day = dayInQuestion(ahead.possible, asOf);
  return {
    ...partsOf(spell, 'retirement'),
    state: { is: 'open' },
    ...(day !== undefined && { eventOn: day, deadline: deadlineOn(day, context) }),
    openedOn: ahead.opensOn,
    documents: documentsFor('retirement', spell.documents, { reason: 'retired', channel: unit?.channel }),
    steps: stepsOf(ahead, asOf),
    because: [...passed(ahead.possible, asOf), ...ahead.because, ...medicalYears(spell, ahead, context)],
  };
}

/**
 * The next possible retirement day. If all of them have passed, the last day to which retirement can be postponed by
 * agreement.
 */
function dayInQuestion(possible: readonly Retirement[], asOf: PlainDate): PlainDate | undefined {
  const next = possible.find(({ retiresOn }) => retiresOn >= asOf);
  return next?.retiresOn ?? possible.at(-1)?.latestOn;
}

/** The deadline: preparations must be finished on the last working day on or before `day`. */
function deadlineOn(day: PlainDate, { calendar }: CaseContext): Deadline {
  const { day: actBy, assumed } = onOrBefore(day, calendar);
  return { statutoryDueOn: day, lastLawfulDay: day, actBy, assumedCalendar: assumed };
}

function passed(possible: readonly Retirement[], asOf: PlainDate): readonly Reason[] {
  const last = possible.at(-1);
  if (last === undefined || last.retiresOn >= asOf) return [];
  const values = { retiresOn: last.retiresOn, latestOn: last.latestOn };
  return [{ rule: 'R9', code: 'retirement-day-passed', values }];
}

function stepsOf({ possible }: RetirementAhead, asOf: PlainDate): readonly Reason[] {
  const [only, another] = possible;
  if (only === undefined || another !== undefined)
    return [step('step-say-original-age'), step('step-check-years')];
  const { agreementBy, retiresOn } = only;
  if (retiresOn < asOf) return [step('step-report-retirement'), step('step-keep-late-agreement')];
  const late = agreementBy !== undefined && asOf <= agreementBy;
  return [
    late ? step('step-ask-when-to-retire', { agreementBy }) : step('step-ask-early'),
    step('step-check-years'),
    step('step-file-retirement', { retiresOn }),
    step('step-report-retirement'),
  ];
}

/**
 * The contribution years that the region requires for medical cover as a retiree. The years for the pension are
 * different.
 */
function medicalYears({ person: { sex } }: Spell, { possible }: RetirementAhead, { policy }: CaseContext) {
  const [first] = possible;
  if (first === undefined || sex === undefined) return [];
  return retireeCover({ sex, retiresOn: first.retiresOn, policy }).because;
}
