import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { publishedCalendar } from '../../../domain/calendar/working-days.ts';
import type { Fact } from '../../../domain/facts/fact.ts';
import { NO_ORDER } from '../../../domain/facts/source-order.ts';
import { dynamodbEmployees } from '../../../functions/adapters/dynamodb/employees.ts';
import { appendFacts } from '../../../functions/intake/append-facts.ts';
import { canbaoJson, runCanbao } from '../../support/command-line.ts';
import { dynamodbForFile } from '../../support/file-fixtures.ts';
import { aFact, aHire, aLeave } from '../../support/some-facts.ts';

const REGISTRY = {
  units: [{ unitId: 'U1', name: '北京示例科技有限公司', region: '北京', channel: 'online', staff: [] }],
};

const db = await dynamodbForFile();
let directory: string;
let table: string;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'canbao-record-'));
});
afterAll(async () => {
  rmSync(directory, { recursive: true, force: true });
});

beforeEach(async () => {
  table = await db.newTable();
  const { endpoint: dynamodb, region } = db.settings;
  const functions = { PlanDigests: 'canbao-test-plan-digests' };
  const local = { mail: dynamodb, dynamodb, lambda: dynamodb, sqs: dynamodb, region, table, functions };
  writeFileSync(join(directory, 'local.json'), JSON.stringify(local));
  const file = join(directory, 'registry.json');
  writeFileSync(file, JSON.stringify(REGISTRY));
  await canbaoJson(here('registry', 'apply', file));
});

const here = (...args: readonly string[]) => [...args, '--data', directory];
const recordOf = (...args: readonly string[]) => here('record', ...args, '--employee', 'E1');

async function known(...facts: readonly Fact[]): Promise<void> {
  const employees = dynamodbEmployees(db.client, table);
  const ports = {
    employees,
    unit: async () => undefined,
    order: async () => NO_ORDER,
    calendar: publishedCalendar,
  };
  for (const fact of facts) await appendFacts({ employeeId: fact.employeeId, facts: [fact] }, ports);
}

const noticed = (
  of: 'hire' | 'leave',
  more: { unitId?: string; name?: string; employmentId?: string } = {},
) => aFact(`employee.${of}_noticed`, { employeeId: 'E1', ...more });

async function openKinds(): Promise<readonly unknown[]> {
  const { cases } = await canbaoJson<{ cases: readonly { kind: string; urgency: string }[] }>(here('cases'));
  return cases.map(({ kind, urgency }) => `${kind} ${urgency}`);
}

async function refusal(...args: readonly string[]) {
  const { code, err } = await runCanbao([...recordOf(...args), '--language', 'en']);
  return `${code}: ${err}`;
}

describe('canbao record hire', () => {
  const day = ['--first-working-day', '2026-11-30'];

  it('gives the day that the HR system did not: the question is answered, the enrolment is open', async () => {
    await known(noticed('hire', { unitId: 'U1', name: '张三' }));
    expect(await openKinds()).toEqual(['date-missing today']);
    expect(await canbaoJson(recordOf('hire', ...day))).toMatchObject({
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
    await known(
      aHire({ employeeId: 'E1', hiredOn: '2026-03-02' }),
      aLeave({ employeeId: 'E1', lastWorkingDay: '2026-10-30' }),
      noticed('hire', { unitId: 'U1', employmentId: 'B' }),
    );
    const { spells } = await canbaoJson<{ spells: unknown }>(recordOf('hire', ...day));
    expect(spells).toMatchObject([{ spellId: '2026-03-02' }, { spellId: 'e-B' }]);
  });

  it('asks for a unit and a name where nobody said them', async () => {
    await known(noticed('hire'));
    expect(await refusal('hire', ...day)).toBe('2: the unit is unknown; give --unit');
    expect(await refusal('hire', ...day, '--unit', 'U1')).toBe('2: the name is unknown; give --name');
    expect(await refusal('hire', ...day, '--unit', 'U9', '--name', '张三')).toBe(
      '2: the registry has no unit U9; the units are U1',
    );
    await canbaoJson(recordOf('hire', ...day, '--unit', 'U1', '--name', '张三'));
    expect(await openKinds()).toEqual(['enrolment later']);
  });

  it('is refused for somebody in service then, whose begin it would move', async () => {
    await known(aHire({ employeeId: 'E1', hiredOn: '2026-03-02' }));
    expect(await refusal('hire', ...day)).toBe(
      '1: already in service at U1 from 2026-03-02 (2026-03-02); correct a first working day in the HR system',
    );
    await known(aLeave({ employeeId: 'E1', lastWorkingDay: '2026-11-30' }));
    expect(await refusal('hire', ...day)).toContain('already in service at U1 from 2026-03-02 to 2026-11-30');
    await canbaoJson(recordOf('hire', '--first-working-day', '2026-12-01', '--unit', 'U1'));
  });

  it('is refused for an employee of whom nothing is known, and for a day years ahead', async () => {
    expect(await refusal('hire', ...day)).toContain('1: there is no fact about employee E1');
    await known(noticed('hire', { unitId: 'U1', name: '张三' }));
    expect(await refusal('hire', '--first-working-day', '2027-12-03')).toBe(
      '2: --first-working-day 2027-12-03 is more than a year ahead; check the year, the latest is 2027-12-02',
    );
  });
});

describe('canbao record leave', () => {
  const leave = ['--last-working-day', '2026-11-27', '--reason', 'resigned'];
  const employed = () => known(aHire({ employeeId: 'E1', hiredOn: '2026-11-02' }), noticed('leave'));

  it('gives the day that the HR system did not: the question is answered, the removal is open', async () => {
    await employed();
    expect(await openKinds()).toEqual(['date-missing today', 'enrolment soon']);
    await canbaoJson(recordOf('leave', ...leave));
    expect(await openKinds()).toEqual(['enrolment soon', 'removal later']);
  });

  it('gives the reason that the HR system did not', async () => {
    await known(
      aHire({ employeeId: 'E1', hiredOn: '2026-11-02' }),
      aFact('employee.terminated', {
        employeeId: 'E1',
        lastWorkingDay: '2026-11-27',
        reason: 'unknown',
      } as never),
    );
    const { spells } = await canbaoJson<{ spells: unknown }>(recordOf('leave', ...leave));
    expect(spells).toMatchObject([{ situation: { end: { on: '2026-11-27', reason: 'resigned' } } }]);
  });

  it('ends the employment that the notice named', async () => {
    const inB = { ...aHire({ employeeId: 'E1', hiredOn: '2026-04-01' }) };
    await known(
      { ...inB, data: { ...inB.data, employmentId: 'B' } },
      noticed('leave', { employmentId: 'B' }),
    );
    const { spells } = await canbaoJson<{ spells: unknown }>(recordOf('leave', ...leave));
    expect(spells).toMatchObject([{ spellId: 'e-B', situation: { is: 'left' } }]);
  });

  it('is refused on a day before the first, and for somebody nowhere in service', async () => {
    await employed();
    expect(await refusal('leave', '--last-working-day', '2026-11-01', '--reason', 'resigned')).toContain(
      '2: --last-working-day 2026-11-01 is before the first working day 2026-11-02',
    );
    await known(aFact('employee.hire_cancelled', { employeeId: 'E1', hiredOn: '2026-11-02' } as never));
    expect(await refusal('leave', ...leave)).toContain('1: employee E1 is not in service at any unit');
  });

  it('is refused where it could end either of two employments; one that was asked about is ended', async () => {
    const [a, b] = ['A', 'B'].map((employmentId) => {
      const hire = aHire({ employeeId: 'E1', hiredOn: '2026-11-09' });
      return { ...hire, data: { ...hire.data, employmentId } };
    });
    if (a !== undefined && b !== undefined) await known(a, b);
    expect(await refusal('leave', ...leave)).toContain(
      '1: employee E1 has several employments at once (e-A, e-B)',
    );
    await known(noticed('leave', { employmentId: 'A' }));
    const { spells } = await canbaoJson<{ spells: unknown }>(recordOf('leave', ...leave));
    expect(spells).toMatchObject([{ situation: { is: 'left' } }, { situation: { is: 'employed' } }]);
  });
});

describe('canbao record mistake', () => {
  const why = ['--why', '测试账号'];

  it('voids what was told without a day, once', async () => {
    await known(noticed('hire', { unitId: 'U1' }), noticed('hire', { unitId: 'U1', name: '测试' }));
    const { factIds } = await canbaoJson<{ factIds: readonly string[] }>(recordOf('mistake', ...why));
    expect(factIds).toHaveLength(2);
    expect(await openKinds()).toEqual([]);
    expect(await refusal('mistake', ...why)).toContain(
      '1: there is no hire or leave without a day for employee E1',
    );
  });

  it('voids a leave told of, and somebody stays in service', async () => {
    await known(aHire({ employeeId: 'E1', hiredOn: '2026-11-02' }), noticed('leave'));
    await canbaoJson(recordOf('mistake', ...why));
    expect(await openKinds()).toEqual(['enrolment soon']);
  });
});

describe('canbao facts', () => {
  it('shows what was told without a day, and what is missing', async () => {
    await known(noticed('hire', { unitId: 'U1', name: '张三' }));
    const { out } = await runCanbao(here('facts', 'E1'));
    expect(out).toContain('告知已入职，未给日期');
    expect(out).toContain('第一个工作日未知');
    await canbaoJson(recordOf('mistake', '--why', '测试账号'));
    const { out: after } = await runCanbao([...here('facts', 'E1'), '--language', 'en']);
    expect(after).toContain('hire reported without a day (voided)');
    expect(after).toContain('reported without a day, and cancelled');
  });
});
