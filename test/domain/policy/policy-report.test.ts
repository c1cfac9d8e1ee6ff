import { describe, expect, it } from 'vitest';
import { staleLocalEntries, staleSince } from '../../../domain/policy/local-policy.ts';
import type { ParameterName } from '../../../domain/policy/parameter-kinds.ts';
import { PARAMETER_NAMES } from '../../../domain/policy/parameter-kinds.ts';
import { REGIONS } from '../../../domain/regions/index.ts';
import { policyGaps, policySheet, WHERE_NAMED_ONLY } from '../../../domain/regions/policy-report.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';

const day = plainDate('2026-09-01');
const HALF_A_YEAR = { staleAfterMonths: 6 };

const lineOf = (region: string, parameter: string, on = '2026-09-01', localPolicy = {}) =>
  policySheet(region, plainDate(on), localPolicy).lines.find((line) => line.parameter === parameter);

const gapsOn = (on: string) => policyGaps(plainDate(on), HALF_A_YEAR);

describe('policySheet', () => {
  it('has a line for every parameter, in their order', () => {
    const sheet = policySheet('北京市', day);
    expect(sheet).toMatchObject({ region: '北京', regionShipped: true, day });
    expect(sheet.lines.map((line) => line.parameter)).toEqual(PARAMETER_NAMES);
  });

  it('writes values as an administrator enters them, with their dates', () => {
    expect(lineOf('北京', 'contributionBaseFloor')).toMatchObject({
      unit: 'CNY a month',
      level: 'region',
      answer: {
        known: true,
        value: '7270.00',
        from: '2026-07-01',
        until: '2027-06-30',
        published: '2026-08-21',
        verified: '2026-11-29',
        confidence: 'medium',
      },
    });
    expect(lineOf('上海', 'unitMedicalRate')).toMatchObject({ answer: { value: '9%' } });
    expect(lineOf('武汉', 'residentWindowTo')).toMatchObject({
      level: 'national',
      answer: { known: false, why: 'lead', lead: { value: '12-31' } },
    });
    expect(lineOf('杭州', 'coverStart')).toMatchObject({ level: 'province', answer: { known: true } });
  });

  it('lists unknown values as unknown, with the last known value separately', () => {
    expect(lineOf('深圳', 'contributionBaseFloor', '2027-01-01')?.answer).toMatchObject({
      known: false,
      why: 'not-published',
      lastKnown: '6727.00',
    });
    expect(lineOf('上海', 'removalCutOffDay')?.answer).toMatchObject({
      known: false,
      why: 'lead',
      lead: { value: 11 },
    });
  });

  it('names the next day on which the value changes', () => {
    expect(lineOf('广州', 'unitMedicalRate', '2025-06-01')).toMatchObject({ changesOn: '2026-01-01' });
    expect(lineOf('杭州', 'coverStart', '2026-12-31')).toMatchObject({ changesOn: '2027-01-01' });
    expect(lineOf('杭州', 'coverStart', '2027-01-01')).not.toHaveProperty('changesOn');
  });

  it('prefers what the unit’s own agency said', () => {
    const told = { value: 20, from: day, source: '电话', verifiedOn: day };
    expect(lineOf('上海', 'removalCutOffDay', '2026-09-01', { removalCutOffDay: told })).toMatchObject({
      level: 'local',
      answer: { known: true, value: 20, local: true },
    });
  });

  it('covers a region that ships nothing', () => {
    const sheet = policySheet('拉萨', day);
    expect(sheet.regionShipped).toBe(false);
    expect(sheet.lines.filter((line) => line.level !== 'national')).toEqual([]);
  });

  it('names the cities without a citable band, unit rate or payment window', () => {
    const below = (region: string) => policySheet(region, day).belowBar;
    expect(below('上海')).toEqual([]);
    expect(below('南京')).toEqual(['contributionBaseFloor']);
    expect(below('北京')).toEqual(['unitMedicalRate']);
    expect(below('深圳')).toEqual(['paymentWindowTo']);
    expect(below('宁波')).toEqual(['contributionBaseFloor', 'unitMedicalRate', 'paymentWindowTo']);
    expect(below('西安')).toEqual(['contributionBaseFloor', 'unitMedicalRate']);
  });
});

/**
 * Parameters without a value that are not a gap: a maternity rate that is included in the medical rate, parameters that
 * few places have, and the fines of a law that is not in force yet.
 */
const mayBeLeftOut = (parameter: ParameterName) =>
  WHERE_NAMED_ONLY.has(parameter) ||
  ['unitMaternityRate', 'inspectionFineLeast', 'inspectionFineMost'].includes(parameter);

describe('policyGaps', () => {
  type Gap = ReturnType<typeof gapsOn>[number];
  const isOf = (region: string, parameter: string) => (gap: Gap) =>
    gap.region === region && gap.parameter === parameter;
  const gapOf = (on: string, region: string, parameter: string) => gapsOn(on).find(isOf(region, parameter));

  it('lists what is unknown for regions, and nothing for national law', () => {
    const gaps = gapsOn('2026-11-21');
    expect(gaps.filter((gap) => gap.region === '全国')).toEqual([]);
    expect(new Set(gaps.map((gap) => gap.region))).toEqual(new Set(REGIONS.keys()));
    for (const region of REGIONS.keys()) {
      const kind = region === '苏州' ? 'lead' : 'unknown';
      expect(gapOf('2026-11-21', region, 'refundWay')).toMatchObject({ kind, candidates: [] });
    }
  });

  it('lists what has only a lead, with the lead', () => {
    expect(gapOf('2026-11-21', '上海', 'removalCutOffDay')).toMatchObject({
      kind: 'lead',
      lead: { value: 11, source: { grade: 'lead' } },
    });
  });

  it('lists what is not published from the first day without a value', () => {
    expect(gapOf('2027-06-30', '北京', 'contributionBaseFloor')?.kind).not.toBe('not-published');
    expect(gapOf('2027-07-01', '北京', 'contributionBaseFloor')).toMatchObject({
      kind: 'not-published',
      since: '2027-07-01',
      lastKnown: '7270.00',
    });
    expect(gapOf('2027-09-15', '深圳', 'contributionBaseCeiling')).toMatchObject({ since: '2027-01-01' });
  });

  it('lists what is stale after the given months, national law once', () => {
    expect(gapsOn('2027-05-29').filter((gap) => gap.kind === 'stale')).toEqual([]);
    const stale = gapsOn('2027-05-30').filter((gap) => gap.kind === 'stale');
    expect(stale.filter((gap) => gap.parameter === 'enrolmentDays')).toEqual([
      {
        region: '全国',
        parameter: 'enrolmentDays',
        kind: 'stale',
        since: '2027-05-30',
        verified: '2026-11-29',
        confidence: 'high',
        candidates: [],
      },
    ]);
    expect(stale).toContainEqual(
      expect.objectContaining({ region: '上海', parameter: 'unitMedicalRate', confidence: 'medium' }),
    );
  });

  it('leaves out the maternity rate where the medical rate includes it', () => {
    expect(gapOf('2026-11-21', '上海', 'unitMaternityRate')).toBeUndefined();
    expect(gapOf('2026-11-21', '成都', 'unitMaternityRate')).toMatchObject({ kind: 'unknown' });
  });

  it('agrees with policySheet on what is unknown', () => {
    const gaps = gapsOn('2026-09-01');
    for (const region of REGIONS.keys()) {
      for (const { parameter, answer } of policySheet(region, day).lines) {
        const gap = gaps.find(isOf(region, parameter));
        if (gap === undefined) expect(answer.known || mayBeLeftOut(parameter)).toBe(true);
        else expect(answer.known).toBe(false);
      }
    }
  });
});

describe('staleLocalEntries', () => {
  const entry = (verifiedOn: string) => ({
    value: 20,
    from: plainDate('2026-01-01'),
    source: '电话',
    verifiedOn: plainDate(verifiedOn),
  });
  const unit = (verifiedOn: string) => ({
    unitId: 'bj',
    localPolicy: { removalCutOffDay: entry(verifiedOn) },
  });

  it('lists an entry once the given months are over, and no day earlier', () => {
    expect(staleLocalEntries([unit('2026-03-01')], day, HALF_A_YEAR)).toEqual([]);
    expect(staleLocalEntries([unit('2026-02-28')], day, HALF_A_YEAR)).toEqual([
      { unitId: 'bj', parameter: 'removalCutOffDay', verifiedOn: '2026-02-28', since: '2026-08-29' },
    ]);
  });

  it('counts calendar months, to the last day of a shorter month', () => {
    expect(staleSince(plainDate('2026-08-31'), 6)).toBe('2027-03-01');
  });
});
