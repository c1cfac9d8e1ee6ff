import { describe, expect, it } from 'vitest';
import { type Entry, inForce, type Parameter } from '../../../domain/policy/parameter.ts';
import type { Source } from '../../../domain/policy/source.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';

const verified = plainDate('2026-11-21');
const notice: Source = {
  grade: 'official',
  issuer: '某局',
  title: '某通知',
  number: '1号',
  published: verified,
};
const known = { verified, source: notice, confidence: 'high' } as const;

const BAND: Parameter<number> = {
  name: 'contributionBaseFloor',
  unit: 'CNY a month',
  entries: [
    { ...known, from: plainDate('2024-07-01'), until: plainDate('2025-06-30'), value: 100 },
    { ...known, from: plainDate('2025-07-01'), until: plainDate('2026-06-30'), value: 200 },
  ],
};

const on = (day: string, parameter = BAND) => inForce(parameter, plainDate(day));
const withEntries = (...entries: Entry<number>[]): Parameter<number> => ({ ...BAND, entries });

describe('inForce', () => {
  it('changes the value on the first day of the next entry', () => {
    expect(on('2025-06-30')).toMatchObject({ known: true, value: 100, from: '2024-07-01' });
    expect(on('2025-07-01')).toMatchObject({ known: true, value: 200, from: '2025-07-01' });
  });

  it('gives no value before the first entry', () => {
    expect(on('2024-07-01')).toMatchObject({ known: true, value: 100 });
    expect(on('2024-06-30')).toEqual({
      known: false,
      parameter: 'contributionBaseFloor',
      why: 'before-first',
      candidates: [],
    });
  });

  it('is not published after the last known day, and names the last known value', () => {
    expect(on('2026-06-30')).toMatchObject({ known: true, value: 200 });
    expect(on('2026-07-01')).toEqual({
      known: false,
      parameter: 'contributionBaseFloor',
      why: 'not-published',
      candidates: [],
      lastKnown: 200,
    });
  });

  it('is not found where a search found nothing, and names the value from before', () => {
    const [first] = BAND.entries;
    if (first === undefined) throw new Error('no first entry');
    const lost = withEntries(first, {
      verified,
      from: plainDate('2025-07-01'),
      unknown: true,
      note: { zh: '未找到', en: 'not found' },
    });
    expect(on('2025-07-01', lost)).toMatchObject({
      known: false,
      why: 'not-found',
      lastKnown: 100,
      note: { zh: '未找到', en: 'not found' },
    });
    expect(on('2025-07-01', withEntries())).toMatchObject({ known: false, why: 'not-found' });
  });

  it('is contradictory where sources disagree, with all candidates and no value', () => {
    const candidates = [
      { value: 11, source: { ...notice, title: 'one' } },
      { value: 15, source: { ...notice, title: 'another' } },
    ];
    expect(on('2026-01-01', withEntries({ verified, candidates }))).toEqual({
      known: false,
      parameter: 'contributionBaseFloor',
      why: 'contradictory',
      candidates,
    });
  });

  it('holds on any day where the source gives no first day', () => {
    expect(on('1999-01-01', withEntries({ ...known, value: 25 }))).toMatchObject({ known: true, value: 25 });
  });

  it('gives no value where there is only a lead, and shows the lead apart', () => {
    const lead: Source = { grade: 'lead', issuer: '网页', title: '说法' };
    const [first] = BAND.entries;
    if (first === undefined) throw new Error('no first entry');
    const led = withEntries(first, {
      verified,
      from: plainDate('2025-07-01'),
      value: 300,
      source: lead,
      confidence: 'low',
    });
    expect(on('2025-07-01', led)).toEqual({
      known: false,
      parameter: 'contributionBaseFloor',
      why: 'lead',
      candidates: [],
      lead: { value: 300, source: lead },
      lastKnown: 100,
    });
  });

  it('ends with the source document where the entry names no end', () => {
    const ending = withEntries({
      ...known,
      from: plainDate('2022-07-01'),
      value: 10,
      source: { ...notice, until: plainDate('2025-06-30') },
    });
    expect(on('2025-06-30', ending)).toMatchObject({ known: true, value: 10, until: '2025-06-30' });
    expect(on('2025-07-01', ending)).toMatchObject({ known: false, why: 'not-published', lastKnown: 10 });
  });
});
