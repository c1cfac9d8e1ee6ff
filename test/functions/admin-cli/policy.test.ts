import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkLocalPolicy, type LocalPolicy } from '../../../domain/policy/local-policy.ts';
import { PARAMETER_NAMES } from '../../../domain/policy/parameter-kinds.ts';
import { REGIONS } from '../../../domain/regions/index.ts';
import type { DecidingGap, PolicyGap, PolicySheet } from '../../../domain/regions/policy-report.ts';
import { registrySchema } from '../../../domain/units/unit.ts';
import type { Store } from '../../../functions/deployment/deployment.ts';
import { canbaoJson, runCanbao } from '../../support/command-line.ts';
import { filesForFile } from '../../support/file-fixtures.ts';

interface Gaps {
  readonly day: string;
  readonly staleAfterMonths: number;
  readonly gaps: readonly PolicyGap[];
}

interface Checked {
  readonly compared: readonly unknown[];
  readonly localPolicy: Readonly<Record<string, LocalPolicy>>;
}

describe('canbao policy show', () => {
  it('gives the sheet of the region on the day', async () => {
    const sheet = await canbaoJson<PolicySheet>(['policy', 'show', '北京市', '--on', '2026-07-01']);
    expect(sheet).toMatchObject({ region: '北京', regionShipped: true, day: '2026-07-01' });
    expect(sheet.lines.map((line) => line.parameter)).toEqual(PARAMETER_NAMES);
    expect(sheet.lines.find((line) => line.parameter === 'contributionBaseFloor')).toMatchObject({
      level: 'region',
      answer: { known: true, value: '7270.00', from: '2026-07-01', published: '2026-08-21' },
    });
  });

  it('gives the sheet of today in China without a day', async () => {
    expect(await canbaoJson<PolicySheet>(['policy', 'show', '上海'])).toMatchObject({ day: '2026-12-01' });
  });

  it('prints value, source, confidence, dates and note', async () => {
    const { code, out } = await runCanbao(['policy', 'show', '北京', '--on', '2026-09-01']);
    expect(code).toBe(0);
    expect(out).toContain('医保缴费基数下限 (contributionBaseFloor)：7270.00 元/月 [当地]');
    expect(out).toContain('北京市人力资源和社会保障局');
    expect(out).toContain('自 2026-07-01，至 2027-06-30，2026-08-21 公布，2026-11-29 核实');
    expect(out).toContain('可信度低，须核实');
    expect(out).toContain('离职人员最后应缴月 (lastPayableMonth)：未知');
  });

  it('shows no value for what is unknown', async () => {
    const { out } = await runCanbao(['policy', 'show', '深圳', '--on', '2027-01-01', '--language', 'en']);
    expect(out).toContain('(contributionBaseFloor): not published; before that it was 6727.00');
    expect(out).toContain("unit's medical rate (unitMedicalRate): 6% of the base [local]");
    expect(out).toContain('unitMaternityRate): unknown, only an unconfirmed value 0.45% (');
  });

  it('says that a region has no data, and names the regions that have', async () => {
    const { code, out } = await runCanbao(['policy', 'show', '青岛']);
    expect(code).toBe(0);
    for (const region of REGIONS.keys()) expect(out).toContain(region);
    expect(out).toContain('没有内置“青岛”的数据，只按全国规定和山东省规定计算');
    expect(out).toContain('此地数据不全，没有可引用的：医保缴费基数下限、单位医保费率、每月缴费截止日');
  });

  it.each([
    ['no region', ['policy', 'show']],
    ['no day', ['policy', 'show', '北京', '--on', '2026-02-30']],
    ['a misspelled region', ['policy', 'show', '北亰']],
  ])('exits 2 on %s', async (_name, args) => {
    const { code, out, err } = await runCanbao(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).not.toBe('');
  });
});

describe('canbao policy check', () => {
  const files = filesForFile();
  const fileOf = (...rows: readonly string[]) =>
    files.write('told.csv', ['region,parameter,value,from,until,source', ...rows, ''].join('\n'));

  it('compares each line with the published data, and makes the localPolicy', async () => {
    const file = fileOf(
      '北京,unitMedicalRate,9.8%,2024-01-01,,朝阳区医保中心电话',
      'Beijing,医保缴费基数下限,7271,2026-07-01,2027-06-30,朝阳区医保中心电话',
      '北京市,refundWay,refund,2026-01-01,,朝阳区医保中心电话',
      '上海,unitMedicalRate,9%,2026-01-01,,浦东新区社保中心窗口',
      '深圳,enrolmentCutOffDay,18,2026-01-01,,窗口',
    );
    const out = join(files.directory, 'local.json');
    const answer = await canbaoJson<Checked>(['policy', 'check', file, '--out', out]);
    expect(answer.compared).toEqual([
      expect.objectContaining({ region: '北京', localValue: '9.8%', verdict: 'lead-same', shipped: '9.8%' }),
      expect.objectContaining({ localValue: '7271.00', verdict: 'differs', shipped: '7270.00' }),
      expect.objectContaining({ localValue: 'refund', verdict: 'not-shipped' }),
      expect.objectContaining({ region: '上海', localValue: '9%', verdict: 'same' }),
      expect.objectContaining({ region: '深圳', localValue: 18, verdict: 'lead-differs', shipped: 20 }),
    ]);
    expect(answer.localPolicy.北京?.contributionBaseFloor).toEqual({
      value: '7271.00',
      from: '2026-07-01',
      until: '2027-06-30',
      source: '朝阳区医保中心电话',
      verifiedOn: '2026-12-01',
    });
    expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual(answer.localPolicy);
    const again = ['policy', 'check', file, '--out', out];
    expect((await runCanbao(again)).err).toContain('--force');
    expect((await runCanbao([...again, '--force'])).code).toBe(0);
    for (const localPolicy of Object.values(answer.localPolicy)) {
      expect(checkLocalPolicy(localPolicy)).toEqual([]);
    }
  });

  it('prints the comparison, and uses the line in force today if a parameter has several', async () => {
    const file = fileOf(
      '南京,unitMedicalRate,8%,2022-01-01,2023-03-31,窗口',
      '南京,unitMedicalRate,7%,2023-04-01,,窗口',
      '南京,unitMedicalRate,6%,2027-04-01,,窗口',
    );
    const { out } = await runCanbao(['policy', 'check', file]);
    expect(out).toContain('南京 单位医保费率 (unitMedicalRate)：缴费基数的 7% (2023-04-01) 与内置一致');
    expect(out).toContain('"value": "7%"');
    expect(out).not.toContain('"value": "6%"');
  });

  it.each([
    ['北亰,unitMedicalRate,9.8%,2024-01-01,,窗口', '第 2 行：没有叫“北亰”的地区，最接近的是 北京'],
    ['北京,unitRate,9.8%,2024-01-01,,窗口', '第 2 行：没有参数“unitRate”'],
    ['北京,unitMedicalRate,9.8,2024-01-01,,窗口', '第 2 行：“9.8”不能用'],
    ['北京,unitMedicalRate,9.8%,2024-13-01,,窗口', '第 2 行：日期请写 YYYY-MM-DD'],
    ['北京,unitMedicalRate,9.8%,2024-01-01,,', '第 2 行：缺少来源'],
  ])('refuses the line %s', async (row, problem) => {
    const { code, out, err } = await runCanbao(['policy', 'check', fileOf(row)]);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(problem);
  });

  it('refuses a file without its columns', async () => {
    const file = files.write('other.csv', 'city,value\n北京,9.8%\n');
    const { code, err } = await runCanbao(['policy', 'check', file]);
    expect(code).toBe(1);
    expect(err).toContain('缺少列：region, parameter, from, source');
  });
});

describe('canbao policy gaps --deciding', () => {
  const registry = registrySchema.parse({
    units: [
      { unitId: 'BJ', name: '北京', region: '北京', channel: 'online', staff: [] },
      {
        unitId: 'SH',
        name: '上海',
        region: '上海市',
        channel: 'online',
        staff: [],
        localPolicy: {
          refundWay: { value: 'offset', from: '2026-01-01', source: '窗口', verifiedOn: '2026-11-01' },
        },
      },
    ],
  });
  const people: Readonly<Record<string, number>> = { BJ: 3, SH: 40 };
  const store = {
    registry: { load: async () => ({ registry }) },
    async *employeeIds({ unitId = '' }) {
      for (let i = 0; i < (people[unitId] ?? 0); i++) yield `${unitId}${i}`;
    },
    close: () => undefined,
  } as unknown as Store;
  const world = { openStore: async () => store };

  it('lists what affects a date or an amount of the units, with most people first', async () => {
    const { gaps } = await canbaoJson<{ gaps: readonly DecidingGap[] }>(
      ['policy', 'gaps', '--deciding'],
      world,
    );
    expect([gaps[0]?.region, gaps.at(-1)?.region]).toEqual(['上海', '北京']);
    expect(gaps).toContainEqual(
      expect.objectContaining({ region: '北京', parameter: 'unitMedicalRate', kind: 'lead', people: 3 }),
    );
    expect(gaps).not.toContainEqual(expect.objectContaining({ region: '上海', parameter: 'refundWay' }));
    expect(gaps).not.toContainEqual(expect.objectContaining({ parameter: 'residentLateUntil' }));
  });

  it('prints the people and units concerned', async () => {
    const { out } = await runCanbao(['policy', 'gaps', '--deciding', '--region', '北京'], world);
    expect(out).toContain('北京 (3 人，单位 BJ) 只有线索 单位医保费率 (unitMedicalRate)');
    expect(out).not.toContain('上海');
  });
});

describe('canbao policy gaps', () => {
  it('lists what is missing in every region', async () => {
    const { day, staleAfterMonths, gaps } = await canbaoJson<Gaps>(['policy', 'gaps']);
    expect({ day, staleAfterMonths }).toEqual({ day: '2026-12-01', staleAfterMonths: 6 });
    expect(new Set(gaps.map((gap) => gap.region))).toEqual(new Set(REGIONS.keys()));
  });

  it('selects a region and a kind', async () => {
    const args = ['policy', 'gaps', '--on', '2027-07-01', '--region', '北京市', '--kind', 'not-published'];
    const { gaps } = await canbaoJson<Gaps>(args);
    expect(gaps.map((gap) => gap.parameter)).toEqual([
      'contributionBaseFloor',
      'contributionBaseCeiling',
      'baseDeclarationUntil',
      'flexibleMedicalFixedAmount',
      'residentWindowFrom',
      'residentWindowTo',
      'residentCoverFrom',
    ]);
  });

  it('takes the number of months after which a value is stale', async () => {
    const stale = async (months: string) => {
      const args = ['policy', 'gaps', '--kind', 'stale', '--on', '2027-01-30', '--stale-after', months];
      return (await canbaoJson<Gaps>(args)).gaps.length;
    };
    expect(await stale('2')).toBeGreaterThan(0);
    expect(await stale('3')).toBe(0);
  });

  it('prints the gaps by region, with what the sources say', async () => {
    const { out } = await runCanbao(['policy', 'gaps', '--region', '上海', '--language', 'en']);
    expect(out).toContain('only a lead removal cut-off (removalCutOffDay): 11 (');
    expect(out.split('\n')[0]).toMatch(/^上海 \(\d+\)$/);
  });

  it('says that there are no gaps', async () => {
    expect((await runCanbao(['policy', 'gaps', '--kind', 'stale'])).out).toBe('没有');
  });

  it.each([
    ['an unknown kind', ['--kind', 'missing']],
    ['months out of range', ['--stale-after', '0']],
    ['an invalid day', ['--on', 'today']],
  ])('refuses %s with exit code 2', async (_name, args) => {
    expect((await runCanbao(['policy', 'gaps', ...args])).code).toBe(2);
  });
});
