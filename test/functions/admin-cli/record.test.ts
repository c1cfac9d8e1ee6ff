import { beforeEach, describe, expect, it } from 'vitest';
import { type BillStage, billStage } from '../../support/bill-stage.ts';
import { dynamodbForFile } from '../../support/file-fixtures.ts';
import { aFact, aHire, aLeave } from '../../support/some-facts.ts';

const db = await dynamodbForFile();
let stage: BillStage;
beforeEach(async () => {
  stage = await billStage(db);
  await stage.register('2026-12-01');
});

const recordOf = (...args: readonly string[]) => ['record', ...args, '--employee', 'E1'];
const record = (...args: readonly string[]) =>
  stage.json<{ spells: unknown; factIds: readonly string[] }>(...recordOf(...args));

const noticed = (
  of: 'hire' | 'leave',
  more: { unitId?: string; name?: string; employmentId?: string } = {},
) => aFact(`employee.${of}_noticed`, { employeeId: 'E1', ...more });

async function openKinds(): Promise<readonly unknown[]> {
  const { cases } = await stage.json<{ cases: readonly { kind: string; urgency: string }[] }>('cases');
  return cases.map(({ kind, urgency }) => `${kind} ${urgency}`);
}

async function refusal(...args: readonly string[]) {
  const { code, err } = await stage.run(...recordOf(...args), '--language', 'en');
  return `${code}: ${err}`;
}

describe('canbao record hire', () => {
  const day = ['--first-working-day', '2026-11-30'];

  it('adds the missing day, which closes the question and opens the enrolment', async () => {
    await stage.take(noticed('hire', { unitId: 'U1', name: '张三' }));
    expect(await openKinds()).toEqual(['date-missing today']);
    expect(await record('hire', ...day)).toMatchObject({
      employeeId: 'E1',
      factIds: [expect.stringMatching(/^staff:[\w-]{36}$/)],
      spells: [
        {
          unitId: 'U1',
          person: { name: '张三' },
          situation: { is: 'employed', start: { on: '2026-11-30' } },
        },
      ],
    });
    expect(await openKinds()).toEqual(['enrolment later']);
  });

  it('keeps the employment that the notice named', async () => {
    await stage.take(
      aHire({ employeeId: 'E1', hiredOn: '2026-03-02' }),
      aLeave({ employeeId: 'E1', lastWorkingDay: '2026-10-30' }),
      noticed('hire', { unitId: 'U1', employmentId: 'B' }),
    );
    const { spells } = await record('hire', ...day);
    expect(spells).toMatchObject([{ spellId: '2026-03-02' }, { spellId: 'e-B' }]);
  });

  it('asks for the unit and the name if they are unknown', async () => {
    await stage.take(noticed('hire'));
    expect(await refusal('hire', ...day)).toBe('2: the unit is unknown; give --unit');
    expect(await refusal('hire', ...day, '--unit', 'U1')).toBe('2: the name is unknown; give --name');
    expect(await refusal('hire', ...day, '--unit', 'U9', '--name', '张三')).toBe(
      '2: the registry has no unit U9; the units are U1',
    );
    await record('hire', ...day, '--unit', 'U1', '--name', '张三');
    expect(await openKinds()).toEqual(['enrolment later']);
  });

  it('refuses an employee in service on that day, whose first day it would change', async () => {
    await stage.take(aHire({ employeeId: 'E1', hiredOn: '2026-03-02' }));
    expect(await refusal('hire', ...day)).toBe(
      '1: already in service at U1 from 2026-03-02; correct a first working day in the HR system',
    );
    await stage.take(aLeave({ employeeId: 'E1', lastWorkingDay: '2026-11-30' }));
    expect(await refusal('hire', ...day)).toContain('already in service at U1 from 2026-03-02 to 2026-11-30');
    await record('hire', '--first-working-day', '2026-12-01', '--unit', 'U1');
  });

  it('refuses an unknown employee, and a day more than a year ahead', async () => {
    expect(await refusal('hire', ...day)).toContain('1: there is no fact about employee E1');
    await stage.take(noticed('hire', { unitId: 'U1', name: '张三' }));
    expect(await refusal('hire', '--first-working-day', '2027-12-03')).toBe(
      '2: --first-working-day 2027-12-03 is more than a year ahead; check the year (the latest allowed day is 2027-12-02)',
    );
  });
});

describe('canbao record leave', () => {
  const leave = ['--last-working-day', '2026-11-27', '--reason', 'resigned'];
  const employed = () => stage.take(aHire({ employeeId: 'E1', hiredOn: '2026-11-02' }), noticed('leave'));

  it('adds the missing day, which closes the question and opens the removal', async () => {
    await employed();
    expect(await openKinds()).toEqual(['date-missing today', 'enrolment soon']);
    await record('leave', ...leave);
    expect(await openKinds()).toEqual(['enrolment soon', 'removal later']);
  });

  it('adds the missing reason', async () => {
    await stage.take(
      aHire({ employeeId: 'E1', hiredOn: '2026-11-02' }),
      aFact('employee.terminated', {
        employeeId: 'E1',
        lastWorkingDay: '2026-11-27',
        reason: 'unknown',
      } as never),
    );
    const { spells } = await record('leave', ...leave);
    expect(spells).toMatchObject([{ situation: { end: { on: '2026-11-27', reason: 'resigned' } } }]);
  });

  it('ends the employment that the notice named', async () => {
    const inB = { ...aHire({ employeeId: 'E1', hiredOn: '2026-04-01' }) };
    await stage.take(
      { ...inB, data: { ...inB.data, employmentId: 'B' } },
      noticed('leave', { employmentId: 'B' }),
    );
    const { spells } = await record('leave', ...leave);
    expect(spells).toMatchObject([{ spellId: 'e-B', situation: { is: 'left' } }]);
  });

  it('refuses a day before the first, and an employee who is not in service', async () => {
    await employed();
    expect(await refusal('leave', '--last-working-day', '2026-11-01', '--reason', 'resigned')).toContain(
      '2: --last-working-day 2026-11-01 is before the first working day 2026-11-02',
    );
    await stage.take(aFact('employee.hire_cancelled', { employeeId: 'E1', hiredOn: '2026-11-02' } as never));
    expect(await refusal('leave', ...leave)).toContain('1: employee E1 is not in service at any unit');
  });

  it('refuses to choose between two employments, but ends the one that was asked about', async () => {
    const [a, b] = ['A', 'B'].map((employmentId) => {
      const hire = aHire({ employeeId: 'E1', hiredOn: '2026-11-09' });
      return { ...hire, data: { ...hire.data, employmentId } };
    });
    if (a !== undefined && b !== undefined) await stage.take(a, b);
    expect(await refusal('leave', ...leave)).toContain(
      '1: employee E1 has several employments at once; enter the leave in the HR system; see canbao facts E1',
    );
    await stage.take(noticed('leave', { employmentId: 'A' }));
    const { spells } = await record('leave', ...leave);
    expect(spells).toMatchObject([{ situation: { is: 'left' } }, { situation: { is: 'employed' } }]);
  });
});

describe('canbao record mistake', () => {
  const why = ['--why', '测试账号'];

  it('voids notices without a day, once', async () => {
    await stage.take(noticed('hire', { unitId: 'U1' }), noticed('hire', { unitId: 'U1', name: '测试' }));
    const { factIds } = await record('mistake', ...why);
    expect(factIds).toHaveLength(2);
    expect(await openKinds()).toEqual([]);
    expect(await refusal('mistake', ...why)).toContain(
      '1: there is no hire or leave without a day for employee E1',
    );
  });

  it('voids the notice of a leave, and the employee stays in service', async () => {
    await stage.take(aHire({ employeeId: 'E1', hiredOn: '2026-11-02' }), noticed('leave'));
    await record('mistake', ...why);
    expect(await openKinds()).toEqual(['enrolment soon']);
  });
});

describe('canbao facts', () => {
  it('shows a notice without a day, and that the day is missing', async () => {
    await stage.take(noticed('hire', { unitId: 'U1', name: '张三' }));
    const { out } = await stage.run('facts', 'E1');
    expect(out).toContain('告知已入职，未给日期');
    expect(out).toContain('第一个工作日未知');
    await record('mistake', '--why', '测试账号');
    const { out: after } = await stage.run('facts', 'E1', '--language', 'en');
    expect(after).toContain('hire reported without a day (voided)');
    expect(after).toContain('reported without a day, and cancelled');
  });
});
