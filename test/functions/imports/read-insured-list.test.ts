import { describe, expect, it } from 'vitest';
import { openTable } from '../../../functions/files/open-table.ts';
import { FileRefused } from '../../../functions/files/table.ts';
import { readInsuredList } from '../../../functions/imports/read-insured-list.ts';
import { seal, TODAY } from '../../support/bill-files.ts';
import { filesForFile } from '../../support/file-fixtures.ts';
import { tableFiles, type Written } from '../../support/table-files.ts';

const tables = tableFiles(filesForFile());

const [ZHOU, WU] = ['110105199003070017', '110105199003070033'];
const UNIT = { names: ['北京示例科技有限公司'], numbers: [] as readonly string[] };

async function listIn(path: string, unit = UNIT) {
  return readInsuredList(await openTable(path), { seal, today: TODAY, unit });
}

async function refusal(path: string, unit = UNIT) {
  try {
    await listIn(path, unit);
    return undefined;
  } catch (error) {
    if (error instanceof FileRefused) return error.problem;
    throw error;
  }
}

const HEADERS = [
  ...['人员编号', '姓名', '证件类型', '证件号码', '险种类型', '人员参保状态', '本次参保日期', '暂停参保日期'],
  ...['首次参保日期', '缴费基数', '单位编号', '单位名称'],
];

/** A line of a list in the form of the national data set. Values that are not given are usual ones. */
function line(of: Partial<Record<string, Written>> = {}): readonly Written[] {
  const usual: Record<string, Written> = {
    人员编号: 'P001',
    姓名: '周一',
    证件类型: '居民身份证',
    证件号码: ZHOU,
    险种类型: '310',
    人员参保状态: '1',
    本次参保日期: '2026-03-01',
    首次参保日期: '2012-07-01',
    缴费基数: 9000,
    单位编号: 'U-77',
    单位名称: '北京示例科技有限公司',
  };
  return HEADERS.map((header) => of[header] ?? usual[header] ?? null);
}

describe('readInsuredList', () => {
  it('reads who is insured and since when; identity numbers are sealed as on bills', async () => {
    const rows = [
      ['北京市参保人员名单'],
      HEADERS,
      line(),
      line({
        人员编号: 'P002',
        姓名: '吴二',
        证件号码: WU,
        人员参保状态: '暂停参保',
        暂停参保日期: '2026-10-31',
      }),
      ['合计', '2人'],
      ['打印日期：2026-11-05'],
    ];
    const { masked, hash, problem } = seal({ type: 'resident-id', number: ZHOU });
    for (const path of [tables.csv(rows), tables.xlsx({ A: rows })]) {
      const { rows: people, bad, asOf, understood } = await listIn(path);
      expect(bad).toEqual([]);
      expect(asOf).toBe('2026-11-05');
      expect(people.map(({ cells }) => cells)).toEqual(
        people.map(({ name }) => expect.arrayContaining([name])),
      );
      expect(people.map(({ cells: _, ...it }) => it)).toEqual([
        {
          line: 3,
          name: '周一',
          agencyNumber: 'P001',
          identity: { masked, hash, ...(problem !== undefined && { problem }) },
          scheme: '310',
          status: 'insured',
          since: '2026-03-01',
        },
        expect.objectContaining({ line: 4, status: 'suspended' }),
      ]);
      expect(understood).toMatchObject({
        rows: 4,
        taken: 2,
        leftOut: { total: 1, note: 1 },
        insurance: 'column',
      });
    }
    expect(JSON.stringify(await listIn(tables.csv(rows)))).not.toContain(ZHOU);
  });

  it.each([
    ['人员参保状态', '1', 'insured'],
    ['人员参保状态', '正常参保', 'insured'],
    ['人员参保状态', '1-正常参保', 'insured'],
    ['人员参保状态', '正常参保(1)', 'insured'],
    ['人员参保状态', '01', 'insured'],
    ['人员参保状态', '2', 'suspended'],
    ['人员参保状态', '3', 'ended'],
    ['人员参保状态', '4', 'ended'],
    ['人员参保状态', '终止参保', 'ended'],
    ['人员参保状态', '停止参保', 'ended'],
    ['人员参保状态', '5', 'asked'],
    ['人员参保状态', '1-暂停参保', 'asked'],
    ['人员参保状态', '中止', 'asked'],
    ['人员参保状态', '未正常参保', 'asked'],
    ['人员参保状态', null, 'asked'],
    ['缴费状态', '1', 'insured'],
    ['缴费状态', '参保缴费', 'insured'],
    ['缴费状态', '2', 'suspended'],
    ['缴费状态', '暂停缴费', 'suspended'],
    ['缴费状态', '3', 'ended'],
    ['缴费状态', '4', 'asked'],
    ['缴费状态', '0', 'asked'],
  ])('reads %s %s as %s', async (header, word, status) => {
    const headers = ['个人编号', '姓名', '证件号码', '险种类型', header];
    const path = tables.csv([headers, ['P1', '周一', ZHOU, '310', word]]);
    const { rows, understood } = await listIn(path);
    expect(rows.map((row) => row.status)).toEqual([status]);
    expect(understood.asked).toEqual(status === 'asked' ? [{ header, word: word ?? '', rows: 1 }] : []);
    expect([understood.taken, understood.inQuestion]).toEqual(status === 'asked' ? [0, 1] : [1, 0]);
  });

  it('reports a row whose two statuses differ', async () => {
    const headers = ['个人编号', '证件号码', '险种类型', '人员参保状态', '缴费状态'];
    const rows = [headers, ['P1', ZHOU, '310', '1', '2'], ['P2', WU, '310', '4', '3']];
    const { rows: people, understood } = await listIn(tables.csv(rows));
    expect(people.map(({ status }) => status)).toEqual(['asked', 'ended']);
    expect(understood.asked).toEqual([{ header: '人员参保状态 / 缴费状态', word: '1 / 2', rows: 1 }]);
  });

  it('separates residents’ insurance from the employees’, and leaves out other insurances', async () => {
    const others = ['320', '330', '340', '392', '510', '110', '120', '210', '410'];
    const rows = [
      HEADERS,
      line(),
      line({ 险种类型: '390', 人员编号: 'P2' }),
      line({ 险种类型: '城乡居民基本医疗保险', 人员编号: 'P3' }),
      line({ 险种类型: '390', 人员参保状态: '4' }),
      ...others.map((code) => line({ 险种类型: code })),
    ];
    const { rows: people, understood } = await listIn(tables.csv(rows));
    expect(people.map(({ status, scheme }) => [status, scheme])).toEqual([
      ['insured', '310'],
      ['other-scheme', '390'],
      ['other-scheme', '城乡居民基本医疗保险'],
    ]);
    expect(understood.leftOut).toEqual({ 'other-insurance': others.length + 1 });
  });

  it('reports an unknown scheme by its name', async () => {
    const { rows, understood } = await listIn(tables.csv([HEADERS, line(), line({ 险种类型: '311' })]));
    expect(rows.map(({ status }) => status)).toEqual(['insured', 'asked']);
    expect(understood.asked).toEqual([{ header: '险种类型', word: '311', rows: 1 }]);
  });

  it('counts people who are not insured, and people of other units', async () => {
    const rows = [
      HEADERS,
      line(),
      line({ 人员参保状态: '0' }),
      line({ 单位名称: '上海示例科技有限公司' }),
      line({ 单位名称: '北京示例科技有限公司（总部）' }),
    ];
    const { rows: people, understood } = await listIn(tables.csv(rows));
    expect(people).toHaveLength(1);
    expect(understood.leftOut).toEqual({ 'not-insured': 1, 'other-unit': 2 });
  });

  it('finds its unit by the number too, and asks which of several units is meant', async () => {
    const headers = ['个人编号', '证件号码', '人员参保状态', '单位编号'];
    const one = tables.csv([headers, ['P1', ZHOU, '1', '77'], ['P2', WU, '1', '77']]);
    expect((await listIn(one)).rows).toHaveLength(2);
    const two = tables.csv([headers, ['P1', ZHOU, '1', '77'], ['P2', WU, '1', '78']]);
    expect(await refusal(two)).toEqual({ code: 'whose-rows', units: ['77', '78'] });
    const { rows, understood } = await listIn(two, { ...UNIT, numbers: ['78'] });
    expect(rows.map(({ agencyNumber }) => agencyNumber)).toEqual(['P2']);
    expect(understood.leftOut).toEqual({ 'other-unit': 1 });
  });

  it('reads the status of medical insurance if each insurance has its own', async () => {
    const headers = ['个人编号', '证件号码', '养老保险参保状态', '医疗保险参保状态'];
    const { rows, understood } = await listIn(tables.csv([headers, ['P1', ZHOU, '暂停参保', '正常参保']]));
    expect(rows.map(({ status }) => status)).toEqual(['insured']);
    expect(understood.insurance).toBe('headers');
  });

  it('reads a list without a status if the title says that everybody is insured', async () => {
    const rows = [
      ['个人编号', '姓名', '证件号码'],
      ['P1', '周一', ZHOU],
    ];
    expect((await listIn(tables.csv([['医疗保险在保人员名单'], ...rows]))).rows).toMatchObject([
      { status: 'insured', scheme: '职工基本医疗保险' },
    ]);
    expect(await refusal(tables.csv(rows))).toMatchObject({ code: 'no-header', missing: ['人员参保状态'] });
  });

  it('names the sheet of each row if there are several sheets', async () => {
    const wrong = line({ 本次参保日期: '不详' });
    const { rows, bad } = await listIn(
      tables.xlsx({ 正常参保: [HEADERS, line(), wrong], 暂停: [HEADERS, wrong, line({ 人员编号: 'P002' })] }),
    );
    expect(rows).toMatchObject([
      { sheet: '正常参保', line: 2 },
      { sheet: '暂停', line: 3 },
    ]);
    expect(bad).toMatchObject([
      { sheet: '正常参保', line: 3, problems: [{ sheet: '正常参保', line: 3, code: 'not-a-day' }] },
      { sheet: '暂停', line: 2, problems: [{ sheet: '暂停', line: 2, code: 'not-a-day' }] },
    ]);
    const one = await listIn(tables.xlsx({ 名单: [HEADERS, line(), wrong], 说明: [['请勿修改']] }));
    expect([...one.rows, ...one.bad].map(({ sheet }) => sheet)).toEqual([undefined, undefined]);
  });

  it.each([
    ['暂停参保日期', '不详', 'not-a-day'],
    ['缴费基数', '不详', 'not-an-amount'],
    ['单位编号', '9'.repeat(129), 'too-long'],
  ])('rejects a row whose %s cannot be read, although it is not used', async (header, word, code) => {
    const { rows, bad } = await listIn(tables.csv([HEADERS, line({ [header]: word })]));
    expect([rows.length, bad.map(({ problems }) => problems.map((it) => it.code))]).toEqual([0, [[code]]]);
  });

  it('refuses a list of other insurances only', async () => {
    expect(await refusal(tables.csv([HEADERS, line({ 险种类型: '110' })]))).toEqual({
      code: 'not-medical',
      said: ['110'],
    });
  });

  it('accepts a masked identity number only with the agency’s own number', async () => {
    const covered = '110***********0017';
    const rows = [HEADERS, line({ 证件号码: covered }), line({ 证件号码: covered, 人员编号: ' ' })];
    const { rows: people, bad } = await listIn(tables.csv(rows));
    expect(people.map(({ agencyNumber, identity }) => [agencyNumber, identity])).toEqual([
      ['P001', undefined],
    ]);
    expect(bad.map(({ problems }) => problems.map(({ code }) => code))).toEqual([['masked']]);
  });
});
