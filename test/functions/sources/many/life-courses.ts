import { addDays, plainDate } from '../../../../domain/values/plain-date.ts';
import type { AllVendors } from '../../../support/vendors/all-vendors.ts';
import { bambooEvent, bambooFields } from '../../../support/vendors/bamboohr-events.ts';
import {
  dingtalkHiredOn,
  dingtalkPersonnel,
  dingtalkRecord,
  dingtalkUsers,
} from '../../../support/vendors/dingtalk-events.ts';
import { feishuUser } from '../../../support/vendors/feishu-events.ts';
import type { Letter, Millis } from '../../../support/vendors/vendor.ts';
import { wecomChange } from '../../../support/vendors/wecom-events.ts';
import { xinEmployee, xinHandover } from '../../../support/vendors/xinrenxinshi-events.ts';

/** An event of an HR system. Its sender can write the request for it at any time. */
export interface Sent {
  readonly source: keyof AllVendors;
  /** The time at which it happened and was sent. */
  readonly at: Millis;
  /** Writes the request. A second call differs in the bytes that the vendor chooses at random. */
  write(): Letter;
}

/** The events in the life of person number `n`, in the order in which they happen. */
type LifeCourse = (n: number, vendors: AllVendors) => readonly Sent[];

const FIRST_DAY = plainDate('2026-01-05');
const dayOf = (n: number, after = 0) => addDays(FIRST_DAY, (n % 200) + after);
/** The time of an event of person `n`, `after` days after the person's first day. */
const timeOf = (n: number, after: number): Millis => Date.parse(`${dayOf(n, after)}T02:00:00Z`) + n * 1_000;

function contractLife(source: 'standard' | 'cloudevents'): LifeCourse {
  return (n, vendors) => {
    const employeeId = `${source}-${n}`;
    const tell = (type: string, after: number, more: object): Sent => {
      const at = timeOf(n, after);
      const data = { employeeId, ...more };
      const event = {
        id: `msg-${n}-${after}`,
        type: `employee.${type}`,
        timestamp: new Date(at).toISOString(),
        data,
      };
      return { source, at, write: () => vendors[source].letter(event, at) };
    };
    const lastWorkingDay = dayOf(n, 40);
    return [
      tell('hired', 0, { unitId: 'U1', name: `职工${n}`, hiredOn: dayOf(n) }),
      tell('updated', 20, { changes: { name: `职工${n}号` } }),
      tell('terminated', 38, { lastWorkingDay, reason: 'resigned' }),
      ...(n % 3 === 0 ? [tell('termination_cancelled', 39, { lastWorkingDay })] : []),
      ...(n % 3 === 1 ? [tell('hired', 80, { unitId: 'U2', name: `职工${n}`, hiredOn: dayOf(n, 81) })] : []),
    ];
  };
}

const feishuLife: LifeCourse = (n, { feishu }) => {
  const userId = `u${n}`;
  const user = (what: 'created' | 'updated' | 'deleted', after: number, more: object, before = {}): Sent => {
    const at = timeOf(n, after);
    const event = feishuUser(what, { userId, ...more }, at, before);
    return { source: 'feishu', at, write: () => feishu.letter(event, at) };
  };
  return [
    user('created', 0, { name: `飞书${n}`, joinedOn: dayOf(n) }),
    user('updated', 10, { name: `飞书${n}号`, joinedOn: dayOf(n) }, { name: `飞书${n}` }),
    user('deleted', 50, { name: `飞书${n}号` }),
    ...(n % 2 === 0 ? [user('created', 90, { name: `飞书${n}`, joinedOn: dayOf(n, 91) })] : []),
  ];
};

const dingtalkLife: LifeCourse = (n, { dingtalk }) => {
  const push = (after: number, make: (at: Millis) => Parameters<typeof dingtalk.letter>[0]): Sent => {
    const at = timeOf(n, after);
    const event = make(at);
    return { source: 'dingtalk', at, write: () => dingtalk.letter(event, at) };
  };
  const pair = [`d${n}a`, `d${n}b`];
  return [
    push(0, (at) => dingtalkUsers('user_add_org', pair, at)),
    push(1, (at) => dingtalkHiredOn(`d${n}a`, `钉钉${n}`, dayOf(n), at)),
    push(30, (at) => dingtalkRecord(`d${n}a`, at)),
    push(60, (at) => dingtalkPersonnel(`d${n}a`, 4, at)),
    push(61, (at) => dingtalkUsers('user_leave_org', pair, at)),
  ];
};

const wecomLife: LifeCourse = (n, { wecom }) => {
  const change = (is: 'create_user' | 'update_user' | 'delete_user', after: number, more = {}): Sent => {
    const at = timeOf(n, after);
    const event = wecomChange(is, `w${n}`, at, more);
    return { source: 'wecom', at, write: () => wecom.letter(event, at) };
  };
  return [
    change('create_user', 0, { Name: `企微${n}`, Department: '1,2' }),
    change('update_user', 15, { Department: '2' }),
    change('delete_user', 45),
  ];
};

const bambooLife: LifeCourse = (n, { bamboohr }) => {
  const id = `${n}`;
  const post = (after: number, make: (at: Millis) => Parameters<typeof bamboohr.letter>[0]): Sent => {
    const at = timeOf(n, after);
    const body = make(at);
    return { source: 'bamboohr', at, write: () => bamboohr.letter(body, at) };
  };
  const name = { 'First Name': 'Ashley', 'Last Name': `Adams${n}`, Department: 'Chengdu' };
  const fields = (after: number, told: Readonly<Record<string, string>>, names: readonly string[]) =>
    post(after, (at) => bambooFields(id, { ...name, ...told }, names, at));
  return [
    fields(0, { 'Hire Date': dayOf(n) }, ['Hire Date']),
    post(25, (at) => bambooEvent('updated', id, at)),
    fields(55, { 'Hire Date': dayOf(n), 'Termination Date': dayOf(n, 56) }, ['Termination Date']),
    ...(n % 2 === 0 ? [fields(99, { 'Hire Date': dayOf(n, 100) }, ['Hire Date'])] : []),
  ];
};

const xinLife: LifeCourse = (n, { xinrenxinshi }) => {
  const employeeId = `x${n}`;
  const push = (after: number, make: (at: Millis) => Parameters<typeof xinrenxinshi.letter>[0]): Sent => {
    const at = timeOf(n, after);
    const message = make(at);
    return { source: 'xinrenxinshi', at, write: () => xinrenxinshi.letter(message, at) };
  };
  const entry = { name: `薪人${n}`, entryDate: dayOf(n), hireType: 0, fields: { 部门: 'dept-1' } };
  return [
    push(0, (at) => xinEmployee('employee_entry', employeeId, at, entry)),
    push(12, (at) => xinEmployee('employee_update', employeeId, at, { name: `薪人${n}号` })),
    push(30, (at) => xinHandover(employeeId, 1, dayOf(n, 44), at)),
    ...(n % 2 === 0
      ? [push(32, (at) => xinHandover(employeeId, 3, dayOf(n, 44), at))]
      : [push(45, (at) => xinEmployee('employee_dismiss', employeeId, at))]),
  ];
};

const LIVES: readonly LifeCourse[] = [
  contractLife('standard'),
  contractLife('cloudevents'),
  feishuLife,
  dingtalkLife,
  wecomLife,
  bambooLife,
  xinLife,
];

/** The first `count` events of many people of all HR systems, in the order in which they happened. */
export function manyEvents(count: number, vendors: AllVendors): readonly Sent[] {
  const events: Sent[] = [];
  for (let n = 0; events.length < count; n += 1)
    events.push(...(LIVES[n % LIVES.length]?.(n, vendors) ?? []));
  return events.slice(0, count).sort((a, b) => a.at - b.at);
}
