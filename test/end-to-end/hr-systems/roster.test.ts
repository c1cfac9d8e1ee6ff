import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, chinaDayOf } from '../../../domain/values/plain-date.ts';
import { systemClock } from '../../../functions/adapters/clock.ts';
import { feishuEmployee } from '../../support/vendors/feishu-api.ts';
import { feishuPersonnel } from '../../support/vendors/feishu-events.ts';
import { type Apis, startApis } from './apis.ts';
import { type HrStage, startHrStage } from './hr-stage.ts';

/** If an HR system's push is lost, the roster shows the difference the next morning. */

const TODAY = chinaDayOf(systemClock.now());
const LONG_AGO = addDays(TODAY, -300);
const LATELY = addDays(TODAY, -9);

let apis: Apis;
let stage: HrStage;

beforeAll(async () => {
  apis = await startApis();
  stage = await startHrStage({ secretValues: apis.secretValues });
  await stage.map(apis.mappings);
});

afterAll(async () => {
  await stage?.stop();
  await apis?.stop();
});

/** Pulls the rosters. @returns the result for Feishu. */
async function pull(): Promise<unknown> {
  const { schedules } = stage.stack.deployment;
  const name = schedules.find((known) => known.name.endsWith('pull-roster'))?.name ?? '';
  const invocation = await stage.stack.fireSchedule(name, new Date(`${TODAY}T06:00:00+08:00`));
  if (!invocation.ok) throw new Error(invocation.error.errorMessage);
  const pulled = JSON.parse(invocation.payload ?? '[]') as readonly { readonly source: string }[];
  return pulled.find(({ source }) => source === 'feishu');
}

interface Shown {
  readonly findings: readonly { readonly employeeId: string; readonly kind: string }[];
}

describe('the roster that is pulled each morning', { shuffle: false }, () => {
  const [stays, goes, comes] = ['7072306364927980001', '7072306364927980002', '7072306364927980003'] as const;
  const shown = async () =>
    (await stage.canbao<Shown>('roster', 'show', '--unit', 'CD')).findings.map(
      ({ employeeId, kind }) => `${employeeId} ${kind}`,
    );

  it('finds a hire and a leave that were never pushed, and asks before storing them', async () => {
    for (const id of [stays, goes]) {
      apis.feishu.employees.set(id, feishuEmployee(id, { effective_date: LONG_AGO }));
      await stage.tell('feishu', feishuPersonnel('employment.created_v1', id, Date.now()));
    }
    await stage.stack.drained();
    apis.feishu.employees.delete(goes);
    apis.feishu.employees.set(comes, feishuEmployee(comes, { effective_date: LATELY }));
    expect(await pull()).toEqual({ source: 'feishu', is: 'compared', people: 2, taken: 0, kept: 2 });
    expect(await shown()).toEqual([`f-${goes} leave-never-received`, `f-${comes} hire-never-received`]);
    const { cases } = await stage.canbao<{ cases: readonly { caseId: string }[] }>('cases', '--unit', 'CD');
    expect(cases.map(({ caseId }) => caseId)).toContain('unit/CD/roster-difference');
  });

  it('stores them once confirmed, which opens an enrolment and asks for a last working day', async () => {
    await stage.canbao('roster', 'confirm', '--unit', 'CD');
    expect(await stage.spells(`f-${comes}`)).toEqual([`CD employed ${LATELY}`]);
    expect(await stage.spells(`f-${goes}`)).toEqual([`CD employed ${LONG_AGO}, leave on which day?`]);
    expect(await stage.cases(`f-${goes}`, TODAY)).toContain('date-missing');
    expect(await pull()).toMatchObject({ taken: 0, kept: 0 });
    expect(await shown()).toEqual([]);
  });

  it('ends no employment if it is empty', async () => {
    apis.feishu.employees.clear();
    expect(await pull()).toMatchObject({ is: 'implausible' });
    expect(await stage.spells(`f-${stays}`)).toEqual([`CD employed ${LONG_AGO}`]);
  });
});
