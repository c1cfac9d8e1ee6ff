import type { CaseContext } from '../cases/case-parts.ts';
import { isEmployment, type Spell } from '../employment/spell.ts';
import { compareText } from '../facts/fact.ts';
import { chargeCutOff } from '../rules/deadline/cut-offs.ts';
import { isLongBefore } from '../rules/evidence/before-canbao.ts';
import {
  type EnrolmentStanding,
  type FileEntry,
  type RemovalStanding,
  type Standing,
  standing,
} from '../rules/evidence/standing.ts';
import type { MonthOfMoney } from '../rules/money-at-stake.ts';
import { payableUntil } from '../rules/overpayment/overpaid-charges.ts';
import { type Fen, sumKnown } from '../values/money.ts';
import { lastDayOf, type Month, monthOf } from '../values/month.ts';
import { chinaDayOf, daysBetween, laterOf, type PlainDate } from '../values/plain-date.ts';
import {
  contextOf,
  type Ledger,
  type LedgerColumn,
  type LedgerEntry,
  type LedgerTask,
  ledgerOf,
} from './ledger.ts';
import { overpaidMonths } from './overpayments.ts';

/** The delays of one hire or leave: from the event to its report, and from the report to the confirmation. */
export interface ReportingDelay {
  readonly event: '入职' | '离职';
  readonly month: Month;
  /** The department that the HR system states; empty if it states none. */
  readonly department: string;
  /** Days from the first or last working day to its report by the HR system; 0 if it was reported in advance. */
  readonly daysToReport: number;
  readonly isConfirmed: boolean;
  /**
   * Days to the confirmation, counted from the event or from its report, whichever is later. Absent if there is no
   * confirmation, or if its day is unknown.
   */
  readonly daysToConfirmation?: number;
  /**
   * Overpaid months whose cut-off had passed before the leave was reported, so that the unit could not prevent them.
   */
  readonly lostToLateReport: readonly MonthOfMoney[];
  /** The other overpaid months after the leave. */
  readonly lostLater: readonly MonthOfMoney[];
}

/** The hires or the leaves of one department. */
interface NoticeGroup {
  readonly event: ReportingDelay['event'];
  readonly department: string;
  readonly notices: readonly ReportingDelay[];
}

const COLUMNS: readonly LedgerColumn<NoticeGroup>[] = [
  { header: '事项', kind: 'text', width: 8, of: ({ event }) => event },
  { header: '部门', kind: 'text', width: 20, of: ({ department }) => department },
  { header: '人数', kind: 'count', width: 8, of: ({ notices }) => String(notices.length) },
  {
    header: '报送天数（中位数）',
    kind: 'count',
    width: 18,
    of: ({ notices }) => median(notices.map(daysToReportOf)),
  },
  {
    header: '报送天数（最长）',
    kind: 'count',
    width: 16,
    of: ({ notices }) => longest(notices.map(daysToReportOf)),
  },
  {
    header: '已确认人数',
    kind: 'count',
    width: 12,
    of: ({ notices }) => String(notices.filter(({ isConfirmed }) => isConfirmed).length),
  },
  {
    header: '报送至确认天数（中位数）',
    kind: 'count',
    width: 22,
    of: ({ notices }) => median(toConfirmation(notices)),
  },
  {
    header: '报送至确认天数（最长）',
    kind: 'count',
    width: 20,
    of: ({ notices }) => longest(toConfirmation(notices)),
  },
  {
    header: '发生至确认天数（中位数）',
    kind: 'count',
    width: 22,
    of: ({ notices }) => median(notices.flatMap(daysInAll)),
  },
  {
    header: '因报送迟造成的多缴',
    kind: 'money',
    width: 18,
    of: ({ notices }) => sumOf(notices.flatMap(({ lostToLateReport }) => lostToLateReport)),
  },
  {
    header: '报送后的多缴',
    kind: 'money',
    width: 14,
    of: ({ notices }) => sumOf(notices.flatMap(({ lostLater }) => lostLater)),
  },
];

/** The label of the line for the whole unit. */
const ALL = '合计';

/**
 * 报送时效台账: how late each department reported the month's hires and leaves, how long it then took until the agency
 * accepted the filings or its files confirmed them (R13), and the overpayments that late reports of leaves caused.
 * There is one line per department and event, and the whole unit comes last. Events long before the unit was registered
 * (E7) are left out, because the day on which we received them says nothing. Leaves with a stated day of report are
 * included even then.
 */
export function noticesLedger(entries: readonly LedgerEntry[], task: LedgerTask): Ledger {
  const context = contextOf(task);
  const notices = entries.flatMap(({ spell }) =>
    reportingDelaysOf(spell, (month) => month === task.month, context),
  );
  const groups = (['离职', '入职'] as const).flatMap((event): readonly NoticeGroup[] => {
    const ofEvent = notices.filter((notice) => notice.event === event);
    if (ofEvent.length === 0) return [];
    const byDepartment = [...Map.groupBy(ofEvent, ({ department }) => department)]
      .map(([department, some]) => ({ event, department, notices: some }))
      .sort((a, b) => compareText(a.department, b.department));
    return [...byDepartment, { event, department: ALL, notices: ofEvent }];
  });
  return ledgerOf('报送时效台账', task, COLUMNS, groups);
}

/** The hire and the leave of a spell, if they are in a month for which `isAsked` is true. */
export function reportingDelaysOf(
  spell: Spell,
  isAsked: (month: Month) => boolean,
  context: CaseContext,
): readonly ReportingDelay[] {
  const { situation, person } = spell;
  if (!isEmployment(situation)) return [];
  const { end } = situation.is === 'left' ? situation : {};
  const [began, ended] = [monthOf(situation.start.on), end && monthOf(end.on)];
  if (!isAsked(began) && (ended === undefined || !isAsked(ended))) return [];
  const { enrolment, removal, notCovered } = standing(spell, context);
  const isOld = (day: PlainDate) =>
    context.registeredOn !== undefined && isLongBefore(day, context.registeredOn);
  const department = person.department ?? '';
  const found: ReportingDelay[] = [];
  if (
    end !== undefined &&
    ended !== undefined &&
    isAsked(ended) &&
    (end.reportedOn !== undefined || !isOld(end.on))
  ) {
    const { on, knownAt, reportedOn } = end;
    const lastPayable = payableUntil(end, context.policy).month;
    const reported = reportedOn ?? chinaDayOf(knownAt);
    const money = overpaidMonths(spell, context).filter((overpaid) => overpaid.month > lastPayable);
    const isLost = (overpaid: MonthOfMoney) => chargeCutOff(overpaid.month, context) < reported;
    found.push({
      event: '离职',
      month: ended,
      department,
      ...daysOf(on, reported, removalConfirmed(removal)),
      lostToLateReport: money.filter(isLost),
      lostLater: money.filter((overpaid) => !isLost(overpaid)),
    });
  }
  if (isAsked(began) && !isOld(situation.start.on)) {
    const { on, knownAt } = situation.start;
    const days = daysOf(on, chinaDayOf(knownAt), enrolmentConfirmed(enrolment, notCovered));
    found.push({ event: '入职', month: began, department, ...days, lostToLateReport: [], lostLater: [] });
  }
  return found;
}

/** Whether a filing is confirmed, and on which day if known. */
interface Confirmed {
  readonly isConfirmed: boolean;
  readonly on?: PlainDate | undefined;
}

/**
 * The enrolment is confirmed on the day of the first acceptance, or of the first file that lists the person, whichever
 * is earlier. An acceptance that every file contradicts does not count.
 */
function enrolmentConfirmed(
  { isConfirmed, first, listed }: EnrolmentStanding,
  notCovered: Standing['notCovered'],
): Confirmed {
  if (!isConfirmed || (listed === undefined && notCovered !== undefined)) return { isConfirmed: false };
  const days = [first?.is === 'accepted' ? first.on : undefined, listed && dayOfFile(listed)];
  return { isConfirmed, on: days.filter((day) => day !== undefined).sort()[0] };
}

/**
 * The removal is confirmed on the day of its acceptance; without an acceptance, on the day of the first file that shows
 * the person off the list. If a move or an answer confirms it, the day is unknown.
 */
function removalConfirmed(removal: RemovalStanding): Confirmed {
  if (removal.is !== 'confirmed') return { isConfirmed: false };
  const { by, accepted, entry: fileEntry } = removal;
  return { isConfirmed: true, on: by === 'acceptance' ? accepted?.on : fileEntry && dayOfFile(fileEntry) };
}

/**
 * The day on which a bill was issued, or the date of a list. If it is not recorded, the last day of the file's month is
 * used.
 */
function dayOfFile({ source, month }: FileEntry): PlainDate {
  return source.on ?? lastDayOf(month);
}

function daysOf(event: PlainDate, reported: PlainDate, { isConfirmed, on }: Confirmed) {
  const ready = laterOf(event, reported);
  return {
    daysToReport: daysBetween(event, ready),
    isConfirmed,
    ...(on !== undefined && { daysToConfirmation: Math.max(0, daysBetween(ready, on)) }),
  };
}

function daysToReportOf({ daysToReport }: ReportingDelay): number {
  return daysToReport;
}

function toConfirmation(notices: readonly ReportingDelay[]): readonly number[] {
  return notices.map(({ daysToConfirmation }) => daysToConfirmation).filter((days) => days !== undefined);
}

/** The days from the event to its confirmation; empty if there is none. */
export function daysInAll({ daysToReport, daysToConfirmation }: ReportingDelay): readonly number[] {
  return daysToConfirmation === undefined ? [] : [daysToReport + daysToConfirmation];
}

/**
 * The median, as text. Of an even number of values it is the lower of the two in the middle, so that it is a whole
 * number of days.
 */
export function median(days: readonly number[]): string | undefined {
  return days
    .toSorted((a, b) => a - b)
    .at(Math.ceil(days.length / 2) - 1)
    ?.toString();
}

function longest(days: readonly number[]): string | undefined {
  return days.length === 0 ? undefined : String(Math.max(...days));
}

/** The sum of both parts over the months; undefined if nothing was overpaid, or if a part is unknown. */
function sumOf(months: readonly MonthOfMoney[]): Fen | undefined {
  return months.length === 0
    ? undefined
    : sumKnown(months.flatMap(({ unitPart, personalPart }) => [unitPart, personalPart]));
}
