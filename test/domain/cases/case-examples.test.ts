import { describe, expect, it } from 'vitest';
import { publishedCalendar as calendar } from '../../../domain/calendar/working-days.ts';
import type { Case } from '../../../domain/cases/case.ts';
import { openCases } from '../../../domain/cases/open-cases.ts';
import { wakeOn } from '../../../domain/cases/wake-on.ts';
import { reasonText } from '../../../domain/digest/wording/reasons.ts';
import { foldSpells } from '../../../domain/employment/fold.ts';
import { policyOf } from '../../../domain/policy/policy-of.ts';
import type { Unit } from '../../../domain/units/unit.ts';
import { NEVER, plainDate } from '../../../domain/values/plain-date.ts';
import { CASE_EXAMPLES, CLOSED_HISTORIES, type ExpectedCase, OTHER_RECORD } from '../../examples/cases.ts';
import { accepted, EMPLOYEE, hired, inOrder } from '../../support/facts.ts';

describe('what people have to do', () => {
  it.each(CASE_EXAMPLES)('$name', ({ given, expected }) => {
    const { facts, asOf, region = '无名市', channel = 'online', elsewhere = [] } = given;
    const place = { unit: unitIn(region, channel), policy: policyOf(region), calendar };
    const cases = foldSpells(EMPLOYEE, facts, elsewhere).flatMap((spell) => {
      const found = openCases(spell, { ...place, asOf: plainDate(asOf) });
      if (found.length > 0) expect(wakeOn(spell, place) <= asOf).toBe(true);
      return found;
    });
    expect(cases.map((it, index) => asExpected(it, expected[index]))).toEqual(expected);
    for (const reason of cases.flatMap(({ because }) => because)) {
      expect(reasonText(reason, 'zh')).not.toBe('');
      expect(reasonText(reason, 'en')).not.toBe('');
    }
  });

  it('has no two examples of one name', () => {
    const names = CASE_EXAMPLES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('a history that is over wakes nobody', () => {
  it.each(Object.entries(CLOSED_HISTORIES))('%s', (_, facts) => {
    for (const region of ['北京', '上海', '无名市']) {
      const place = { unit: unitIn(region, 'online'), policy: policyOf(region), calendar };
      const wakes = foldSpells(EMPLOYEE, facts).map((spell) => wakeOn(spell, place));
      expect(wakes).toEqual(wakes.map(() => NEVER));
    }
  });

  it('nor does the record that leaves a double cover to the other', () => {
    const facts = inOrder(hired('2026-01-05', 'U1'), accepted('enrolment', '2026-01-06'));
    const [spell] = foldSpells(EMPLOYEE, facts, [OTHER_RECORD]);
    const place = { unit: undefined, policy: policyOf('北京'), calendar };
    expect(spell && wakeOn(spell, place)).toBe(NEVER);
  });
});

function unitIn(region: string, channel: Unit['channel']): Unit {
  return { unitId: 'U1', name: '分公司', region, channel, staff: [], localPolicy: {} };
}

/** As much of the case as the example speaks of. */
function asExpected(it: Case, expected: Partial<ExpectedCase> = {}): Partial<ExpectedCase> {
  const { deadline, openedOn } = it;
  const codes = it.because.map(({ code }) => code);
  const all = {
    of: `${it.spellId} ${it.kind}`,
    state: stateOf(it),
    statutoryDueOn: deadline?.statutoryDueOn,
    lastLawfulDay: deadline?.lastLawfulDay,
    actBy: deadline?.actBy,
    openedOn,
    because: expected.because?.filter((code) => codes.includes(code)),
    documents: it.documents.map(({ name, received }) => (received ? `${name} ✓` : name)),
  };
  const asked = ['of', ...Object.keys(expected)];
  return Object.fromEntries(Object.entries(all).filter(([key]) => asked.includes(key)));
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
