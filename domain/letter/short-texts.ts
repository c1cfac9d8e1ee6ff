import type { CaseKind, Urgency } from '../cases/case.ts';
import type { MoneyTotal } from '../digest/money-totals.ts';
import { counted, type Language } from '../values/language.ts';
import type { PlainDate } from '../values/plain-date.ts';
import { yuanInShort } from './case-in-short.ts';
import { EN } from './en.ts';
import { ZH } from './zh.ts';

/**
 * Texts that are used only in the short mail. Names that are passed in are already cut to length, and amounts are text.
 */
export interface ShortWording {
  /** @param parts the topics of the day; empty if nothing is open. */
  subject(day: PlainDate, parts: readonly string[]): string;
  urgency(urgency: Urgency, count: number): string;
  total(cases: number): string;
  endedOnly(cases: number): string;
  readonly administrationOnly: string;
  readonly toClaim: string;
  readonly toPay: string;
  /** The text of one sum of money: its amount, the number of cases, and how many of them have no amount. */
  moneyTotal(label: string, moneyTotal: MoneyTotal): string;
  greeting(name: string, cases: number): string;
  toBeConfirmed(cases: number): string;
  readonly openInbox: string;
  readonly first: string;
  rest(cases: number): string;
  readonly opened: string;
  readonly changed: string;
  readonly cutOffToBeConfirmed: string;
  /** A line about several cases of one kind and unit that have no line of their own. */
  group(kind: CaseKind, unit: string, cases: GroupCounts): string;
  otherGroups(cases: GroupCounts): string;
  moreEnded(cases: number, withMoney: number): string;
  /** The colon between a label and a web address on the next line. */
  readonly colon: string;
  footer(reader: {
    readonly as: readonly (keyof typeof ROLES_ZH)[];
    readonly administrator: string | undefined;
    readonly hedge: string;
  }): readonly string[];
}

export interface GroupCounts {
  readonly cases: number;
  readonly changed: number;
  readonly toBeConfirmed: number;
}

const ROLES_ZH = { handler: '经办人', finance: '财务', manager: '主管', administrator: '管理员' } as const;
const ROLES_EN = {
  handler: 'handler',
  finance: 'finance',
  manager: 'manager',
  administrator: 'administrator',
} as const;

const IN_CHINESE: ShortWording = {
  subject: (day, parts) => `[参保管家] ${[day, parts.join(' · ')].join(' ').trim()}`,
  urgency: (urgency, count) => `${ZH.urgencies[urgency]} ${count}`,
  total: (cases) => `共 ${cases}`,
  endedOnly: (cases) => `${cases} 件不再需要办理`,
  administrationOnly: '系统维护',
  toClaim: '可追回',
  toPay: '待补缴',
  moneyTotal: (label, { amount, cases, unknown }) =>
    `${label} ${yuanInShort(amount)}（${cases} 件${unknown === 0 ? '' : `，其中 ${unknown} 件金额未知`}）`,
  greeting: (name, cases) =>
    `${name}，您好！${cases === 0 ? '您目前没有未办结的待办。' : `您有 ${cases} 件待办。`}`,
  toBeConfirmed: (cases) => `有 ${cases} 件的日期、金额或截止日待核实。`,
  openInbox: '打开全部待办',
  first: '先办这几件',
  rest: (cases) => `其余（${cases}）`,
  opened: '新',
  changed: '变',
  cutOffToBeConfirmed: '截止日待核实',
  group: (kind, unit, counts) => `${ZH.kinds[kind]} · ${unit}：${groupZh(counts)}`,
  otherGroups: (counts) => `其他：${groupZh(counts)}`,
  moreEnded: (cases, withMoney) =>
    `另有 ${cases} 件不再需要办理${withMoney === 0 ? '' : `，其中 ${withMoney} 件上次列有金额`}。`,
  colon: '：',
  footer: ({ as, administrator, hedge }) => [
    `您收到这封邮件，是因为参保管家把您登记为${as.map((role) => ROLES_ZH[role]).join('、')}；需要更改请找管理员${administrator === undefined ? '' : `（${administrator}）`}。`,
    ...(administrator === undefined
      ? []
      : ['打不开页面时请直接回复本邮件，写明姓名、日期和回执号：回复会送到管理员。']),
    hedge,
  ],
};

function groupZh({ cases, changed, toBeConfirmed }: GroupCounts): string {
  const notes = [
    ...(changed === 0 ? [] : [`${changed} 件是新的或有变化`]),
    ...(toBeConfirmed === 0 ? [] : [`${toBeConfirmed} 件待核实`]),
  ];
  return `${cases} 件${notes.length === 0 ? '' : `（其中 ${notes.join('，')}）`}`;
}

const IN_ENGLISH: ShortWording = {
  subject: (day, parts) => `[Canbao] ${[day, parts.join(' · ')].join(' ').trim()}`,
  urgency: (urgency, count) => `${EN.urgencies[urgency].toLowerCase()} ${count}`,
  total: (cases) => `total ${cases}`,
  endedOnly: (cases) => `no longer open ${cases}`,
  administrationOnly: 'for the administrator',
  toClaim: 'to be claimed back',
  toPay: 'still to be paid',
  moneyTotal: (label, { amount, cases, unknown }) =>
    `${label} ${yuanInShort(amount)} (${counted(cases, 'case')}${unknown === 0 ? '' : `, ${unknown} with unknown amount`})`,
  greeting: (name, cases) =>
    `Good morning, ${name}. You have ${cases === 0 ? 'no open cases' : counted(cases, 'open case')}.`,
  toBeConfirmed: (cases) => `Cases with a date, an amount or a cut-off to be confirmed: ${cases}.`,
  openInbox: 'Open all cases',
  first: 'Do these first',
  rest: (cases) => `The others (${cases})`,
  opened: 'new',
  changed: 'changed',
  cutOffToBeConfirmed: 'cut-off to be confirmed',
  group: (kind, unit, counts) => `${EN.kinds[kind]} · ${unit}: ${groupEn(counts)}`,
  otherGroups: (counts) => `Others: ${groupEn(counts)}`,
  moreEnded: (cases, withMoney) =>
    `${cases} more are no longer open${withMoney === 0 ? '' : `; last time ${withMoney} of them had an amount`}.`,
  colon: ':',
  footer: ({ as, administrator, hedge }) => [
    `You receive this mail because in Canbao you are registered as ${as.map((role) => ROLES_EN[role]).join(', ')}; your administrator${administrator === undefined ? '' : ` (${administrator})`} can change that.`,
    ...(administrator === undefined
      ? []
      : [
          'If the pages do not open, reply to this mail with name, day and receipt number: your reply goes to the administrator.',
        ]),
    hedge,
  ],
};

function groupEn({ cases, changed, toBeConfirmed }: GroupCounts): string {
  const notes = [
    ...(changed === 0 ? [] : [`${changed} new or changed`]),
    ...(toBeConfirmed === 0 ? [] : [`${toBeConfirmed} to be confirmed`]),
  ];
  return `${counted(cases, 'case')}${notes.length === 0 ? '' : ` (${notes.join(', ')})`}`;
}

export function shortWordingIn(language: Language): ShortWording {
  return language === 'en' ? IN_ENGLISH : IN_CHINESE;
}
