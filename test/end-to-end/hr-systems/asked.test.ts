import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, chinaDayOf } from '../../../domain/values/plain-date.ts';
import { systemClock } from '../../../functions/adapters/clock.ts';
import type { AllVendors } from '../../support/vendors/all-vendors.ts';
import { bambooEvent } from '../../support/vendors/bamboohr-events.ts';
import { afternoonOf } from '../../support/vendors/dingtalk-api.ts';
import { dingtalkPersonnel, dingtalkRecord } from '../../support/vendors/dingtalk-events.ts';
import { feishuEmployee, feishuOffboarding } from '../../support/vendors/feishu-api.ts';
import { feishuPersonnel } from '../../support/vendors/feishu-events.ts';
import { wecomChange } from '../../support/vendors/wecom-events.ts';
import { type Apis, startApis } from './apis.ts';
import { type HrStage, startHrStage } from './hr-stage.ts';

/** HR systems whose events only name the person. The service requests the details from their APIs. */

/** The events carry the current time, so all days in this test are relative to today. */
const TODAY = chinaDayOf(systemClock.now());
const HIRED = addDays(TODAY, -260);
const LEFT = addDays(TODAY, -6);
const EDITED = addDays(TODAY, -3);
const AGAIN = addDays(TODAY, 10);

let apis: Apis;
let stage: HrStage;
let told = 0;

/** The current time plus one millisecond for each call, so that a later event has a later time. */
function now(): number {
  told += 1;
  return Date.now() + told;
}

/** A time so long ago that missing data in an API no longer count as a delay. */
function longAgo(): number {
  return now() - 6 * 3_600_000;
}

beforeAll(async () => {
  apis = await startApis();
  stage = await startHrStage({ secretValues: apis.secretValues });
  await stage.map(apis.mappings);
});

afterAll(async () => {
  await stage?.stop();
  await apis?.stop();
});

/** Delivers the events, and waits until the requests for details are handled. */
async function tell(source: keyof AllVendors, ...events: readonly object[]): Promise<void> {
  await stage.tell(source, ...events);
  await stage.stack.drained();
}

describe('the personnel system of Feishu', { shuffle: false }, () => {
  const id = '7072306364927985196';
  const spells = () => stage.spells(`f-${id}`);

  it('gives the day of a hire, however many events there are of it', async () => {
    apis.feishu.employees.set(id, feishuEmployee(id, { effective_date: HIRED }));
    await tell(
      'feishu',
      feishuPersonnel('employment.created_v1', id, now()),
      feishuPersonnel('job_data.employed_v1', id, now(), { job_data_id: '1' }),
      feishuPersonnel('employee.domain_event_v2', id, now(), { event_type: 1, sub_event_type: 1001 }),
    );
    expect(await spells()).toEqual([`CD employed ${HIRED}`]);
    expect(await stage.cases(`f-${id}`, addDays(HIRED, 8))).toEqual(['enrolment']);
  });

  it('gives the last working day when a leave is approved, not when it is applied for', async () => {
    apis.feishu.offboardings.set(id, [feishuOffboarding(id, LEFT)]);
    const offboarding = { offboarding_id: `off-${id}` };
    await tell(
      'feishu',
      feishuPersonnel('offboarding.status_updated_v2', id, now(), { ...offboarding, status: 1 }),
    );
    expect(await spells()).toEqual([`CD employed ${HIRED}`]);
    await tell(
      'feishu',
      feishuPersonnel('offboarding.status_updated_v2', id, now(), { ...offboarding, status: 2 }),
    );
    expect(await spells()).toEqual([`CD left ${HIRED} to ${LEFT}: resigned`]);
  });

  it('reports that a leave was withdrawn', async () => {
    apis.feishu.offboardings.set(id, [feishuOffboarding(id, LEFT, { status: 'Withdrawn' })]);
    const withdrawn = { event_type: 7, sub_event_type: 7002 };
    await tell('feishu', feishuPersonnel('employee.domain_event_v2', id, now(), withdrawn));
    expect(await spells()).toEqual([`CD employed ${HIRED}`]);
  });

  it('reports that a leave was edited, and took place after all', async () => {
    apis.feishu.offboardings.set(id, [feishuOffboarding(id, EDITED)]);
    await tell(
      'feishu',
      feishuPersonnel('offboarding.updated_v2', id, now(), { updated_fields: ['offboarding_date'] }),
    );
    await tell('feishu', feishuPersonnel('employment.resigned_v1', id, now()));
    expect(await spells()).toEqual([`CD left ${HIRED} to ${EDITED}: resigned`]);
  });

  it('gives another employment id for a rehire', async () => {
    const next = '7072306364927985999';
    apis.feishu.employees.set(next, feishuEmployee(next, { effective_date: AGAIN }));
    await tell('feishu', feishuPersonnel('employment.created_v1', next, now()));
    expect(await stage.spells(`f-${next}`)).toEqual([`CD employed ${AGAIN}`]);
  });
});

describe('the API of DingTalk', { shuffle: false }, () => {
  const userId = '015007';
  const staff = { 'sys00-name': '陈静', 'sys00-confirmJoinTime': HIRED, 'sys00-mainDeptId': '11' };
  const spells = () => stage.spells(`dt-${userId}`);

  it('gives the day of a DingTalk hire', async () => {
    apis.dingtalk.staff.set(userId, staff);
    await tell('dingtalk', dingtalkPersonnel(userId, 1, now()));
    expect(await spells()).toEqual([`CD employed ${HIRED}`]);
  });

  it('gives the last working day once, although the event came twice', async () => {
    apis.dingtalk.dismissals.set(userId, {
      status: 1,
      lastWorkDay: afternoonOf(LEFT),
      voluntaryReason: ['个人原因'],
    });
    await tell('dingtalk', dingtalkPersonnel(userId, 4, now()), dingtalkPersonnel(userId, 4, now()));
    expect(await spells()).toEqual([`CD left ${HIRED} to ${LEFT}: resigned`]);
  });

  it('reports that a DingTalk leave was cancelled', async () => {
    apis.dingtalk.dismissals.set(userId, { status: 3 });
    await tell('dingtalk', dingtalkRecord(userId, now()));
    expect(await spells()).toEqual([`CD employed ${HIRED}`]);
  });

  it('reports a DingTalk rehire', async () => {
    apis.dingtalk.dismissals.set(userId, {
      status: 2,
      lastWorkDay: afternoonOf(LEFT),
      voluntaryReason: ['个人原因'],
    });
    await tell('dingtalk', dingtalkPersonnel(userId, 4, now()));
    apis.dingtalk.dismissals.delete(userId);
    apis.dingtalk.staff.set(userId, { ...staff, 'sys00-confirmJoinTime': AGAIN });
    await tell('dingtalk', dingtalkPersonnel(userId, 1, now()));
    expect(await spells()).toEqual([`CD left ${HIRED} to ${LEFT}: resigned`, `CD employed ${AGAIN}`]);
  });
});

describe('the API of BambooHR, whose events have only the employee', { shuffle: false }, () => {
  const id = '67890';
  const employee = {
    firstName: '三',
    lastName: '张',
    department: 'Chengdu',
    status: 'Active',
    hireDate: HIRED,
  };
  const spells = () => stage.spells(`b-${id}`);
  const change = (fields: Readonly<Record<string, string | null>>) => {
    apis.bamboohr.employees.set(id, { ...employee, ...fields });
    return tell('bamboohr', bambooEvent('updated', id, longAgo()));
  };

  it('gives the day of a BambooHR hire', async () => {
    apis.bamboohr.employees.set(id, employee);
    await tell('bamboohr', bambooEvent('created', id, now()), bambooEvent('updated', id, now()));
    expect(await spells()).toEqual([`CD employed ${HIRED}`]);
  });

  it('gives a leave after an event of a change', async () => {
    await change({ terminationDate: LEFT, employmentHistoryStatus: 'Terminated' });
    expect(await spells()).toEqual([`CD left ${HIRED} to ${LEFT}: unknown`]);
  });

  it('reports that a BambooHR leave was cancelled', async () => {
    await change({ terminationDate: '0000-00-00' });
    expect(await spells()).toEqual([`CD employed ${HIRED}`]);
  });

  it('reports a BambooHR rehire, although the earlier last day is still there', async () => {
    await change({ terminationDate: LEFT, employmentHistoryStatus: 'Terminated' });
    await change({ terminationDate: LEFT, hireDate: AGAIN });
    expect(await spells()).toEqual([`CD left ${HIRED} to ${LEFT}: unknown`, `CD employed ${AGAIN}`]);
  });
});

describe('the API of WeCom', { shuffle: false }, () => {
  const userId = '007';
  const spells = () => stage.spells(`wc-${userId}`);
  const member = (fields: Readonly<Record<string, string>>) => ({
    name: '李四',
    department: [2],
    main_department: 2,
    extattr: { attrs: Object.entries(fields).map(([name, value]) => ({ type: 0, name, text: { value } })) },
  });

  it('gives the day of a hire if the company has a field for it', async () => {
    apis.wecom.members.set(userId, member({ 入职日期: HIRED }));
    await tell('wecom', wecomChange('create_user', userId, now(), { Department: '2' }));
    expect(await spells()).toEqual([`CD employed ${HIRED}`]);
  });

  it('gives the last working day if it is entered before the member is removed', async () => {
    apis.wecom.members.set(userId, member({ 入职日期: HIRED, 离职日期: LEFT, 离职原因: '辞职' }));
    await tell('wecom', wecomChange('update_user', userId, now()));
    apis.wecom.members.delete(userId);
    await tell('wecom', wecomChange('delete_user', userId, longAgo()));
    expect(await spells()).toEqual([`CD left ${HIRED} to ${LEFT}: resigned`]);
  });

  it('knows nothing of a removed member, so that a person is asked for the day', async () => {
    apis.wecom.members.set('008', member({ 入职日期: HIRED }));
    await tell('wecom', wecomChange('create_user', '008', now(), { Department: '2' }));
    apis.wecom.members.delete('008');
    await tell('wecom', wecomChange('delete_user', '008', longAgo()));
    expect(await stage.spells('wc-008')).toEqual([`CD employed ${HIRED}, leave on which day?`]);
    expect(await stage.cases('wc-008', addDays(TODAY, 3))).toContain('date-missing');
  });
});
