import type { Month } from '../../domain/values/month.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import { columnLetters } from './table.ts';

/** How a file was understood. This is shown before anything is stored. */
export interface Understood {
  readonly sheets: readonly ReadSheet[];
  readonly passedOver: readonly PassedSheet[];
  /** The number of non-empty rows below the headers. */
  readonly rows: number;
  /** The number of rows that were read and used. */
  readonly taken: number;
  readonly leftOut: Readonly<Partial<Record<LeftOut, number>>>;
  /** The number of rows that cannot be used. Their problems are listed by line. */
  readonly inQuestion: number;
  /** The number of rows that are hidden in the spreadsheet. They are read like the others. */
  readonly hiddenRows: number;
  /** Where the file names medical insurance; absent for a roster. */
  readonly insurance?: InsuranceEvidence;
  /** Insurances whose rows were skipped, as the file names them; the list may be incomplete. */
  readonly otherInsurances: readonly string[];
  /** The month of all rows if no column has the month. */
  readonly month?: SaidMonth;
  /** The day on which the file was issued, if the file states it. */
  readonly issuedOn?: PlainDate;
  /** Unknown codes and texts, each with its number of rows. */
  readonly asked: readonly KindInQuestion[];
}

export interface ReadSheet {
  /** Absent for a text file. */
  readonly name?: string;
  readonly headerLines: readonly number[];
  readonly columns: readonly ReadColumn[];
}

interface ReadColumn {
  readonly field: string;
  readonly column: string;
  readonly header: string;
  readonly isHidden?: true;
}

export interface PassedSheet {
  readonly name: string;
  readonly why: 'hidden' | 'no-headers' | 'other-insurance' | 'another-is-read' | 'not-chosen' | 'too-many';
}

/** Why a row was skipped. A `note` is a row that says who made the table, when, or for how many people. */
const LEFT_OUT = [
  'other-insurance',
  'other-unit',
  'not-insured',
  'nothing-charged',
  'headers-again',
  'total',
  'note',
] as const;

export type LeftOut = (typeof LEFT_OUT)[number];

export type InsuranceEvidence = 'setting' | 'column' | 'headers' | 'title' | 'sheet' | 'nowhere';

/** A month found above a table or in its sheet's name. */
export interface SaidMonth {
  readonly month: Month;
  readonly by: 'title' | 'sheet';
  /** The text with the month. */
  readonly text: string;
  /** True if the text has the month of payment. The contribution is then for the month before. */
  readonly isMonthBefore?: true;
}

interface KindInQuestion {
  readonly header: string;
  readonly word: string;
  readonly rows: number;
}

/** The limit of different texts that are listed. A column with more of them does not contain codes. */
const MOST_TEXTS = 20;
const MOST_INSURANCES = 8;

/** Collects how a file is understood while it is read. */
export class Understanding {
  readonly #sheets: ReadSheet[] = [];
  readonly #passedOver: PassedSheet[] = [];
  readonly #leftOut = new Map<LeftOut, number>();
  readonly #insurances = new Set<string>();
  readonly #questions = new Map<string, KindInQuestion>();
  #counts = { rows: 0, taken: 0, inQuestion: 0, hiddenRows: 0 };
  #insurance: InsuranceEvidence | undefined;
  #month: SaidMonth | undefined;
  #issued: { readonly rank: number; readonly day: PlainDate } | undefined;
  /** The last line of the table, if it does not end with a line break. */
  lastLineOpen: number | undefined;

  passOver(name: string | undefined, why: PassedSheet['why']): void {
    this.#passedOver.push({ name: name ?? '', why });
  }

  readSheet(
    name: string | undefined,
    headerLines: readonly number[],
    columns: readonly {
      readonly field: string;
      readonly column: number;
      readonly header: string;
      readonly isHidden: boolean;
    }[],
  ): void {
    this.#sheets.push({
      ...(name !== undefined && { name }),
      headerLines,
      columns: columns.map(({ field, column, header, isHidden }) => ({
        field,
        column: columnLetters(column),
        header,
        ...(isHidden && { isHidden: true as const }),
      })),
    });
  }

  row({ isHidden }: { readonly isHidden?: true }): void {
    this.#counts.rows += 1;
    if (isHidden) this.#counts.hiddenRows += 1;
  }

  take(rows = 1): void {
    this.#counts.taken += rows;
  }

  question(rows = 1): void {
    this.#counts.inQuestion += rows;
  }

  leaveOut(why: LeftOut): void {
    this.#leftOut.set(why, (this.#leftOut.get(why) ?? 0) + 1);
  }

  otherInsurance(name: string | undefined): void {
    this.leaveOut('other-insurance');
    if (name !== undefined && this.#insurances.size < MOST_INSURANCES) this.#insurances.add(name);
  }

  ask(header: string, text: string): void {
    const key = JSON.stringify([header, text]);
    const before = this.#questions.get(key);
    if (before === undefined && this.#questions.size >= MOST_TEXTS) return;
    this.#questions.set(key, { header, word: text, rows: (before?.rows ?? 0) + 1 });
  }

  insuranceBy(evidence: InsuranceEvidence): void {
    this.#insurance ??= evidence;
  }

  monthBy(month: SaidMonth | undefined): void {
    this.#month = month;
  }

  /**
   * Notes a day on which the file was issued.
   * @param rank the day with the lowest rank is used; if several days have this rank, the latest of them.
   */
  issuedOn(day: PlainDate, rank: number): void {
    const before = this.#issued;
    if (before === undefined || rank < before.rank || (rank === before.rank && day > before.day))
      this.#issued = { rank, day };
  }

  understood(): Understood {
    return {
      sheets: this.#sheets,
      passedOver: this.#passedOver,
      ...this.#counts,
      leftOut: Object.fromEntries(
        LEFT_OUT.flatMap((why) => (this.#leftOut.has(why) ? [[why, this.#leftOut.get(why)]] : [])),
      ),
      ...(this.#insurance !== undefined && { insurance: this.#insurance }),
      otherInsurances: [...this.#insurances],
      ...(this.#month !== undefined && { month: this.#month }),
      ...(this.#issued !== undefined && { issuedOn: this.#issued.day }),
      asked: [...this.#questions.values()],
    };
  }
}
