import { describe, expect, it } from 'vitest';
import { publishedCalendar as calendar } from '../../../domain/calendar/working-days.ts';
import { type Case, UNIT_CASE_KINDS } from '../../../domain/cases/case.ts';
import { openUnitCases } from '../../../domain/cases/case-kinds.ts';
import { foldSpells } from '../../../domain/employment/fold.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { lostHire } from '../../../infra/local/demo/other-inputs.ts';
import {
  DECLARE_BASES_EXAMPLES,
  type ExpectedUnitCase,
  ROSTER_EXAMPLES,
  UNKNOWN_PERSON_EXAMPLES,
  UNKNOWN_TURN_EXAMPLES,
  type UnitCaseExample,
} from '../../examples/unit-cases.ts';
import { expectOwnNames, expectWordsIn, partsText, statedFields, unitIn } from '../../support/examples.ts';
import { EMPLOYEE, hired } from '../../support/facts.ts';
import { toldPolicy } from '../../support/stated-policy.ts';
import { declared, strange } from '../../support/unit-facts.ts';

const EXAMPLES = [
  ...DECLARE_BASES_EXAMPLES,
  ...UNKNOWN_TURN_EXAMPLES,
  ...UNKNOWN_PERSON_EXAMPLES,
  ...ROSTER_EXAMPLES,
];

describe('the cases of a unit, by example', () => {
  it.each(EXAMPLES)('$name', ({ given, expected }) => {
    const cases = openUnitCases(contextOf(given));
    expect(cases.map((it, index) => asExpected(it, expected[index]))).toEqual(expected);
    expectWordsIn(cases);
  });

  it('gives every example its own name', () => expectOwnNames(EXAMPLES));

  it('gives unit cases ids that no employee’s case has', () => {
    const charges = [strange('2026-09', { name: '吴磊' })];
    const rosterFindings = [lostHire(plainDate('2026-11-10'))];
    const dueSpells = foldSpells(EMPLOYEE, [hired('2019-03-04', 'U1')]);
    const cases = openUnitCases({
      ...contextOf({ asOf: '2026-11-10', charges, rosterFindings }),
      dueSpells,
    });
    expect(cases.map(({ caseId, employeeId, spellId }) => [caseId, employeeId, spellId])).toEqual(
      UNIT_CASE_KINDS.map((kind) => [`unit/U1/${kind}`, undefined, undefined]),
    );
  });

  it('does not depend on the order in which facts and bills come', () => {
    const facts = [declared('2025-07', '2025-07-20'), declared('2024-07', '2024-07-20')];
    const charges = [strange('2026-09', { name: '吴磊' }), strange('2026-08', { employeeId: 'X9' })];
    const given = { asOf: '2026-11-10', facts, charges };
    const turned = { ...given, facts: facts.toReversed(), charges: charges.toReversed() };
    expect(openUnitCases(contextOf(turned))).toEqual(openUnitCases(contextOf(given)));
  });

  it('asks a unit that is not registered only about its bills', () => {
    const context = contextOf({ asOf: '2026-11-10', charges: [strange('2026-09', { name: '吴磊' })] });
    expect(openUnitCases({ ...context, unit: undefined }).map(({ kind }) => kind)).toEqual([
      'unknown-person',
    ]);
  });
});

function contextOf(given: UnitCaseExample['given']) {
  const {
    asOf,
    region = '北京',
    channel = 'online',
    told = {},
    facts = [],
    charges = [],
    rosterFindings = [],
  } = given;
  const { establishedOn, registeredOn = '2020-01-06' } = given;
  return {
    unitId: 'U1',
    unit: unitIn(region, { channel, ...(establishedOn && { establishedOn: plainDate(establishedOn) }) }),
    registeredOn: registeredOn === null ? undefined : plainDate(registeredOn),
    policy: toldPolicy(region, told),
    calendar,
    asOf: plainDate(asOf),
    unitFacts: facts,
    dueSpells: [],
    unknownCharges: charges,
    rosterFindings,
  };
}

/** The fields of the case that the example states. */
function asExpected(it: Case, expected: Partial<ExpectedUnitCase> = {}): Partial<ExpectedUnitCase> {
  const codes = it.because.map(({ code }) => code);
  const steps = it.steps?.map(({ code }) => code) ?? [];
  const all = {
    kind: it.kind,
    openedOn: it.openedOn,
    knownAt: it.knownAt,
    filesKnownAt: it.filesKnownAt,
    actBy: it.deadline?.actBy ?? null,
    dueIfReportedOn: it.question?.dueIfReportedOn,
    because: expected.because?.filter((code) => codes.some((it) => it === code)),
    without: expected.without?.filter((code) => codes.every((it) => it !== code)),
    steps: expected.steps?.filter((code) => steps.some((it) => it === code)),
    noSteps: expected.noSteps?.filter((code) => steps.every((it) => it !== code)),
    documents: it.documents.map(({ name }) => name),
    months: it.money?.months.map((month) => `${month.month}: ${partsText(month)}`),
    owed: it.money && partsText(it.money),
    people: it.because
      .filter((reason) => reason.code === 'unknown-person-charged')
      .map(({ values }) => `${values.who}: ${values.amount}`),
  };
  return statedFields(all, expected, ['kind']) as Partial<ExpectedUnitCase>;
}
