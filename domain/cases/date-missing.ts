import { type MissingDate, missingDates, type Spell, UNKNOWN_UNIT } from '../employment/spell.ts';
import { compareText } from '../facts/fact.ts';
import { type Reason, type ReasonCode, reasonOf, type ValuesFor } from '../reasons/reason.ts';
import { type StatutoryTerm, statutoryTerm } from '../rules/origin.ts';
import { addDays, earlierOf, NEVER, newestOf, type PlainDate } from '../values/plain-date.ts';
import type { Case, StaffAction } from './case.ts';
import { type CaseContext, partsOf, type SpellCaseKind } from './case-parts.ts';
import { step } from './steps.ts';

/**
 * F10: the HR system reported a hire or leave without its day (a notice), and all dates depend on that day. The case is
 * open from the day of the notice until a fact with the date arrives or the notice is cancelled. The day of the notice
 * never replaces the date: some systems report a leave before the last working day, some only after it.
 */
export const dateMissing: SpellCaseKind = {
  kind: 'date-missing',
  wakesOn: firstNoticeOn,
  open: openDateMissing,
  actions: actionsFor,
};

function openDateMissing(spell: Spell, context: CaseContext): Case | undefined {
  const missing = missingDates(spell).filter(({ noticedOn }) => noticedOn <= context.asOf);
  const [first] = missing.toSorted((a, b) => compareText(a.noticedOn, b.noticedOn));
  if (first === undefined) return undefined;
  const asked = missing.map((each) => ({ ...each, ...ifReportedOn(each, context) }));
  return {
    ...partsOf(spell, 'date-missing'),
    knownAt: newestOf(missing.map(({ knownAt }) => knownAt)) ?? first.knownAt,
    state: { is: 'open' },
    openedOn: first.noticedOn,
    question: {
      reportedOn: first.noticedOn,
      dueIfReportedOn: asked.map(({ dueOn }) => dueOn).reduce(earlierOf),
    },
    documents: [],
    steps: [
      ...(spell.unitId === UNKNOWN_UNIT ? [step('step-find-out-who')] : []),
      ...missing.map(({ of }) => step(of === 'hire' ? 'step-ask-first-day' : 'step-ask-last-day')),
      step('step-enter-date'),
      step('step-void-notice'),
    ],
    because: [
      ...missing.map(({ of, noticedOn }) => reason(`${of}-noticed`, { on: noticedOn })),
      ...unitUnknown(spell),
      ...asked.flatMap(termReasons),
    ],
  };
}

function firstNoticeOn(spell: Spell): PlainDate {
  return missingDates(spell).reduce((since, { noticedOn }) => earlierOf(since, noticedOn), NEVER);
}

/** The actions: staff can record the missing day, or that the event did not happen. */
function actionsFor({ because }: Case): readonly StaffAction[] {
  const isMissing = (of: MissingDate['of']) => because.some(({ code }) => code === `${of}-noticed`);
  return [
    ...(isMissing('hire') ? (['hire'] as const) : []),
    ...(isMissing('leave') ? (['leave'] as const) : []),
    'mistake',
  ];
}

/** The statutory date if the event was on the day of the notice. It is for comparison only and not a deadline. */
function ifReportedOn(
  { of, noticedOn }: MissingDate,
  { asOf, policy }: CaseContext,
): { readonly term: StatutoryTerm; readonly dueOn: PlainDate } {
  const term = statutoryTerm(of === 'hire' ? 'enrolmentDays' : 'removalDays', noticedOn, asOf, policy);
  return { term, dueOn: addDays(noticedOn, term.days) };
}

function termReasons({ of, term, dueOn }: MissingDate & ReturnType<typeof ifReportedOn>): readonly Reason[] {
  const { days, origin } = term;
  return [
    { ...reason(`${of}-day-missing`, { days }), ...origin },
    { ...reason(`${of}-due-if-told-on`, { dueOn }), confidence: 'assumed' },
  ];
}

function unitUnknown({ unitId }: Spell): readonly Reason[] {
  return unitId === UNKNOWN_UNIT ? [reason('doubt-unit', {})] : [];
}

function reason<Code extends ReasonCode>(code: Code, values: ValuesFor<Code>): Reason {
  return reasonOf('F10', code, values);
}
