import { describe, expect, it } from 'vitest';
import { publishedCalendar as calendar } from '../../../domain/calendar/working-days.ts';
import type { Case } from '../../../domain/cases/case.ts';
import { openCases, wakeOn } from '../../../domain/cases/case-kinds.ts';
import { foldSpells } from '../../../domain/employment/fold.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { OVERPAYMENT_EXAMPLES, type OverpaymentExample } from '../../examples/overpayment.ts';
import { expectOwnNames, expectWordsIn, partsText, unitIn } from '../../support/examples.ts';
import { EMPLOYEE } from '../../support/facts.ts';
import { type Told, toldPolicy } from '../../support/stated-policy.ts';

describe('overpayment cases, by example', () => {
  it.each(OVERPAYMENT_EXAMPLES)('$name', ({ given, expected }) => {
    const found = overpaymentIn(given);
    expect(found && summary(found)).toEqual(expected && { ...expected, causes: undefined });
    const codes = found?.because.map(({ code }) => code) ?? [];
    expect(codes).toEqual(expect.arrayContaining([...(expected?.causes ?? [])]));
    if (found !== undefined) expectWordsIn([found]);
  });

  it('gives every example its own name', () => expectOwnNames(OVERPAYMENT_EXAMPLES));
});

/** The agency's cut-off. The shipped cut-off of Beijing is not reliable enough to count a month as charged. */
const CUT_OFF_TOLD: Told = { removalCutOffDay: { value: 25, from: '2024-01-01' } };

function overpaymentIn(given: OverpaymentExample['given']): Case | undefined {
  const { facts, asOf, unit: unitId = 'U1', region = '北京', agencyCutOffDay } = given;
  const localPolicy = given.localPolicy ?? {};
  const isTold = region === '北京' && given.cutOffTold !== false;
  const told: Told = isTold ? { ...CUT_OFF_TOLD, ...localPolicy } : localPolicy;
  const agency = agencyCutOffDay && { name: '代办', removalCutOffDay: agencyCutOffDay };
  const unit = unitIn(region, { unitId, localPolicy, ...(agency && { channel: 'agency', agency }) });
  const place = { unit, policy: toldPolicy(region, told), calendar };
  const cases = foldSpells(EMPLOYEE, facts)
    .filter((spell) => spell.unitId === unitId)
    .flatMap((spell) => {
      const found = openCases(spell, { ...place, asOf: plainDate(asOf) });
      if (found.length > 0) expect(wakeOn(spell, place) <= asOf).toBe(true);
      return found;
    });
  const [found, ...more] = cases.filter(({ kind }) => kind === 'overpayment');
  expect(more).toEqual([]);
  return found;
}

function summary({ money, state }: Case) {
  const months = money?.months.map((it) =>
    [
      `${it.month}: ${partsText(it, ' + ')}`,
      ...(it.estimated ? ['estimated'] : []),
      ...(it.state === 'open' ? [] : [it.state]),
    ].join(' '),
  );
  return {
    months,
    total: partsText(money ?? {}, ' + '),
    ...(money?.next && { next: `${money.next.on}: ${partsText(money.next, ' + ')}` }),
    ...(state.is === 'refund-requested' && { state: `refund-requested since ${state.on}` }),
    causes: undefined,
  };
}
