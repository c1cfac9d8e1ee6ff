import { counted } from '../values/language.ts';
import type { MonthSpan } from '../values/month.ts';
import { dayOfWeek, type PlainDate } from '../values/plain-date.ts';
import { isUnknown, type MonthsRun, type Parts, type Wording } from './wording.ts';

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

const URGENCIES = { overdue: 'Overdue', today: 'Today', soon: 'Within 7 days', later: 'Later' };

const MONTH_STATES = {
  open: undefined,
  requested: 'requested',
  settled: 'settled',
  denied: 'denied',
} as const;

const ENDED = {
  done: 'done',
  withdrawn: 'withdrawn, nothing to do',
  moved: 'no longer on your list',
  unreadable: 'the record cannot be read at the moment',
} as const;

const WHY_GONE = {
  settled: 'refunded or offset',
  denied: 'denied',
  'not-charged': 'not charged, so the estimate is dropped',
  paid: 'on the bill now',
  'no-longer-owed': 'on the bill now, or the record was corrected',
  corrected: 'corrected or voided in the record',
  accepted: 'enrolment accepted; what is still owed is a separate case',
  withdrawn: 'the fact behind it was cancelled',
  'in-question': 'in question: another case asks whether these charges are overpaid',
  moved: 'still open, but no longer yours or no longer close to its date',
  unreadable: 'the administrator must check the record; the money is not settled',
} as const;

const HEDGE =
  '“To be confirmed” marks what is based on a weak source, on contradictory sources or on an assumption. For these statements, and for everything unknown, follow your local agency.';

export const EN: Wording = {
  htmlLanguage: 'en',
  colon: ': ',
  subject: (day, { overdue, today, soon }) =>
    `[Canbao] ${day} overdue ${overdue} · today ${today} · within 7 days ${soon}`,
  heading: (day) => `Canbao · ${date(day)}`,
  greeting: (name) => `Good morning, ${name}.`,
  summary: (listed, news) => {
    if (listed === 0) return 'You have no open cases.';
    const open = counted(listed, 'open case');
    if (news === 0) return `You have ${open}, with nothing new.`;
    return `You have ${open}, of which ${news} ${news === 1 ? 'needs' : 'need'} a look today.`;
  },
  toBeConfirmed: (cases) => `Cases with a date or an amount to be confirmed: ${cases}.`,
  leftOut: (cases) =>
    `This mail has no room for all cases; it leaves out the least urgent ones: ${cases}. Your administrator has the complete list.`,
  moreLines: (lines) => `${lines} more are not listed here.`,
  count: (urgency, count) => `${URGENCIES[urgency]} ${count}`,
  urgencies: URGENCIES,
  section: (name, count) => `${name} (${count})`,
  news: {
    opened: 'new',
    changed: 'changed',
    threshold: 'due soon',
    'past-act-by': 'act-by date passed',
    overdue: 'overdue',
    unanswered: 'still unanswered',
    'month-added': 'month added',
    'estimate-replaced': 'billed',
    'late-fee-begun': 'late fee begun',
    'money-changed': 'amount changed',
    monthly: 'monthly reminder',
  },
  kinds: {
    enrolment: 'Enrolment',
    removal: 'Removal',
    overpayment: 'Overpayment',
    'never-hired': 'No record of a hire',
    'double-cover': 'Double cover',
    'needs-person': 'Needs a decision',
    'date-missing': 'Date of hire or leave missing',
    'not-covered': 'In service, not covered',
    'unfiled-leave': 'Was the leave filed?',
    'back-payment': 'Back-payment',
    'top-up': 'Top-up of the base',
    retirement: 'Retirement ahead',
    suspension: 'Suspension about to end',
    'information-change': 'Change of information',
    card: 'Insurance card',
    'leaver-guide': 'Leaver’s guide not delivered',
    'declare-bases': 'Declare the bases of the year',
    'unknown-person': 'Unknown people on the bill',
    'roster-difference': 'Roster and records differ',
    'confirm-existing': 'People hired before Canbao',
  },
  who: (employeeId, name) => (name === undefined ? `Employee ${employeeId}` : `${name} (${employeeId})`),
  unknownUnit: 'unit unknown',
  labels: {
    actBy: 'Act by',
    statutoryDueOn: 'Statutory date',
    lastLawfulDay: 'Last lawful day',
    state: 'State',
    money: 'At stake',
    inQuestion: 'In question',
    months: 'Months',
    moneyChange: 'Change',
    next: 'If you wait',
    lateFee: 'Late fee',
    steps: 'What to do',
    documents: 'Papers missing',
    note: 'Note',
    why: 'Why',
    basis: 'Based on',
  },
  date,
  deadline: {
    actBy: (actBy, daysLeft) => `${actBy}, ${daysLeftText(daysLeft)}`,
    pastActBy: (actBy, lastLawfulDay, daysLeft) =>
      `${actBy}, passed; the last lawful day is ${lastLawfulDay}, ${daysLeftText(daysLeft)}`,
    overdue: (actBy, lastLawfulDay, daysOver) =>
      lastLawfulDay === undefined
        ? `${actBy}, ${counted(daysOver, 'day')} overdue`
        : `${actBy}, passed; the last lawful day was ${lastLawfulDay}, ${counted(daysOver, 'day')} overdue`,
    none: 'no fixed date',
    unanswered: (reportedOn) =>
      `not known: reported on ${date(reportedOn)} without the day from which the deadline counts; please ask for it today`,
    cutOffBinds: 'the filing cut-off is before the statutory date: keep to the cut-off',
    missedCutOff: (missed, toBeConfirmed) =>
      toBeConfirmed
        ? `the cut-off may have been ${date(missed, true)}: ask the agency at once whether it still accepts filings for that month`
        : `the cut-off on ${date(missed)} has passed: too late for that month`,
    assumedCalendar:
      'the holidays of a year involved are not published yet; only weekends were counted as days off',
    calendarNotShipped:
      'this product does not contain the holidays of a year involved; only weekends were counted as days off',
  },
  state: {
    submitted: ({ on, receiptNo, chaseFrom, late }) => {
      const receipt = receiptNo === undefined ? 'no receipt yet' : `receipt ${receiptNo}`;
      if (chaseFrom === undefined)
        return `submitted on ${date(on)}, ${receipt}, waiting for the agency; how long it may take is not known`;
      return late
        ? `submitted on ${date(on)}, ${receipt}; the agency had to answer before ${date(chaseFrom)} and is late: please ask the agency`
        : `submitted on ${date(on)}, ${receipt}, waiting for the agency; if there is no answer, ask the agency from ${date(chaseFrom)} on`;
    },
    cardRequested: ({ on, chaseFrom, late }) => {
      if (chaseFrom === undefined) return `requested on ${date(on)}; how long it takes is not known`;
      return late
        ? `requested on ${date(on)}, expected before ${date(chaseFrom)}, now late`
        : `requested on ${date(on)}; if the card has not come, ask from ${date(chaseFrom)} on`;
    },
    unlisted: (month) => `the person is not on the bill of ${month}`,
    both: (state, unlisted) => `${state}; ${unlisted}`,
    rejected: (on, reason) => `rejected on ${date(on)}: ${reason}`,
    blockedElsewhere: (on, reason) => {
      const since = on === undefined ? 'blocked' : `blocked on ${date(on)}`;
      const shown = reason === undefined ? '' : ` (${reason})`;
      return `${since}: the previous employer has not removed the person yet${shown}; the deadline still applies, please contact that employer`;
    },
    refundRequested: (on, way) =>
      `${way ? { refund: 'refund', offset: 'offset' }[way] : 'refund or offset'} requested on ${date(on)}, waiting for the answer`,
  },
  money: {
    now: (parts, { estimated, toBeConfirmed }) =>
      `${partsText(parts)}${estimated ? ', includes estimates' : ''}${toBeConfirmed ? ', to be confirmed' : ''}`,
    months: (runs) => runs.map(monthsRun).join(', '),
    next: (on, parts) =>
      `${isUnknown(parts) ? 'an unknown amount' : partsText(parts)} more from ${date(on)} on`,
    lateFee: (soFar, nextDay) =>
      `${soFar} if paid today, ${nextDay} more each day (not included in the amount at stake)`,
    owedToPerson: 'once the personal part has been refunded, pay it back to the person',
    changed: (before, now, isSame, why) => {
      const shown =
        before === undefined ? 'no amount in the last digest' : `${partsText(before)} in the last digest`;
      const current = now === undefined ? 'nothing at stake now' : `now ${partsText(now)}`;
      return `${isSame ? 'same amount' : `${shown}, ${current}`}: ${why.join('; ')}`;
    },
    added: (months) => `${spansText(months)} added`,
    billed: (months) => `a bill has replaced the estimate for ${spansText(months)}`,
    gone: (why, months) => `${months.length === 0 ? '' : `${spansText(months)} `}${WHY_GONE[why]}`,
    lateFeeChange: { begun: 'the late fee has begun', ended: 'there is no longer a late fee' },
    recalculated: 'recalculated',
    lastTold: (parts, why) => `${partsText(parts)} in the last digest, no longer listed: ${why.join('; ')}`,
  },
  documents: {
    paper: ({ name, orElse }) =>
      orElse === undefined ? paperText(name) : `${paperText(name)} or ${paperText(orElse)}`,
    missing: (required, local) =>
      [required.join(', '), local.length === 0 ? '' : `some counters also ask for: ${local.join(', ')}`]
        .filter((part) => part !== '')
        .join('; '),
    complete: 'none, all papers have been received',
  },
  citation: ({ text, law, source, confidence }) => {
    const notes = [law, source, confidence].filter((note) => note !== undefined).join('; ');
    if (text === undefined) return notes;
    return notes === '' ? text : `${text} [${notes}]`;
  },
  unknown: 'unknown',
  sourceNumber: (number) => `source ${number}`,
  sources: 'Sources',
  link: 'Continue here',
  moreBasis: (reasons) => `${reasons} more of the same kinds; the page of the case shows them all`,
  ended: {
    heading: 'No longer open',
    line: ({ who, what, unitName, how, isPaymentDue, money }) => {
      const shown = isPaymentDue
        ? 'accepted; now declare the contribution wage to the tax office and pay in time: cover starts only with the first payment'
        : ENDED[how];
      const ofMoney = money === undefined ? '' : `. ${money}`;
      return `${who === undefined ? '' : `${who} · `}${what} · ${unitName}: ${shown}${ofMoney}`;
    },
  },
  administration: {
    heading: 'For the administrator',
    unitWithoutHandler: ({ unitId, cases }) => `Unit ${unitId} has no handler: you get its cases (${cases})`,
    unregisteredUnit: ({ unitId, cases }) => `Unit ${unitId} is not registered; cases: ${cases}`,
    casesWithoutUnit: (cases) => `Cases whose unit is not known: ${cases}`,
    quarantined: (count) =>
      `Events that could not be understood, put in quarantine since the last digest: ${count}`,
    refused: ({ source, mismatched, unsigned, malformed }) =>
      `Requests to the address of HR system ${source} were refused since the day of the last mail: ${mismatched} with a wrong signature, key or time, ${unsigned} without a signature, ${malformed} in a wrong format; if they were real events, hires and leaves may be missing: check the secret and have the events sent again; see the alarm EventMismatched in the README`,
    notComputed: (count) => `Records whose cases could not be computed; please check them: ${count}`,
    undeliverable: ({ address, since, why, unitIds }) =>
      `Mail to ${address} (${unitIds.length === 0 ? 'fallback staff' : `unit ${unitIds.join(', ')}`}) has not arrived since ${date(since)}: ${{ bounced: 'it bounced', complained: 'the recipient marked it as spam', refused: 'the mail server has no such mailbox', delayed: 'mails on three days could not be delivered' }[why]}; no more mail is sent to this address, and you get the cases of units without another handler; correct the address in the registry, or have it tried again once the mailbox accepts mail`,
    silent: ({ source, lastHeardOn, workingDays, usual }) =>
      `HR system ${source} has sent nothing since ${date(lastHeardOn)}, ${workingDays} working days (normally at most ${usual}): hires and leaves may be missing; check its event subscription`,
    unlisted: (source) =>
      `Several HR systems are set up, but ${source} is not in the registry’s sources: add it there with idPrefix or sharesIdsWith, in order of priority (if two systems contradict each other, the first one counts); if it is not used, remove it from the setting “sources”`,
    unmapped: ({ source, field, value }) =>
      `HR system ${source} sent the ${{ unit: 'department or company', reason: 'reason for leaving', category: 'kind of employment' }[field]} “${value}”, which has no mapping: add one to sources in the registry, then replay the events in quarantine`,
    unsigned: (source) =>
      `Events of HR system ${source} are accepted without a signature, so anybody who saw one event can forge others. This is only for trials: set an Encrypt Key in the console of the HR system, enter the key in the secret, and remove the deployment’s setting “unsigned”`,
    unreadable: ({ pk, sk }) =>
      `A stored record cannot be read: ${pk} ${sk}; see the alarm RecordUnreadable in the README`,
    moreUnreadable: (count) => `Further records that cannot be read, listed in the functions’ logs: ${count}`,
  },
  unwatched: {
    heading: 'Overdue cases that nobody looks at',
    line: ({ unitName, overdue, lastSeenOn, workingDays }) =>
      `${unitName}: overdue cases: ${overdue}; none of the handlers has opened the pages for ${workingDays} working days${lastSeenOn === undefined ? '' : ` (last on ${date(lastSeenOn)})`}; please contact them`,
  },
  hedge: HEDGE,
  footer: [
    'The act-by date is the earliest of the statutory date and the known cut-offs, moved back to a working day.',
    HEDGE,
  ],
};

function date(day: PlainDate, toBeConfirmed = false): string {
  return `${WEEKDAYS[dayOfWeek(day)]} ${day}${toBeConfirmed ? ' (to be confirmed)' : ''}`;
}

function daysLeftText(daysLeft: number): string {
  return daysLeft === 0 ? 'today' : `${counted(daysLeft, 'day')} left`;
}

/** Agencies ask for the document by its Chinese name, so the text keeps this name. */
function paperText(name: string): string {
  const meaning = DOCUMENTS_IN_ENGLISH[name];
  return meaning === undefined ? name : `${meaning} ${name}`;
}

function partsText(parts: Parts): string {
  if (isUnknown(parts)) return 'amount unknown';
  const { unit, personal, total } = parts;
  const unitPart = unit === undefined ? "unit's part unknown" : `unit ${unit}`;
  const personalPart = personal === undefined ? "person's part unknown" : `person ${personal}`;
  return total === undefined ? `${unitPart}, ${personalPart}` : `${total} (${unitPart}, ${personalPart})`;
}

function spansText(spans: readonly MonthSpan[]): string {
  return spans.map(({ from, to }) => (from === to ? from : `${from} to ${to}`)).join(', ');
}

function monthsRun({ from, to, count, estimated, state }: MonthsRun): string {
  const span = from === to ? from : `${from} to ${to}`;
  const notes = [
    count > 1 ? `${count} months` : undefined,
    estimated ? 'estimated' : undefined,
    MONTH_STATES[state],
  ].filter((note) => note !== undefined);
  return notes.length === 0 ? span : `${span} (${notes.join(', ')})`;
}

/** English names shown beside the Chinese name of a document. */
export const DOCUMENTS_IN_ENGLISH: Readonly<Record<string, string>> = {
  基本医疗保险参保登记表: 'enrolment form',
  基本医疗保险参保人员减少登记表: 'removal form',
  身份证复印件: 'copy of the identity card',
  劳动合同复印件: 'copy of the contract',
  入职证明: 'proof of the hire',
  户口本复印件: 'copy of the household register',
  户口本变更页: 'changed page of the household register',
  一寸免冠照片: 'photograph',
  授权委托书: 'power of attorney',
  离职证明: 'leaving certificate',
  退休审批材料: 'approval of the retirement',
  死亡证明: 'death certificate',
  社会保险费退费申请表: 'refund application',
  经办人身份证件: "handler's identity document",
  缴费凭证: 'proof of payment',
  职工参保信息变更登记表: 'form for the change',
  有效身份证件: 'identity document',
  变更佐证材料: 'proof of the change',
  缴费基数申报表: 'form for the bases',
  人员缴费明细: 'list of people and bases',
  工资花名册: 'payroll list',
  医保证补办申请表: 'application for a new card',
  本人身份证: "person's identity card",
};
