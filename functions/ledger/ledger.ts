import type { Calendar } from '../../domain/calendar/calendar.ts';
import type { CaseContext } from '../../domain/cases/case-parts.ts';
import type { Spell } from '../../domain/employment/spell.ts';
import { policyOf } from '../../domain/policy/policy-of.ts';
import type { Unit } from '../../domain/units/unit.ts';
import type { Fen } from '../../domain/values/money.ts';
import type { Month } from '../../domain/values/month.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';

/** 台账: a table that HR keeps of a unit's month, whatever file it is written to. Headers are Chinese, as HR's are. */
export interface Ledger {
  /** e.g. 离职台账. */
  readonly title: string;
  readonly unitName: string;
  readonly month: Month;
  readonly columns: readonly Pick<LedgerColumn, 'header' | 'kind' | 'width'>[];
  readonly rows: readonly (readonly LedgerValue[])[];
}

/** Absent: not known, or not yet. */
export type LedgerValue = string | Fen | undefined;

export interface LedgerColumn<Entry = never> {
  readonly header: string;
  readonly kind: 'text' | 'day' | 'month' | 'money';
  /** Of characters, for files that have widths. */
  readonly width: number;
  readonly of: (entry: Entry) => LedgerValue;
}

/** One spell of the unit. */
export interface LedgerEntry {
  readonly spell: Spell;
}

/** Which of a unit's months, as seen on which day. */
export interface LedgerTask {
  readonly unit: Unit;
  readonly month: Month;
  readonly asOf: PlainDate;
  readonly calendar: Calendar;
}

export const LEDGER_KINDS = ['leavers', 'joiners', 'overpayments'] as const;
export type LedgerKind = (typeof LEDGER_KINDS)[number];

export function contextOf({ unit, asOf, calendar }: LedgerTask): CaseContext {
  return { unit, policy: policyOf(unit.region, unit.localPolicy), calendar, asOf };
}

/** Puts entries into columns. */
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
