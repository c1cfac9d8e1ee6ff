import type { Calendar } from '../calendar/calendar.ts';
import type { CaseContext } from '../cases/case-parts.ts';
import type { FilingState, Spell } from '../employment/spell.ts';
import type { Filing } from '../facts/insurance.ts';
import { policyOf } from '../regions/policy-of.ts';
import type { Coverage } from '../units/coverage.ts';
import type { Unit } from '../units/unit.ts';
import type { Fen } from '../values/money.ts';
import type { Month } from '../values/month.ts';
import type { PlainDate } from '../values/plain-date.ts';

/** 台账: a table of one month of a unit, independent of the file format. Headers are Chinese, as HR uses them. */
export interface Ledger {
  /** The title, for example 离职台账. */
  readonly title: string;
  readonly unitName: string;
  readonly month: Month;
  readonly columns: readonly Pick<LedgerColumn, 'header' | 'kind' | 'width'>[];
  readonly rows: readonly (readonly LedgerValue[])[];
}

/** A value of a cell. Absent if the value is unknown, or if the event has not happened yet. */
export type LedgerValue = string | Fen | undefined;

export interface LedgerColumn<Entry = never> {
  readonly header: string;
  readonly kind: 'text' | 'day' | 'month' | 'money' | 'count';
  /** The width in characters, for file formats that have column widths. */
  readonly width: number;
  readonly of: (entry: Entry) => LedgerValue;
}

export interface LedgerEntry {
  readonly spell: Spell;
  /** The text that the state column shows instead of the filing's own state. */
  readonly proof?: string | undefined;
}

/** The unit and month of a ledger; `asOf` is the day for which states are computed. */
export interface LedgerTask {
  readonly unit: Unit;
  readonly month: Month;
  readonly asOf: PlainDate;
  readonly calendar: Calendar;
  /** The agency files that were imported for the unit; absent if no file was imported. */
  readonly coverage?: Coverage | undefined;
  readonly unitsInRegion?: ReadonlySet<string> | undefined;
  /** When the unit was registered; absent if not recorded. */
  readonly registeredOn?: PlainDate | undefined;
}

/** The text for the state of a filing that is unknown, because the event is older than the unit's registration (E7). */
export const BEFORE_CANBAO = '系统启用前，待核对';

export const LEDGER_KINDS = ['leavers', 'joiners', 'overpayments', 'notices'] as const;
export type LedgerKind = (typeof LEDGER_KINDS)[number];

export function contextOf({ unit, ...task }: LedgerTask): CaseContext {
  const { calendar, asOf, coverage, unitsInRegion, registeredOn } = task;
  const policy = policyOf(unit.region, unit.localPolicy);
  return { unit, policy, calendar, asOf, coverage, unitsInRegion, registeredOn };
}

export function ledgerOf<Entry>(
  title: string,
  { unit, month }: LedgerTask,
  columns: readonly LedgerColumn<Entry>[],
  entries: readonly Entry[],
): Ledger {
  return {
    title,
    unitName: unit.name,
    month,
    columns: columns.map(({ header, kind, width }) => ({ header, kind, width })),
    rows: entries.map((entry) => columns.map((column) => column.of(entry))),
  };
}

/** The first columns of every ledger. Identity numbers are masked. */
export const PERSON_COLUMNS: readonly LedgerColumn<LedgerEntry>[] = [
  { header: '工号', kind: 'text', width: 14, of: ({ spell }) => spell.employeeId },
  { header: '姓名', kind: 'text', width: 12, of: ({ spell }) => spell.person.name },
  { header: '证件号码（脱敏）', kind: 'text', width: 22, of: ({ spell }) => spell.person.identity?.masked },
  { header: '部门', kind: 'text', width: 16, of: ({ spell }) => spell.person.department },
];

const STATES: Readonly<Record<FilingState['is'], string>> = {
  submitted: '已申报，待受理',
  accepted: '已受理',
  rejected: '被退回',
};

/** The state of a spell's filing, with its receipt. */
export function filingColumns(filing: Filing, noun: string): readonly LedgerColumn<LedgerEntry>[] {
  const stateOf = ({ spell }: LedgerEntry) => spell.filings[filing];
  return [
    { header: '申报日', kind: 'day', width: 12, of: (entry) => submission(entry, filing)?.on },
    { header: '回执号', kind: 'text', width: 18, of: (entry) => submission(entry, filing)?.receiptNo },
    {
      header: '受理日',
      kind: 'day',
      width: 12,
      of: (entry) => {
        const state = stateOf(entry);
        return state?.is === 'accepted' ? state.on : undefined;
      },
    },
    {
      header: `${noun}状态`,
      kind: 'text',
      width: 20,
      of: (entry) => {
        if (entry.proof !== undefined) return entry.proof;
        const state = stateOf(entry);
        if (state === undefined) return '未申报';
        return state.is === 'rejected' ? `${STATES.rejected}：${state.reason}` : STATES[state.is];
      },
    },
  ];
}

interface Submission {
  readonly on: PlainDate;
  readonly receiptNo?: string | undefined;
}

/** The last submission of the spell's filing, whether or not the agency has answered it. */
function submission({ spell }: LedgerEntry, filing: Filing): Submission | undefined {
  const state = spell.filings[filing];
  if (state === undefined) return undefined;
  if (state.is === 'submitted') return state;
  return state.submittedOn === undefined ? undefined : { on: state.submittedOn, receiptNo: state.receiptNo };
}

/**
 * The state of a filing that was repeated because the agency's files contradicted the first; empty if there is none.
 */
export function againText(again: FilingState | undefined): string {
  if (again === undefined) return '';
  return again.is === 'submitted' ? `；${again.on} 再次申报，待受理` : `；${again.on} ${STATES[again.is]}`;
}
