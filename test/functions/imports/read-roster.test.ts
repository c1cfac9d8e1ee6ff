import { describe, expect, it } from 'vitest';
import { openTable } from '../../../functions/files/open-table.ts';
import { FileRefused } from '../../../functions/files/table.ts';
import { readRoster } from '../../../functions/imports/read-roster.ts';
import { seal, TODAY } from '../../support/bill-files.ts';
import { filesForFile } from '../../support/file-fixtures.ts';
import { tableFiles } from '../../support/table-files.ts';

const tables = tableFiles(filesForFile());

const HEADERS = ['工号', '姓名', '入职日期', '离职日期', '员工状态'];

async function rosterIn(path: string, sheet?: string) {
  const how = { seal, today: TODAY, unitNamed: () => undefined, sheet };
  return readRoster(await openTable(path), how);
}

describe('readRoster: days', () => {
  it.each([
    [46026.9995, '2026-01-05'],
    [46027, '2026-01-05'],
    [46027.75, '2026-01-05'],
    [46026.99, '2026-01-04'],
  ])('reads the serial number %d as %s, formatted as a day or not', async (serial, day) => {
    const rows = [HEADERS, ['E1', '甲', serial], ['E2', '乙', { xml: ` s="1"><v>${serial}</v>` }]];
    const read = await rosterIn(tables.xlsx({ A: rows }, { formats: ['yyyy/m/d'] }));
    expect(read.rows.map(({ hiredOn }) => hiredOn)).toEqual([day, day]);
  });
});

describe('readRoster: status', () => {
  it.each([
    '未离职',
    '预离职',
    '待离职',
    '即将离职',
    '离职中',
    '离职办理中',
    '离职审批中',
    '离职申请中',
    '离职交接',
    'Not terminated',
    'Pending resignation',
    'Serving notice (resigned)',
    '退休返聘',
    '正式',
    '试用期',
    'Non-inactive',
    '在职',
    'Active',
    null,
  ])('reads %s as in service', async (status) => {
    const headers = [...HEADERS.slice(0, -1), '状态'];
    const { rows } = await rosterIn(tables.csv([headers, ['E1', '甲', '2026-01-05', null, status]]));
    expect(rows.map(({ hasLeft }) => hasLeft)).toEqual([undefined]);
  });

  it.each([
    '离职',
    '已离职',
    '离职人员',
    '离职（2026-11-20）',
    '离职-主动',
    'Terminated',
    'LEFT',
    '退休',
    '已辞退',
  ])('reads %s as left', async (status) => {
    const { rows } = await rosterIn(tables.csv([HEADERS, ['E1', '甲', '2026-01-05', null, status]]));
    expect(rows.map(({ hasLeft }) => hasLeft)).toEqual([true]);
  });

  it('reports an unknown word for leaving', async () => {
    const people = ['辞职信已收', '辞职信已收', '正式'].map((status, i) => [
      `E${i}`,
      '甲',
      '2026-01-05',
      null,
      status,
    ]);
    const { understood, rows } = await rosterIn(tables.csv([HEADERS, ...people]));
    expect(understood.asked).toEqual([{ header: '员工状态', word: '辞职信已收', rows: 2 }]);
    expect(rows.every(({ hasLeft }) => hasLeft === undefined)).toBe(true);
  });
});

describe('readRoster: rows around the people', () => {
  it('skips a title above and notes below', async () => {
    const rows = [
      ['某某公司员工花名册'],
      HEADERS,
      ['E1', '甲', '2026.1.5', null, '正式'],
      ['E2', '乙', '2026.1.5', null, '正式'],
      [null, null, null],
      ['合计', '2人'],
      ['制表人：丙', null, '审核人：丁'],
      ['人数：2'],
      ['共 2 人'],
    ];
    for (const path of [tables.csv(rows), tables.xlsx({ A: rows })]) {
      const read = await rosterIn(path);
      expect([read.rows.length, read.bad.length]).toEqual([2, 0]);
      expect(read.understood.leftOut).toEqual({ total: 1, note: 3 });
    }
  });

  it('keeps a person whose name or remark looks like a total', async () => {
    const headers = [...HEADERS, '备注'];
    const rows = [headers, ['E1', '合计', '2026-01-05', null, null, '小计'], ['E2', '共', '2026-01-05']];
    expect((await rosterIn(tables.csv(rows))).rows).toHaveLength(2);
  });
});

describe('readRoster: sheets', () => {
  const IN_SERVICE = [HEADERS, ['E1', '甲', '2026-01-05', null, '正式']];
  const LEFT = [HEADERS, ['E2', '乙', '2026-01-05', '2026-11-20', '离职']];

  it('reads the sheets of those in service and those who left, and skips notes', async () => {
    const { rows, understood } = await rosterIn(
      tables.xlsx({ 填写说明: [['填写说明'], ['1. 日期格式 yyyy-mm-dd']], 在职: IN_SERVICE, 离职: LEFT }),
    );
    expect(rows.map(({ employeeId, lastWorkingDay }) => [employeeId, lastWorkingDay])).toEqual([
      ['E1', undefined],
      ['E2', '2026-11-20'],
    ]);
    expect(understood.sheets.map(({ name }) => name)).toEqual(['在职', '离职']);
    expect(understood.passedOver).toEqual([{ name: '填写说明', why: 'no-headers' }]);
  });

  it('takes the status from the sheet’s name if the row has none', async () => {
    const undated = ['工号', '姓名', '入职日期'];
    const sheets = {
      在职: [undated, ['E1', '甲', '2026-01-05']],
      离职人员: [undated, ['E2', '乙', '2026-01-05']],
    };
    const { rows } = await rosterIn(tables.xlsx(sheets));
    expect(rows.map(({ hasLeft }) => hasLeft)).toEqual([undefined, true]);
  });

  it('reads only the first of several months, or only the named sheet', async () => {
    const path = tables.xlsx({ '2026年11月': IN_SERVICE, '2026年10月': LEFT });
    const { rows, understood } = await rosterIn(path);
    expect(rows.map(({ employeeId }) => employeeId)).toEqual(['E1']);
    expect(understood.passedOver).toEqual([{ name: '2026年10月', why: 'another-is-read' }]);
    expect((await rosterIn(path, '2026年10月')).rows.map(({ employeeId }) => employeeId)).toEqual(['E2']);
    await expect(rosterIn(path, '十月')).rejects.toThrow(FileRefused);
  });
});

describe('readRoster: people', () => {
  it('takes the document type from the list, or else from the number', async () => {
    const people: readonly [string, string, string][] = [
      ['外国护照', 'E12345678', 'passport'],
      ['港澳台居民居住证', '810000199001011230', 'hmt-residence-permit'],
      ['外国人永久居留身份证', '91184019900101123X', 'foreign-permanent-resident'],
      ['台湾居民来往大陆通行证', '01234567', 'hmt-travel-permit'],
      ['港澳居民来往内地通行证', 'H12345678', 'hmt-travel-permit'],
      ['居民身份证', '11010519491231002X', 'resident-id'],
    ];
    for (const withType of [true, false]) {
      const rows = people.map(([type, number], i) => [
        `F${i}`,
        '某',
        withType ? type : null,
        number,
        '2026-11-02',
      ]);
      const headers = ['工号', '姓名', '证件类型', '证件号码', '入职日期'];
      const read = await rosterIn(tables.csv([headers, ...rows]));
      expect(read.rows.map(({ identity }) => [identity?.type, identity?.problem])).toEqual(
        people.map(([, , type]) => [type, undefined]),
      );
    }
  });

  it('reads employee ids as they are shown', async () => {
    const cells = [{ xml: ' s="1"><v>12</v>' }, { xml: ' s="2"><v>12</v>' }, '\u202dE3\u202c', '="0012"', 12];
    const rows = [HEADERS, ...cells.map((cell) => [cell, '甲', '2026-11-02'])];
    const { rows: read } = await rosterIn(tables.xlsx({ A: rows }, { formats: ['0000', '"E"0'] }));
    expect(read.map(({ employeeId }) => employeeId)).toEqual(['0012', 'E12', 'E3', '="0012"', '12']);
  });

  it('reads people under headers in two rows', async () => {
    const rows = [
      ['工号', '姓名', '任职日期', null, '员工状态'],
      [null, null, '入职日期', '离职日期', null],
      ['E1', '甲', '2026-01-05', '2026-11-20', '离职'],
    ];
    const { rows: read, understood } = await rosterIn(tables.csv(rows));
    expect(read).toMatchObject([{ employeeId: 'E1', hiredOn: '2026-01-05', lastWorkingDay: '2026-11-20' }]);
    expect(understood.sheets[0]?.headerLines).toEqual([1, 2]);
  });
});
