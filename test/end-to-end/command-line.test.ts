import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../functions/adapters/clock.ts';
import { syntheticNumber } from '../../infra/local/demo/event.ts';
import { type CommandLineRun, runCanbao } from '../support/command-line.ts';
import {
  ADMIN,
  accepted,
  charged,
  ENGLISH,
  FINANCE,
  HANDLER,
  hired,
  left,
  MANAGER,
  REGISTRY,
} from './company.ts';
import { type Stage, startStage } from './stage.ts';

const PROGRAM = join(import.meta.dirname, '../../functions/admin-cli/canbao.ts');
const DAY = '2026-03-10';
const NUMBER = syntheticNumber('510104', '1992-03-14', 27);

let stage: Stage;

beforeAll(async () => {
  stage = await startStage();
});

afterAll(() => stage?.stop());

const here = (args: readonly string[]) => [...args, '--local', '--data', stage.data];

/** Runs the command line against the running stack. */
const canbao = (...args: string[]) => runCanbao(here(args), { clock: systemClock });

/** Runs the command line as a separate process. */
async function program(...args: string[]): Promise<CommandLineRun> {
  const child = spawn(process.execPath, [PROGRAM, ...here(args)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    printed.err += text;
  });
  const [code] = await once(child, 'close');
  return { code, ...printed };
}

/** The JSON output of a command. */
async function json<T = Record<string, unknown>>(...args: string[]): Promise<T> {
  const { code, out, err } = await canbao(...args, '--json');
  expect([code, err]).toEqual([0, '']);
  return JSON.parse(out) as T;
}

describe('canbao against one stack', { shuffle: false }, () => {
  describe('canbao registry', () => {
    it('applies a file, shows it unchanged, and changes nothing the second time', async () => {
      // If the units were registered today, all existing people would share one case instead of one per hire.
      await stage.apply({ ...REGISTRY, fallbackStaff: [] });
      const file = join(stage.data, 'registry-file.json');
      writeFileSync(file, JSON.stringify(REGISTRY));
      expect((await canbao('registry', 'apply', file)).code).toBe(0);
      const shown = await json<typeof REGISTRY>('registry', 'show');
      expect(shown.units.map(({ unitId }) => unitId).sort()).toEqual(['CD', 'WH', 'XA']);
      expect(shown).toMatchObject({ fallbackStaff: REGISTRY.fallbackStaff });
      writeFileSync(file, JSON.stringify(shown));
      await json('registry', 'apply', file);
      expect(await json('registry', 'show')).toEqual(shown);
      expect((await canbao('registry', 'show')).out).toContain(`陈静 <${FINANCE}> 财务`);
      const { code, out, err } = await program('registry', 'show', '--json');
      expect([code, err, JSON.parse(out)]).toEqual([0, '', shown]);
    });

    it('refuses an invalid file, and leaves the registry unchanged', async () => {
      const file = join(stage.data, 'broken.json');
      const [unit] = REGISTRY.units;
      writeFileSync(file, JSON.stringify({ units: [{ ...unit, channel: 'pigeon' }] }));
      const { code, out, err } = await canbao('registry', 'apply', file);
      expect([code, out]).toEqual([1, '']);
      expect(err).toMatch(/units\.0.*channel/);
      expect((await json<typeof REGISTRY>('registry', 'show')).units).toHaveLength(3);
    });
  });

  describe('canbao with received events', () => {
    beforeAll(async () => {
      const identity = { type: 'resident-id', number: NUMBER };
      await stage.postAll([
        hired({ employeeId: 'E1', name: '王伟', hiredOn: '2026-02-05', identity }),
        hired({ employeeId: 'E2', unitId: 'XA', hiredOn: '2026-02-08' }),
        hired({ employeeId: 'E5', hiredOn: '2025-03-03' }),
        accepted('E5', 'enrolment', '2025-03-10'),
        left('E5', '2025-12-31'),
        charged('E5', '2026-01'),
      ]);
    });

    interface Cases {
      readonly asOf: string;
      readonly cases: readonly Readonly<Record<string, unknown>>[];
    }

    it('cases lists the open cases of a day, with dates, money and reasons', async () => {
      const { asOf, cases } = await json<Cases>('cases', '--as-of', DAY);
      expect(asOf).toBe(DAY);
      expect(cases.map(({ caseId, urgency }) => `${caseId} ${urgency}`).sort()).toEqual([
        'E1/2026-02-05/enrolment overdue',
        'E2/2026-02-08/enrolment today',
        'E5/2025-03-03/overpayment later',
        'E5/2025-03-03/removal overdue',
      ]);
      expect(cases.find(({ caseId }) => caseId === 'E1/2026-02-05/enrolment')).toMatchObject({
        kind: 'enrolment',
        employeeName: '王伟',
        unitId: 'CD',
        openedOn: '2026-02-05',
        statutoryDueOn: '2026-03-07',
        lastLawfulDay: '2026-03-09',
        actBy: '2026-03-06',
        because: expect.arrayContaining([expect.objectContaining({ rule: 'R1', law: '社会保险法 58' })]),
      });
      // February is over, but there is no bill for it.
      expect(cases.find(({ kind }) => kind === 'overpayment')).toMatchObject({
        money: {
          unitPart: '2352.00',
          personalPart: '486.00',
          months: [
            { month: '2026-01', estimated: false },
            { month: '2026-02', estimated: true },
          ],
        },
      });
    });

    it('cases lists only one unit, and the cases of another day', async () => {
      expect((await json<Cases>('cases', '--as-of', DAY, '--unit', 'XA')).cases).toHaveLength(1);
      expect(
        (await json<Cases>('cases', '--as-of', '2026-01-31')).cases.map(({ kind }) => kind).sort(),
      ).toEqual(['overpayment', 'removal']);
    });

    it('facts shows the facts of a person, with a masked identity number', async () => {
      const { code, out } = await canbao('facts', 'E1', '--json');
      expect(code).toBe(0);
      expect(out).not.toContain(NUMBER);
      expect(JSON.parse(out)).toMatchObject({
        employeeId: 'E1',
        facts: [{ kind: 'employee.hired', effectiveOn: '2026-02-05', voided: false }],
        spells: [{ spellId: '2026-02-05', unitId: 'CD', situation: { is: 'employed' } }],
      });
    });

    it('daily runs the day through the functions, and shows the outcome of every recipient', async () => {
      const outcome = { date: DAY, workingDay: true, recipients: 5, failed: 0 };
      // The administrator gets a mail too, because nobody has opened an overdue case.
      expect(await json('daily', '--date', DAY)).toEqual({ ...outcome, sent: 5, skipped: 0 });
      expect(stage.ses.mails.map(({ recipient }) => recipient).sort()).toEqual(
        [ADMIN, ENGLISH, FINANCE, HANDLER, MANAGER].sort(),
      );
      expect(stage.ses.mails.find(({ recipient }) => recipient === ADMIN)?.text).toContain(
        '逾期待办无人查看',
      );
      expect(await json('daily', '--date', DAY)).toEqual({ ...outcome, sent: 0, skipped: 5 });
      expect(stage.ses.mails).toHaveLength(5);
    });

    it('daily shows that a rest day sends nothing', async () => {
      expect(await json('daily', '--date', '2026-03-14')).toEqual({
        date: '2026-03-14',
        workingDay: false,
        recipients: 0,
        sent: 0,
        skipped: 0,
        failed: 0,
      });
    });

    it('daily fails when the mail to a recipient was refused', async () => {
      stage.ses.refused.add(HANDLER);
      const { code, out } = await canbao('daily', '--date', '2026-03-11', '--json');
      stage.ses.refused.clear();
      expect(code).toBe(1);
      expect(JSON.parse(out)).toMatchObject({ failed: 1 });
    });

    it('rebuild finds all spells up to date', async () => {
      expect(await json('rebuild')).toEqual({ employees: 3, rewritten: 0, failed: [], dated: [], masked: 0 });
    });
  });

  describe('canbao with wrong arguments', () => {
    it.each([
      [['daily', '--date', '2026-02-30'], '2026-02-30'],
      [['cases', '--as-of', 'today'], '--as-of'],
      [['dayly'], 'dayly'],
      [['facts'], '--unit'],
    ])('%j exits 2 and names the wrong argument', async (args, named) => {
      const { code, out, err } = await canbao(...args);
      expect([code, out]).toEqual([2, '']);
      expect(err).toContain(named);
      expect(err).not.toMatch(/\n\s+at /);
    });

    it('as a separate process exits and prints as in this process', async () => {
      const { code, out, err } = await canbao('dayly');
      expect(await program('dayly')).toEqual({ code, out, err: `${err}\n` });
    });

    it('facts of an unknown person exits 1 and names the id', async () => {
      const { code, err } = await canbao('facts', 'E99');
      expect([code, err]).toEqual([1, expect.stringContaining('E99')]);
    });

    it('without a running stack exits 1 and explains how to start it', async () => {
      await stage.stack.stop();
      const { code, err } = await canbao('cases', '--as-of', DAY);
      expect([code, err]).toEqual([1, expect.stringContaining('npm start')]);
    });
  });
});
