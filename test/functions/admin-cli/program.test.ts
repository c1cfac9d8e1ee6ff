import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCanbao } from '../../support/command-line.ts';
import { filesForFile } from '../../support/file-fixtures.ts';

const CANBAO = join(import.meta.dirname, '../../../functions/admin-cli/canbao.ts');

const files = filesForFile();

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Starts the command line as a separate process. */
function start(args: readonly string[], nodeArgs: readonly string[] = []): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, [...nodeArgs, CANBAO, ...args], (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
}

describe('the process canbao', () => {
  it('exits 0 and prints only one JSON document', async () => {
    const { code, out, err } = await start(['explain', 'enrolment', '--hired', '2026-01-16', '--json']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const fields = ['statutoryDueOn', 'lastLawfulDay', 'localCutOff', 'actBy', 'daysLeft', 'because'];
    expect(Object.keys(JSON.parse(out))).toEqual(fields);
  });

  it('exits 2 on bad usage, with nothing on stdout', async () => {
    const { code, out, err } = await start(['explain', 'enrolment', '--hired', '2026-02-30', '--json']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('2026-02-30');
  });

  it('exits 1 if the stack is not running, and says how to start it', async () => {
    const { code, err } = await start(['cases', '--data', join(files.directory, 'none')]);
    expect(code).toBe(1);
    expect(err).toContain('npm start');
  });

  it('loads no SDK and no schema library for canbao explain', async () => {
    const watch = files.write(
      'watch.mjs',
      `import { registerHooks } from 'node:module';
       registerHooks({ load(url, context, next) {
         if (/node_modules.(@aws-sdk|@smithy|zod)/.test(url)) throw new Error('loaded ' + url);
         return next(url, context);
       } });`,
    );
    const watched = ['--import', watch];
    expect((await start(['explain', 'removal', '--left', '2026-09-30'], watched)).code).toBe(0);
    // Proves that the check works: a command that needs a store does load an SDK.
    expect((await start(['cases', '--stage', 'x'], watched)).err).toContain('loaded');
  });
});

describe('bad usage of canbao', () => {
  it.each<[readonly string[], string, string]>([
    [[], '缺少命令', 'rebuild'],
    [['nothing'], '没有命令 nothing', 'explain, cases, daily'],
    [
      ['explain'],
      '缺少命令',
      'enrolment, removal, eligibility, cover, base, late-fee, back-payment, gap, retirement, documents, identity, credit-code',
    ],
    [['explain', 'base-jump'], '没有命令 base-jump', 'credit-code'],
    [['explain', 'enrolment'], '必须给出 --hired <day>', 'explain enrolment --help'],
    [['explain', 'enrolment', '--hired'], '--hired <day> 后面缺少值', '--help'],
    [['explain', 'enrolment', '--hired', '26-1-1'], '--hired "26-1-1"', 'YYYY-MM-DD'],
    [['explain', 'enrolment', '--hired', '2926-01-01'], '超出范围', '1900'],
    [['explain', 'enrolment', '--hired', '2026-01-01', '--region', ' '], '--region', '不能为空'],
    [['explain', 'enrolment', '--hired', '2026-01-01', '--frist'], '没有选项 --frist', '--region'],
    [['explain', 'removal', '--left', '2026-01-01', '--reason', 'bored'], '--reason "bored"', 'deceased'],
    [['explain', 'identity'], '缺少参数 <number>', '--help'],
    [['cases', 'now'], '参数太多', '除选项外不接受参数'],
    [['cases', '--local', '--stage', 'prod'], '不能同时使用', '--local'],
    [['cases', '--language', 'fr'], '--language "fr"', 'zh, en'],
    [['daily', '--wait', 'long'], '--wait "long"', '1 到 86400'],
    [['rebuild', '--per-second', '0'], '--per-second "0"', '0.1 到 1000'],
    [['acknowledge'], '缺少参数 <caseId>', '--help'],
    [['acknowledge', 'a/b/enrolment', '--by', 'x'.repeat(101)], '--by', '最多 100 个字符'],
    [['acknowledge', 'a/b/enrolment', '--by', 'a\nb'], '--by', '写成一行'],
    [['snooze', 'a/b/removal', '--by', 'a@b.cn', '--until', '2026-12-01'], '2026-12-01', '不晚于今天'],
  ])('is reported with what is wrong and what is allowed: %o', async (args, wrong, allowed) => {
    const { code, out, err } = await runCanbao(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(wrong);
    expect(err).toContain(allowed);
  });

  it('is reported in English on request', async () => {
    const { code, err } = await runCanbao(['explain', 'enrolment', '--hired', '2026-02-30', '--language=en']);
    expect(code).toBe(2);
    expect(err).toBe('--hired "2026-02-30" is not a calendar day; write YYYY-MM-DD, e.g. 2026-03-02');
  });
});

describe('the help of canbao', () => {
  const COMMANDS = [
    'explain enrolment, explain removal, explain identity, explain credit-code, cases, daily, registry apply',
    'registry show, facts, acknowledge, snooze, bases declared, record filing, record refund, record card',
    'record note, record undo, record hire, record leave, record mistake, roster confirm, rebuild',
    'import charges, reconcile, ledger leavers, ledger joiners, ledger overpayments',
  ];
  it.each(COMMANDS.flatMap((line) => line.split(', ')))(
    'has an example that names the command in both languages: %s',
    async (command) => {
      const help = [...command.split(' '), '--help'];
      const zh = await runCanbao(help);
      expect(zh.code).toBe(0);
      expect(zh.out).toMatch(/示例：\n {2}canbao /);
      expect(zh.out).toContain(`  canbao ${command} `);
      expect(zh.out).toContain('--json');
      const en = await runCanbao([...help, '--language', 'en']);
      expect(en.out).toMatch(/Examples?:\n {2}canbao /);
      expect(en.out.replaceAll(/北京|上海/g, '')).not.toMatch(/\p{Script=Han}/u);
    },
  );

  it('lists every command', async () => {
    const { code, out } = await runCanbao(['--help']);
    expect(code).toBe(0);
    for (const name of ['explain', 'cases', 'daily', 'registry', 'facts', 'acknowledge', 'snooze', 'rebuild'])
      expect(out).toMatch(new RegExp(`^ {2}${name}\\b`, 'm'));
  });
});
