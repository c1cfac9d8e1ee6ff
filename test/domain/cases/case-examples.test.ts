import { describe, expect, it } from 'vitest';
import { publishedCalendar as calendar } from '../../../domain/calendar/working-days.ts';
import type { Case } from '../../../domain/cases/case.ts';
import { openCases, wakeOn } from '../../../domain/cases/case-kinds.ts';
import { foldSpells } from '../../../domain/employment/fold.ts';
import { yuan } from '../../../domain/values/money.ts';
import { NEVER, plainDate } from '../../../domain/values/plain-date.ts';
import { CASE_EXAMPLES, CLOSED_HISTORIES, type ExpectedCase, OTHER_RECORD } from '../../examples/cases.ts';
import { ANSWERED_NOTICES, DATE_MISSING_EXAMPLES } from '../../examples/cases-date-missing.ts';
import { LATE_ENROLMENT_EXAMPLES } from '../../examples/cases-late-enrolment.ts';
import { PAPER_EXAMPLES } from '../../examples/cases-papers.ts';
import { RETIREMENT_EXAMPLES } from '../../examples/cases-retirement.ts';
import { SUPPLEMENT_EXAMPLES, TOP_UP_CASE_EXAMPLES } from '../../examples/cases-top-up.ts';
import { expectOwnNames, expectWordsIn, partsText, statedFields, unitIn } from '../../support/examples.ts';
import { accepted, EMPLOYEE, hired, inOrder } from '../../support/facts.ts';
import { toldPolicy } from '../../support/stated-policy.ts';

const EXAMPLES = [
  ...CASE_EXAMPLES,
  ...LATE_ENROLMENT_EXAMPLES,
  ...RETIREMENT_EXAMPLES,
  ...PAPER_EXAMPLES,
  ...DATE_MISSING_EXAMPLES,
  ...TOP_UP_CASE_EXAMPLES,
  ...SUPPLEMENT_EXAMPLES,
];

describe('the cases of a spell, by example', () => {
  it.each(EXAMPLES)('$name', ({ given, expected }) => {
    const { facts, asOf, region = '无名市', channel = 'online', elsewhere = [], told = {} } = given;
    const place = { unit: unitIn(region, { channel }), policy: toldPolicy(region, told), calendar };
    const cases = foldSpells(EMPLOYEE, facts, elsewhere).flatMap((spell) => {
      const found = openCases(spell, { ...place, asOf: plainDate(asOf) });
      if (found.length > 0) expect(wakeOn(spell, place) <= asOf).toBe(true);
      return found;
    });
    expect(cases.map((it, index) => asExpected(it, expected[index]))).toEqual(expected);
    expectWordsIn(cases);
  });

  it('gives every example its own name', () => expectOwnNames(EXAMPLES));
});

describe('the day on which a spell wakes', () => {
  it.each(Object.entries({ ...CLOSED_HISTORIES, ...ANSWERED_NOTICES }))(
    'is never for a finished history: %s',
    (_, facts) => {
      for (const region of ['北京', '上海', '无名市']) {
        const place = { unit: unitIn(region), policy: toldPolicy(region), calendar };
        const wakes = foldSpells(EMPLOYEE, facts).map((spell) => wakeOn(spell, place));
        expect(wakes).toEqual(wakes.map(() => NEVER));
      }
    },
  );

  it('is the day of the retirement case for somebody who is enrolled', () => {
    const born = { sex: 'male', birthDate: plainDate('1966-10-31') } as const;
    const facts = inOrder(hired('2020-03-02', 'U1', born), accepted('enrolment', '2020-03-02'));
    const place = { unit: unitIn('北京'), policy: toldPolicy('北京'), calendar };
    expect(foldSpells(EMPLOYEE, facts).map((spell) => wakeOn(spell, place))).toEqual(['2026-12-30']);
  });

  it('is the start of the other spell when the other unit holds the double-cover case', () => {
    const facts = inOrder(hired('2026-01-05', 'U1'), accepted('enrolment', '2026-01-06'));
    const [spell] = foldSpells(EMPLOYEE, facts, [OTHER_RECORD]);
    const place = { unit: undefined, policy: toldPolicy('北京'), calendar };
    expect(spell && wakeOn(spell, place)).toBe(OTHER_RECORD.startOn);
    expect(spell && openCases(spell, { ...place, asOf: OTHER_RECORD.startOn })).toEqual([]);
  });
});

/** The fields of the case that the example states. */
function asExpected(it: Case, expected: Partial<ExpectedCase> = {}): Partial<ExpectedCase> {
  const { deadline, openedOn } = it;
  const codes = it.because.map(({ code }) => code);
  const all = {
    of: `${it.spellId} ${it.kind}`,
    state: stateOf(it),
    statutoryDueOn: deadline?.statutoryDueOn,
    lastLawfulDay: deadline?.lastLawfulDay,
    actBy: deadline?.actBy,
    question: questionOf(it),
    openedOn,
    because: expected.because?.filter((code) => codes.some((it) => it === code)),
    without: expected.without?.filter((code) => codes.every((it) => it !== code)),
    ...moneyOf(it),
    steps: expected.steps?.filter((code) => it.steps?.some((step) => step.code === code)),
    documents: it.documents.map(({ name, received }) => (received ? `${name} ✓` : name)),
  };
  return statedFields(all, expected, ['of']) as Partial<ExpectedCase>;
}

function questionOf({ question, deadline, eventOn }: Case): string | undefined {
  if (question === undefined) return undefined;
  const { reportedOn, dueIfReportedOn } = question;
  const claims = `${deadline === undefined ? 'no' : 'a'} deadline, ${eventOn === undefined ? 'no' : 'an'} event`;
  return `reported on ${reportedOn}, due on ${dueIfReportedOn} if that was the day; ${claims}`;
}

function moneyOf({ money }: Case) {
  return {
    months: money?.months.map((month) => `${month.month}: ${partsText(month)}`),
    owed: money && partsText(money),
    lateFee: money?.lateFee && `${yuan(money.lateFee.soFar)} + ${yuan(money.lateFee.nextDay)}`,
  };
}

function stateOf({ state }: Case): string {
  switch (state.is) {
    case 'open':
      return 'open';
    case 'submitted': {
      const receipt = state.receiptNo === undefined ? '' : `, receipt ${state.receiptNo}`;
      return `submitted on ${state.on}${receipt}, chase from ${state.chaseFrom}`;
    }
    case 'refund-requested':
      return `refund-requested on ${state.on}`;
    default:
      return state.reason === undefined ? state.is : `${state.is}: ${state.reason}`;
  }
}
