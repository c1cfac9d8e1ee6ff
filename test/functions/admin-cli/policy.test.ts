import { describe, expect, it } from 'vitest';
import { PARAMETER_NAMES } from '../../../domain/policy/parameter-kinds.ts';
import { REGIONS } from '../../../domain/regions/index.ts';
import type { PolicyGap, PolicySheet } from '../../../domain/regions/policy-report.ts';
import { canbaoJson, runCanbao } from '../../support/command-line.ts';

interface Gaps {
  readonly day: string;
  readonly staleAfterMonths: number;
  readonly gaps: readonly PolicyGap[];
}

describe('canbao policy show', () => {
  it('is the sheet of the region on the day', async () => {
    const sheet = await canbaoJson<PolicySheet>(['policy', 'show', '北京市', '--on', '2026-07-01']);
    expect(sheet).toMatchObject({ region: '北京', regionShipped: true, day: '2026-07-01' });
    expect(sheet.lines.map((line) => line.parameter)).toEqual(PARAMETER_NAMES);
    expect(sheet.lines.find((line) => line.parameter === 'contributionBaseFloor')).toMatchObject({
      level: 'region',
      answer: { known: true, value: '7270.00', from: '2026-07-01', published: '2026-08-21' },
    });
  });

  it('is for today in China where no day is given', async () => {
    expect(await canbaoJson<PolicySheet>(['policy', 'show', '上海'])).toMatchObject({ day: '2026-12-01' });
  });

  it('tells people value, source, confidence, dates and note', async () => {
    const { code, out } = await runCanbao(['policy', 'show', '北京', '--on', '2026-09-01']);
    expect(code).toBe(0);
    expect(out).toContain('医保缴费基数下限 (contributionBaseFloor)：7270.00 元/月 [当地]');
    expect(out).toContain('北京市人力资源和社会保障局');
    expect(out).toContain('自 2026-07-01，至 2027-06-30，2026-08-21 公布，2026-11-29 核实');
    expect(out).toContain('可信度低，须核实');
    expect(out).toContain('离职人员最后应缴月 (lastPayableMonth)：未知');
  });

  it('never shows a value for what is not known', async () => {
    const { out } = await runCanbao(['policy', 'show', '深圳', '--on', '2027-01-01', '--language', 'en']);
    expect(out).toContain('(contributionBaseFloor): not published; before that it was 6727.00');
    expect(out).toContain("unit's medical rate (unitMedicalRate): 6% of the base [local]");
    expect(out).toContain('unitMaternityRate): not known, only a lead 0.45% (');
  });

  it('says when nothing ships for a region, and for which it does', async () => {
    const { code, out } = await runCanbao(['policy', 'show', '青岛']);
    expect(code).toBe(0);
    for (const region of REGIONS.keys()) expect(out).toContain(region);
    expect(out).toContain('没有内置“青岛”的数据，只按全国规定和山东省规定计算');
    expect(out).toContain('此地数据不全，没有可引用的：医保缴费基数下限、单位医保费率、每月缴费截止日');
  });

  it.each([
    ['no region', ['policy', 'show']],
    ['no day', ['policy', 'show', '北京', '--on', '2026-02-30']],
    ['a misspelt region', ['policy', 'show', '北亰']],
  ])('exits 2 on %s', async (_name, args) => {
    const { code, out, err } = await runCanbao(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).not.toBe('');
  });
});

describe('canbao policy gaps', () => {
  it('lists what is missing in every region', async () => {
    const { day, staleAfterMonths, gaps } = await canbaoJson<Gaps>(['policy', 'gaps']);
    expect({ day, staleAfterMonths }).toEqual({ day: '2026-12-01', staleAfterMonths: 6 });
    expect(new Set(gaps.map((gap) => gap.region))).toEqual(new Set(REGIONS.keys()));
  });

  it('narrows to a region and a kind', async () => {
    const args = ['policy', 'gaps', '--on', '2027-07-01', '--region', '北京市', '--kind', 'not-published'];
    const { gaps } = await canbaoJson<Gaps>(args);
    expect(gaps.map((gap) => gap.parameter)).toEqual(['contributionBaseFloor', 'contributionBaseCeiling']);
  });

  it('takes the months after which a look is too long ago', async () => {
    const stale = async (months: string) => {
      const args = ['policy', 'gaps', '--kind', 'stale', '--on', '2027-01-30', '--stale-after', months];
      return (await canbaoJson<Gaps>(args)).gaps.length;
    };
    expect(await stale('2')).toBeGreaterThan(0);
    expect(await stale('3')).toBe(0);
  });

  it('tells people by region, with what the sources say', async () => {
    const { out } = await runCanbao(['policy', 'gaps', '--region', '上海', '--language', 'en']);
    expect(out).toContain('only a lead removal cut-off (removalCutOffDay): 11 (');
    expect(out.split('\n')[0]).toMatch(/^上海 \(\d+\)$/);
  });

  it('says so when there is nothing', async () => {
    expect((await runCanbao(['policy', 'gaps', '--kind', 'stale'])).out).toBe('没有');
  });

  it.each([
    ['an unknown kind', ['--kind', 'missing']],
    ['months out of range', ['--stale-after', '0']],
    ['a day that is none', ['--on', 'today']],
  ])('exits 2 on %s', async (_name, args) => {
    expect((await runCanbao(['policy', 'gaps', ...args])).code).toBe(2);
  });
});
