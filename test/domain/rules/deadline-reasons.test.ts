import { describe, expect, it } from 'vitest';
import { publishedCalendar } from '../../../domain/calendar/working-days.ts';
import type { LocalPolicy } from '../../../domain/policy/local-policy.ts';
import type { Policy } from '../../../domain/policy/policy.ts';
import type { Reason } from '../../../domain/reasons/reason.ts';
import { policyOf } from '../../../domain/regions/policy-of.ts';
import { chargeCutOff } from '../../../domain/rules/deadline/cut-offs.ts';
import { enrolmentDeadline } from '../../../domain/rules/deadline/enrolment-deadline.ts';
import { removalDeadline } from '../../../domain/rules/deadline/removal-deadline.ts';
import { lastPayableMonth } from '../../../domain/rules/overpayment/overpaid-charges.ts';
import { month } from '../../../domain/values/month.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { contradicting } from '../../support/contradicting.ts';

const told = {
  value: 20,
  from: plainDate('2026-01-01'),
  source: '窗口告知',
  verifiedOn: plainDate('2026-01-05'),
};

interface More {
  readonly asOf?: string;
  readonly agencyCutOffDay?: number;
  readonly localPolicy?: LocalPolicy;
}

function enrol(hiredOn: string, region: string, more: More = {}) {
  const { asOf = hiredOn, localPolicy = {}, ...agency } = more;
  const policy = policyOf(region, localPolicy);
  const hire = { hiredOn: plainDate(hiredOn), asOf: plainDate(asOf), policy, ...agency };
  return enrolmentDeadline(hire, publishedCalendar).because;
}

function remove(leftOn: string, region: string, asOf = leftOn, localPolicy = {}) {
  return removeBy(policyOf(region, localPolicy), leftOn, asOf);
}

function removeBy(policy: Policy, leftOn: string, asOf = leftOn) {
  const { month: last } = lastPayableMonth({ leftOn: plainDate(leftOn), policy });
  const leaving = { leftOn: plainDate(leftOn), asOf: plainDate(asOf), policy, lastPayableMonth: last };
  return removalDeadline({ ...leaving, reason: 'resigned' }, publishedCalendar).because;
}

const codes = (because: readonly Reason[]) => because.map((reason) => reason.code);
const named = (because: readonly Reason[], code: string) => because.find((reason) => reason.code === code);

describe('the reasons of a deadline', () => {
  it('cite the law, its parameter and its first day', () => {
    expect(enrol('2026-08-31', '成都')[0]).toEqual({
      rule: 'R1',
      code: 'enrolment-due',
      values: { hiredOn: '2026-08-31', days: 30, statutoryDueOn: '2026-09-30' },
      law: '社会保险法 58',
      source: '中华人民共和国社会保险法（2018修正）第五十八条',
      parameter: 'enrolmentDays',
      value: 30,
      from: '2011-07-01',
      confidence: 'high',
    });
    expect(remove('2026-08-31', '成都')[0]).toMatchObject({ rule: 'R2', law: '劳动合同法 50', value: 15 });
  });

  it('list each step of a date that moves', () => {
    const because = enrol('2026-01-16', '成都');
    expect(codes(because)).toEqual([
      'enrolment-due',
      'act-by-pulled-back',
      'cut-off-unknown',
      'event-day-not-counted',
      'rolled-to-working-day',
    ]);
    expect(named(because, 'event-day-not-counted')).toMatchObject({ rule: 'D1', law: '民法典 201' });
    expect(named(because, 'rolled-to-working-day')).toMatchObject({
      rule: 'D3',
      law: '民法典 203',
      confidence: 'medium',
      values: { statutoryDueOn: '2026-02-15', lastLawfulDay: '2026-02-24' },
    });
  });

  it('explain why a make-up Sunday does not move', () => {
    expect(codes(enrol('2026-08-21', '成都'))).toContain('make-up-day-not-moved');
    expect(codes(enrol('2026-08-31', '成都'))).not.toContain('make-up-day-not-moved');
  });

  it('name the parameter of an unknown cut-off', () => {
    expect(named(remove('2026-08-31', '深圳'), 'cut-off-unknown')).toEqual({
      rule: 'D4',
      code: 'cut-off-unknown',
      values: { region: '深圳' },
      parameter: 'removalCutOffDay',
      confidence: 'unknown',
    });
  });

  it('mark a weak source and name it', () => {
    const cutOff = named(enrol('2026-08-10', '北京'), 'cut-off-region');
    expect(cutOff).toMatchObject({ confidence: 'low', parameter: 'enrolmentCutOffDay', value: 25 });
    expect(cutOff?.source).toBeTruthy();
  });

  it('name all candidates of a contradiction with their sources', () => {
    const policy = contradicting(policyOf('天津'), 'removalCutOffDay', [11, 15]);
    const cutOff = named(removeBy(policy, '2026-08-31'), 'cut-off-contradictory');
    expect(cutOff).toMatchObject({
      confidence: 'unknown',
      values: { cutOff: '2026-09-11', day: 11, candidates: [11, 15] },
    });
    expect(cutOff?.source).toMatch(/^11: .+; 15: .+$/);
  });

  it('mark a lead as unconfirmed, without naming it', () => {
    expect(named(remove('2026-08-31', '上海'), 'cut-off-lead')).toEqual({
      rule: 'D4',
      code: 'cut-off-lead',
      values: { cutOff: '2026-09-11', day: 11, month: '2026-09' },
      parameter: 'removalCutOffDay',
      confidence: 'low',
    });
  });

  it('cite what the unit’s own agency said', () => {
    expect(
      named(remove('2026-08-31', '上海', '2026-08-31', { removalCutOffDay: told }), 'cut-off-region'),
    ).toEqual({
      rule: 'D4',
      code: 'cut-off-region',
      values: { cutOff: '2026-09-20', day: 20, month: '2026-09' },
      parameter: 'removalCutOffDay',
      value: 20,
      source: '窗口告知',
      from: '2026-01-01',
      confidence: 'local',
    });
  });

  it('name the region’s cut-off and the agency’s where an agency files', () => {
    const because = enrol('2026-11-02', '北京', { agencyCutOffDay: 31 });
    expect(codes(because)).toEqual([
      'enrolment-due',
      'act-by-cut-off',
      'cut-off-region',
      'cut-off-agency',
      'cut-off-clamped',
      'event-day-not-counted',
    ]);
  });

  it('say that a month is missed where the unit’s agency named the cut-off', () => {
    const localPolicy = { enrolmentCutOffDay: { ...told, value: 25 } };
    expect(named(enrol('2026-08-26', '北京', { localPolicy }), 'enrolment-cut-off-missed')).toMatchObject({
      rule: 'D5',
      values: { cutOff: '2026-08-25', month: '2026-08' },
      confidence: 'local',
    });
    expect(codes(enrol('2026-08-25', '北京', { localPolicy }))).not.toContain('enrolment-cut-off-missed');
  });

  it.each([
    ['a value of low confidence', '北京', '2026-08-26'],
    ['a lead', '深圳', '2026-08-21'],
  ])('do not call a month missed by %s', (_, region, hiredOn) => {
    const because = enrol(hiredOn, region);
    expect(codes(because).filter((code) => code.includes('missed'))).toEqual([]);
  });

  it('do not call a month missed while another source still accepts filings for it', () => {
    const policy = contradicting(policyOf('天津'), 'removalCutOffDay', [11, 15]);
    const perhaps = named(removeBy(policy, '2026-08-31', '2026-09-12'), 'removal-cut-off-perhaps-missed');
    expect(perhaps).toMatchObject({ values: { cutOff: '2026-09-11', next: '2026-09-15' } });
    expect(codes(removeBy(policy, '2026-08-31', '2026-09-16'))).toContain('removal-cut-off-missed');
  });

  it('list years without a holiday notice, past ones apart from future ones', () => {
    const assumed = { rule: 'D2', confidence: 'assumed' };
    expect(named(enrol('2026-12-02', '成都'), 'calendar-assumed')).toEqual({
      ...assumed,
      code: 'calendar-assumed',
      values: { years: [2027] },
    });
    const old = enrol('2010-05-10', '北京', { asOf: '2026-12-28' });
    expect(named(old, 'calendar-not-shipped')).toEqual({
      ...assumed,
      code: 'calendar-not-shipped',
      values: { years: [2010] },
    });
    expect(named(old, 'calendar-assumed')).toEqual({
      ...assumed,
      code: 'calendar-assumed',
      values: { years: [2027] },
    });
    expect(codes(enrol('2021-05-10', '成都'))).not.toContain('calendar-not-shipped');
  });

  it('mark the term of today’s law as assumed for an event before the law', () => {
    expect(enrol('2010-05-10', '成都', { asOf: '2026-11-21' })[0]).toMatchObject({
      value: 30,
      confidence: 'assumed',
    });
  });
});

describe('chargeCutOff (R7)', () => {
  const policy = contradicting(policyOf('天津'), 'removalCutOffDay', [11, 15]);
  const cutOff = (removalCutOffDay?: number) => {
    const unit = { agency: { name: '代办', removalCutOffDay } };
    return chargeCutOff(month('2026-04'), { policy, calendar: publishedCalendar, unit });
  };

  it('is the latest of contradictory cut-offs, or the earlier one of the company that files', () => {
    expect(cutOff()).toBe('2026-04-15');
    expect(cutOff(13)).toBe('2026-04-13');
    expect(cutOff(20)).toBe('2026-04-15');
  });
});

describe('lastPayableMonth (R7)', () => {
  const leftOn = plainDate('2026-09-15');

  it('is the month of leaving, marked as assumed, where the region’s rule is unknown', () => {
    expect(lastPayableMonth({ leftOn, policy: policyOf('北京') })).toMatchObject({
      month: '2026-09',
      because: { rule: 'R7', code: 'last-payable-month-assumed', confidence: 'assumed' },
    });
  });

  it('is what the unit’s agency said', () => {
    const policy = policyOf('北京', { lastPayableMonth: { ...told, value: 'month-before-leaving' } });
    expect(lastPayableMonth({ leftOn, policy })).toMatchObject({
      month: '2026-08',
      because: { code: 'last-payable-month-by-region', confidence: 'local', source: '窗口告知' },
    });
  });

  it('is what HR entered for this leave, before any other rule', () => {
    const policy = policyOf('北京', { lastPayableMonth: { ...told, value: 'month-before-leaving' } });
    expect(lastPayableMonth({ leftOn, policy, insuranceStopMonth: month('2026-10') })).toMatchObject({
      month: '2026-10',
      because: { code: 'last-payable-month-stated' },
    });
  });
});
