import type { AllVendors } from '../../support/vendors/all-vendors.ts';
import { bambooFields } from '../../support/vendors/bamboohr-events.ts';
import { dingtalkHiredOn, dingtalkUsers } from '../../support/vendors/dingtalk-events.ts';
import { feishuUser } from '../../support/vendors/feishu-events.ts';
import { wecomChange } from '../../support/vendors/wecom-events.ts';
import { xinEmployee, xinHandover } from '../../support/vendors/xinrenxinshi-events.ts';
import type { RegistryFile } from '../stack-calls.ts';

/** The events of one HR system about one person, with the expected spells after each chapter. */
export interface Story {
  readonly source: keyof AllVendors;
  readonly employeeId: string;
  readonly chapters: readonly Chapter[];
}

interface Chapter {
  readonly title: 'hired' | 'left' | 'leave withdrawn' | 'left after all' | 'hired again';
  readonly events: readonly object[];
  /** The expected spells, in the form of `HrStage.spells`. */
  readonly spells: readonly string[];
}

/** Mappings without APIs: the service only learns what the HR systems push. */
export const PUSHED: NonNullable<RegistryFile['sources']> = [
  { source: 'feishu', ids: 'contact', idPrefix: 'f-', units: { 'od-1': 'CD' } },
  { source: 'dingtalk', idPrefix: 'dt-', units: { dingcorp01: 'CD' } },
  { source: 'wecom', idPrefix: 'wc-', units: { 2: 'CD' } },
  { source: 'bamboohr', idPrefix: 'b-', units: { Chengdu: 'CD' }, reasons: { Resignation: 'resigned' } },
  { source: 'xinrenxinshi', idPrefix: 'x-', units: { 'dept-1': 'CD' } },
];

/** A time on the day in China. */
const at = (day: string, hour = 10) => Date.parse(`${day}T00:00:00+08:00`) + hour * 3_600_000;

const HIRED = '2026-03-02';
const LEFT = '2026-04-30';
const AGAIN = '2026-06-01';

const employed = `CD employed ${HIRED}`;
const employedAgain = `CD employed ${AGAIN}`;
const left = (reason: string) => `CD left ${HIRED} to ${LEFT}: ${reason}`;

/** The stories of all HR systems. @param n the number of the person; each number gives another person. */
export function stories(n: number): readonly Story[] {
  return [
    contractStory('standard', n),
    contractStory('cloudevents', n),
    feishuStory(n),
    dingtalkStory(n),
    wecomStory(n),
    bambooStory(n),
    xinStory(n),
  ];
}

function contractStory(source: 'standard' | 'cloudevents', n: number): Story {
  const employeeId = `${source}-${n}`;
  const event = (type: string, day: string, more: object) => ({
    id: `${type}-${employeeId}-${day}`,
    type: `employee.${type}`,
    timestamp: `${day}T10:00:00+08:00`,
    data: { employeeId, ...more },
  });
  const leave = { lastWorkingDay: LEFT, reason: 'resigned' };
  const hire = (hiredOn: string) => event('hired', hiredOn, { unitId: 'CD', name: '张三', hiredOn });
  return {
    source,
    employeeId,
    chapters: [
      { title: 'hired', events: [hire(HIRED)], spells: [employed] },
      { title: 'left', events: [event('terminated', '2026-04-20', leave)], spells: [left('resigned')] },
      {
        title: 'leave withdrawn',
        events: [event('termination_cancelled', '2026-04-22', { lastWorkingDay: LEFT })],
        spells: [employed],
      },
      {
        title: 'left after all',
        events: [event('terminated', '2026-04-29', leave)],
        spells: [left('resigned')],
      },
      { title: 'hired again', events: [hire(AGAIN)], spells: [left('resigned'), employedAgain] },
    ],
  };
}

/**
 * Feishu's address book contains the day of a hire. It does not contain the day of a leave, and a leave cannot be
 * withdrawn.
 */
function feishuStory(n: number): Story {
  const who = { userId: `u${n}`, name: '张三' };
  return {
    source: 'feishu',
    employeeId: `f-u${n}`,
    chapters: [
      {
        title: 'hired',
        events: [feishuUser('created', { ...who, joinedOn: HIRED }, at(HIRED))],
        spells: [employed],
      },
      {
        title: 'left',
        events: [feishuUser('deleted', who, at('2026-05-01', 0))],
        spells: [`${employed}, leave on which day?`],
      },
    ],
  };
}

/** DingTalk reports the day of a hire with a change of the record. It does not report the day of a leave. */
function dingtalkStory(n: number): Story {
  const userId = `d${n}`;
  return {
    source: 'dingtalk',
    employeeId: `dt-${userId}`,
    chapters: [
      {
        title: 'hired',
        events: [
          dingtalkUsers('user_add_org', [userId], at(HIRED)),
          dingtalkHiredOn(userId, '张三', HIRED, at(HIRED, 11)),
        ],
        spells: [employed],
      },
      {
        title: 'left',
        events: [dingtalkUsers('user_leave_org', [userId], at('2026-05-01'))],
        spells: [`${employed}, leave on which day?`],
      },
    ],
  };
}

/** WeCom reports only ids and departments, and no days. */
function wecomStory(n: number): Story {
  const userId = `w${n}`;
  return {
    source: 'wecom',
    employeeId: `wc-${userId}`,
    chapters: [
      {
        title: 'hired',
        events: [wecomChange('create_user', userId, at(HIRED), { Department: '1,2' })],
        spells: ['CD noticed, hire on which day?'],
      },
      {
        title: 'left',
        events: [wecomChange('delete_user', userId, at('2026-05-01'))],
        spells: ['CD noticed, hire on which day?, leave on which day?'],
      },
    ],
  };
}

/** BambooHR sends the fields that the administrator chose. */
function bambooStory(n: number): Story {
  const id = `${700 + n}`;
  const name = { 'First Name': '三', 'Last Name': '张', Department: 'Chengdu' };
  const post = (fields: Readonly<Record<string, string>>, changed: readonly string[], day: string) =>
    bambooFields(id, { ...name, ...fields }, changed, at(day));
  const leave = { 'Hire Date': HIRED, 'Termination Date': LEFT, 'Termination Reason': 'Resignation' };
  return {
    source: 'bamboohr',
    employeeId: `b-${id}`,
    chapters: [
      { title: 'hired', events: [post({ 'Hire Date': HIRED }, ['Hire Date'], HIRED)], spells: [employed] },
      {
        title: 'left',
        events: [post(leave, ['Termination Date', 'Termination Reason'], LEFT)],
        spells: [left('resigned')],
      },
      {
        title: 'hired again',
        events: [post({ 'Hire Date': AGAIN }, ['Hire Date'], AGAIN)],
        spells: [left('resigned'), employedAgain],
      },
    ],
  };
}

/**
 * 薪人薪事 reports the last working day with the handover before a leave. It also reports that a handover was withdrawn.
 */
function xinStory(n: number): Story {
  const id = `x${n}`;
  const entry = (entryDate: string) =>
    xinEmployee('employee_entry', id, at(entryDate), {
      name: '张三',
      entryDate,
      hireType: 0,
      fields: { 部门: 'dept-1' },
    });
  return {
    source: 'xinrenxinshi',
    employeeId: `x-${id}`,
    chapters: [
      { title: 'hired', events: [entry(HIRED)], spells: [employed] },
      { title: 'left', events: [xinHandover(id, 1, LEFT, at('2026-04-20'))], spells: [left('unknown')] },
      { title: 'leave withdrawn', events: [xinHandover(id, 3, LEFT, at('2026-04-22'))], spells: [employed] },
      {
        title: 'left after all',
        events: [
          xinHandover(id, 1, LEFT, at('2026-04-24')),
          xinEmployee('employee_dismiss', id, at('2026-05-01')),
        ],
        spells: [left('unknown')],
      },
      { title: 'hired again', events: [entry(AGAIN)], spells: [left('unknown'), employedAgain] },
    ],
  };
}
