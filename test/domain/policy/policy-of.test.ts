import { describe, expect, it } from 'vitest';
import { checkLocalPolicy, type LocalPolicy } from '../../../domain/policy/local-policy.ts';
import { isKnownRegion, nearestRegion, REGIONS } from '../../../domain/regions/index.ts';
import { policyOf } from '../../../domain/regions/policy-of.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';

const day = plainDate('2026-09-01');
const told = (value: string | number, from = '2026-09-01') => ({
  value,
  from: plainDate(from),
  source: '朝阳区医保中心电话',
  verifiedOn: plainDate('2026-08-30'),
});

describe('policyOf', () => {
  it.each(['北京', '北京市', ' 北京 ', 'Beijing', 'beijing', 'BEIJING City'])(
    'recognises "%s" as 北京',
    (written) => {
      expect(policyOf(written)).toMatchObject({ region: '北京', regionShipped: true });
    },
  );

  it.each([
    ['青岛', '山东', 'retireeMedicalYearsMale', 30],
    ['Ningbo', '浙江', 'coverStart', 'second-month'],
    ['无锡市', '江苏', 'paymentWindowTo', 25],
    ['Xiamen', '福建', 'residentWindowTo', '12-31'],
    ['佛山', '广东', 'refundHandlingWorkingDays', 60],
  ] as const)('applies the rules of the province to %s: %s', (written, province, name, value) => {
    const policy = policyOf(written);
    expect(policy).toMatchObject({ regionShipped: false, province });
    expect(policy.inForce(name, day)).toMatchObject({ known: true, value });
    expect(policy.inForce('unitMedicalRate', day).known).toBe(false);
  });

  it.each([
    ['上诲', '上海'],
    ['Shanghia', '上海'],
    ['Guanzhou', '广州'],
    ['大莲市', '大连'],
    ["Xi'am", '西安'],
  ])('does not recognise %s and suggests %s', (written, nearest) => {
    expect(isKnownRegion(written)).toBe(false);
    expect(nearestRegion(written)).toBe(nearest);
  });

  it('accepts an unknown region with national law only', () => {
    const policy = policyOf('拉萨市');
    expect(policy).toMatchObject({ region: '拉萨市', regionShipped: false });
    expect(policy).not.toHaveProperty('province');
    expect(policy.inForce('enrolmentDays', day)).toMatchObject({
      known: true,
      value: 30,
      law: '社会保险法 58',
    });
    expect(policy.inForce('removalDays', day)).toMatchObject({
      known: true,
      value: 15,
      law: '劳动合同法 50',
    });
    expect(policy.inForce('enrolmentCutOffDay', day)).toMatchObject({ known: false, why: 'not-found' });
    expect(policy.inForce('contributionBaseFloor', day)).toMatchObject({ known: false, why: 'not-found' });
  });

  it('applies a time limit from the day on which its law came into force', () => {
    const { inForce } = policyOf('北京');
    expect(inForce('enrolmentDays', plainDate('2011-06-30'))).toMatchObject({
      known: false,
      why: 'before-first',
    });
    expect(inForce('enrolmentDays', plainDate('2011-07-01'))).toMatchObject({ known: true });
    expect(inForce('deathNoticeWorkingDays', plainDate('2023-11-30'))).toMatchObject({ known: false });
    expect(inForce('deathNoticeWorkingDays', plainDate('2023-12-01'))).toMatchObject({
      known: true,
      value: 20,
    });
  });

  it('gives a lead for the removal cut-off of 上海, and a low-confidence value for enrolment', () => {
    const shanghai = policyOf('上海');
    const removal = shanghai.inForce('removalCutOffDay', day);
    expect(removal).toMatchObject({ known: false, why: 'lead', lead: { value: 11 }, candidates: [] });
    expect(shanghai.inForce('enrolmentCutOffDay', day)).toMatchObject({ value: 15, confidence: 'low' });
  });

  it('gives the medical band of 深圳 for 2026 only, and never the pension band', () => {
    const { inForce } = policyOf('深圳');
    const floor = (on: string) => inForce('contributionBaseFloor', plainDate(on));
    expect(floor('2025-12-31')).toMatchObject({ known: false, why: 'lead', lead: { value: 673300 } });
    expect(floor('2026-01-01')).toMatchObject({ known: true, value: 672700 });
    expect(floor('2026-12-31')).toMatchObject({ known: true, value: 672700 });
    expect(floor('2027-01-01')).toMatchObject({ known: false, why: 'not-published', lastKnown: 672700 });
  });

  it.each([
    ['北京', '2026-06-30', 716200, 3581100],
    ['北京', '2026-07-01', 727000, 3634800],
    ['上海', '2026-06-30', 746000, 3730200],
    ['上海', '2026-07-01', 754600, 3773100],
  ])('starts a new base year in %s: on %s the band is %i to %i fen', (region, on, floor, ceiling) => {
    const { inForce } = policyOf(region);
    expect(inForce('contributionBaseFloor', plainDate(on))).toMatchObject({ value: floor });
    expect(inForce('contributionBaseCeiling', plainDate(on))).toMatchObject({ value: ceiling });
  });

  it.each([...REGIONS.keys(), '青岛'])('knows no refund way and no last payable month in %s', (region) => {
    const { inForce } = policyOf(region);
    expect(inForce('refundWay', day).known).toBe(false);
    expect(inForce('lastPayableMonth', day).known).toBe(false);
  });
});

describe('local policy (what the unit’s agency said)', () => {
  const localPolicy: LocalPolicy = {
    removalCutOffDay: told(20),
    contributionBaseFloor: told('7300.50'),
    unitMedicalRate: told('9.8%'),
    lastPayableMonth: told('month-before-leaving'),
  };
  const { inForce } = policyOf('上海', localPolicy);

  it('applies from its first day, and is cited', () => {
    expect(inForce('removalCutOffDay', plainDate('2026-08-31'))).toMatchObject({ why: 'lead' });
    expect(inForce('removalCutOffDay', day)).toEqual({
      known: true,
      parameter: 'removalCutOffDay',
      value: 20,
      source: { grade: 'local', issuer: '', title: '朝阳区医保中心电话' },
      confidence: 'high',
      from: '2026-09-01',
      verified: '2026-08-30',
      local: true,
    });
  });

  it('is read by the kind of its parameter: fen, rate, word', () => {
    expect(inForce('contributionBaseFloor', day)).toMatchObject({ value: 730050 });
    expect(inForce('unitMedicalRate', day)).toMatchObject({ value: { parts: 98, outOf: 1000 } });
    expect(inForce('lastPayableMonth', day)).toMatchObject({ value: 'month-before-leaving' });
  });

  it('applies in a region that ships nothing', () => {
    expect(policyOf('青岛', localPolicy).inForce('removalCutOffDay', day)).toMatchObject({
      value: 20,
      local: true,
    });
  });

  it('is ignored where a value makes no sense', () => {
    const wrong = policyOf('北京', { removalCutOffDay: told(99) });
    expect(wrong.inForce('removalCutOffDay', day)).toMatchObject({ value: 25, local: false });
  });

  it('is accepted when all values are valid', () => {
    expect(checkLocalPolicy(localPolicy)).toEqual([]);
    expect(checkLocalPolicy({})).toEqual([]);
    const more = {
      undeclaredAssessmentRate: told('110%'),
      lateFeeDailyRate: told('0.05%'),
      longestSuspensionMonths: told(0),
      longestBackPaymentMonths: told('24'),
      coverStart: told('same-month'),
      residentWindowTo: told('02-29'),
      responsiblePersonFineMost: told('3000'),
    };
    expect(checkLocalPolicy(more)).toEqual([]);
  });

  it.each([
    ['removalCutOffDay', 0],
    ['removalCutOffDay', 32],
    ['removalCutOffDay', 20.5],
    ['removalCutOffDay', 'the 20th'],
    ['removalCutOffDay', ''],
    ['removalDays', -1],
    ['contributionBaseFloor', '7270.123'],
    ['contributionBaseFloor', 'seven'],
    ['unitMedicalRate', '9.8'],
    ['unitMedicalRate', 0.098],
    ['unitMedicalRate', '101%'],
    ['refundWay', 'maybe'],
    ['personalMedicalRate', '110%'],
    ['undeclaredAssessmentRate', '201%'],
    ['longestBackPaymentMonths', 121],
    ['baseYearStartMonth', 13],
    ['coverStart', 'next-month'],
    ['residentWindowTo', '02-30'],
    ['residentWindowTo', '2026-12-31'],
    ['residentLateUntil', 331],
    ['penaltyMultipleMost', 11],
  ])('rejects %s = %j and says what is valid', (name, value) => {
    const [problem, ...others] = checkLocalPolicy({ [name]: told(value) });
    expect(others).toEqual([]);
    expect(problem).toContain(`localPolicy.${name}`);
    expect(problem).toContain(JSON.stringify(value));
    expect(problem).toContain(' is not ');
  });

  it.each(['removalCutoffDay', 'constructor', '__proto__x'])(
    'rejects the unknown parameter "%s" and lists all parameters',
    (name) => {
      const [problem] = checkLocalPolicy({ [name]: told(20) });
      expect(problem).toContain(`localPolicy.${name}: no such parameter`);
      expect(problem).toContain('removalCutOffDay');
      expect(problem).toContain('refundWay');
    },
  );
});
