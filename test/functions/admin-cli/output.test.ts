import { chmodSync, readFileSync, statSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { commandToPaste } from '../../../functions/admin-cli/frame/suggest.ts';
import { type BillStage, billStage } from '../../support/bill-stage.ts';
import { canbaoJson, runCanbao } from '../../support/command-line.ts';
import { dynamodbForFile, filesForFile } from '../../support/file-fixtures.ts';
import { aHire, aLeave } from '../../support/some-facts.ts';

const db = await dynamodbForFile();
let stage: BillStage;
const files = filesForFile();
beforeEach(async () => {
  stage = await billStage(db);
});

const UNIT = { unitId: 'U1', name: '北京示例', region: '北京', channel: 'online', staff: [] };

const register = (unit: object = UNIT) =>
  stage.json('registry', 'apply', files.write('registry.json', JSON.stringify({ units: [unit] })));

describe('an error with --json', () => {
  it.each<[readonly string[], number, string]>([
    [['explain', 'enrolment', '--hired', '2026-02-30'], 2, 'bad-usage'],
    [['nothing'], 2, 'bad-usage'],
    [['guide', 'leaver'], 2, 'bad-usage'],
    [['registry', 'apply', '/none/there.json', '--data', '/none'], 1, 'failed'],
  ])('is one document for %j, with exit code %i', async (args, code, name) => {
    const plain = await runCanbao(args);
    const run = await runCanbao([...args, '--json']);
    expect({ code: run.code, out: run.out }).toEqual({ code, out: '' });
    expect(plain.code).toBe(code);
    expect(JSON.parse(run.err)).toEqual({ error: { code: name, message: plain.err } });
  });

  it('names the problem of a refused action', async () => {
    const run = await stage.run('acknowledge', 'E1/2026-11-02/enrolment', '--json');
    expect(run.code).toBe(1);
    expect(JSON.parse(run.err).error.code).toBe('case-not-open');
  });
});

describe('control characters in text from outside', () => {
  const OBEYED = /[\p{Cc}\p{Bidi_Control}]/u;

  it.each([
    ['a file name', ['registry', 'apply', '/none/\u001b[2Jgone.json']],
    ['a unit', ['cases', '--unit', 'U\u001b]0;x\u0007']],
    ['a case', ['acknowledge', 'E1\u001b[31m/x/enrolment\u202e']],
    ['an option', ['cases', '--\u009b31m']],
  ])('are not printed: %s', async (_, args) => {
    const run = await stage.run(...args);
    expect(run.code).toBeGreaterThan(0);
    expect(run.err.replaceAll('\n', '')).not.toMatch(OBEYED);
    const json = await stage.run(...args, '--json');
    expect(json.err.replaceAll('\n', '')).not.toMatch(OBEYED);
  });
});

describe('a suggested command', () => {
  it.each<[readonly string[], string]>([
    [['canbao', 'facts', 'BJ-0001'], 'canbao facts BJ-0001'],
    [['--data', '/home/王 芳/$x'], "--data '/home/王 芳/$x'"],
    [['it’s', "it's", ''], "'it’s' 'it'\\''s' ''"],
    [['a\nb', "c'\u001b"], "$'a\\u000ab' $'c\\'\\u001b'"],
  ])('can be pasted: %j', (parts, written) => {
    expect(commandToPaste(...parts)).toBe(written);
  });

  it('quotes a file name with spaces', async () => {
    await register();
    await stage.take(aHire({ employeeId: 'E1', unitId: 'U1', hiredOn: '2026-01-05' }));
    const bill = '工号,姓名,费款所属期,单位缴费金额,个人缴费金额\r\nE1,张三,202610,980,203\r\n';
    const file = files.write('my bill.csv', bill);
    const { out } = await stage.run('import', 'charges', file, '--unit', 'U1');
    expect(out).toContain(`canbao import charges '${file}' --unit U1 --apply`);
  });
});

describe('the Chinese output', () => {
  it('has words for the channel, roles and languages of a unit', async () => {
    const staff = [{ email: 'a@example.com', name: '王芳', roles: ['handler', 'manager'] }];
    await register({ ...UNIT, channel: 'counter', staff });
    const { out } = await stage.run('registry', 'show');
    expect(out).toContain('U1  北京示例 · 北京 · 窗口');
    expect(out).toContain('王芳 <a@example.com> 经办人、主管 (中文)');
    const english = await stage.run('registry', 'show', '--language', 'en');
    expect(english.out).toContain('handler, manager (Chinese)');
  });

  it('has Chinese words for the fields of facts and their values', async () => {
    await stage.take(
      aHire({ employeeId: 'E1', unitId: 'U1', hiredOn: '2026-01-05' }),
      aLeave({ employeeId: 'E1', lastWorkingDay: '2026-11-20' }),
    );
    const { out } = await stage.run('facts', 'E1');
    expect(out).toContain('入职  参保单位 U1，姓名 张三，入职日 2026-01-05');
    expect(out).toMatch(/离职 .*最后工作日 2026-11-20，原因 辞职/);
    const english = await stage.run('facts', 'E1', '--language', 'en');
    expect(english.out).toContain('lastWorkingDay 2026-11-20, reason resigned');
  });

  it('names the kind of case that the documents are for', async () => {
    expect((await runCanbao(['explain', 'documents', '--case', 'removal'])).out).toContain('材料：减员申报');
  });
});

describe('canbao cases', () => {
  it('prints each step of a case on its own line', async () => {
    await register();
    await stage.take(aHire({ employeeId: 'E1', unitId: 'U1', hiredOn: '2026-11-16' }));
    const { out } = await stage.run('cases');
    const steps = out.split('\n').filter((line) => /^ {4}\d\) /.test(line));
    expect(steps.length).toBeGreaterThan(1);
    expect(out).toContain('  怎么办：\n    1) ');
    const { cases } = await stage.json<{ cases: { steps: object[] }[] }>('cases');
    expect(steps).toHaveLength(cases[0]?.steps.length ?? 0);
  });
});

describe('canbao rebuild --unit', () => {
  it('refuses an unknown unit, and accepts one that only facts name', async () => {
    await register();
    await stage.take(aHire({ employeeId: 'E1', unitId: 'U2', hiredOn: '2026-11-16' }));
    const { code, err } = await stage.run('rebuild', '--unit', 'U9');
    expect({ code, err }).toEqual({ code: 2, err: '没有参保单位 U9；有 U1、U2、?' });
    expect(await stage.json('rebuild', '--unit', 'U2')).toMatchObject({ employees: 1 });
  });
});

describe('an existing file', () => {
  it('is overwritten by canbao ledger only with --force', async () => {
    await register();
    const out = files.write('kept.csv', 'kept');
    const ledger = ['ledger', 'leavers', '--unit', 'U1', '--month', '2026-10', '--out', out];
    const { code, err } = await stage.run(...ledger);
    expect(code).toBe(1);
    expect(err).toContain('--force');
    expect(readFileSync(out, 'utf8')).toBe('kept');
    await stage.json(...ledger, '--force');
    expect(readFileSync(out, 'utf8')).toContain('最后工作日');
  });

  it.each([
    ['readable by everybody', 0o644],
    ['readable by its owner only', 0o600],
  ])('is overwritten with a file that only its owner can read, although it was %s', async (_, mode) => {
    await register();
    const file = files.write('ledger-to-hide.csv', 'a longer content of another file'.repeat(100));
    chmodSync(file, mode);
    const ledger = ['ledger', 'leavers', '--unit', 'U1', '--month', '2026-11', '--out', file];
    await stage.json(...ledger, '--force');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).not.toContain('another');
  });

  it('is overwritten by canbao guide --eml only with --force', async () => {
    const eml = files.write('kept.eml', 'kept');
    const guide = ['guide', 'leaver', '--left', '2026-06-20', '--eml', eml];
    const { code, err } = await runCanbao(guide);
    expect([code, err]).toEqual([1, expect.stringMatching(/^邮件草稿没有写成：.*--force/)]);
    expect(readFileSync(eml, 'utf8')).toBe('kept');
    await canbaoJson([...guide, '--force']);
    expect(readFileSync(eml, 'utf8')).toContain('X-Unsent: 1');
  });
});
