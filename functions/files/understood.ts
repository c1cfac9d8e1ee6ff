import type { Month } from '../../domain/values/month.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import { columnLetters } from './table.ts';

/** What was understood of a file, for people to see before anything of it is stored. */
export interface Understood {
  readonly sheets: readonly ReadSheet[];
  readonly passedOver: readonly PassedSheet[];
  /** Rows below the headers with anything in them. */
  readonly rows: number;
  /** Rows that were read and count. */
  readonly taken: number;
  readonly leftOut: Readonly<Partial<Record<LeftOut, number>>>;
  /** Rows that cannot be taken as they are; the problems of each are told with its line. */
  readonly inQuestion: number;
  /** Rows that a spreadsheet hides; they are read like the others. */
  readonly hiddenRows: number;
  /** Where it says that it is about medical insurance; absent for a roster. */
  readonly insurance?: InsuranceEvidence;
  /** Insurances whose rows were left out, as the file names them; not necessarily all. */
  readonly otherInsurances: readonly string[];
  /** The month of all rows, where no column has it. */
  readonly month?: SaidMonth;
  /** The day on which the file was printed or drawn up, where it states one. */
  readonly issuedOn?: PlainDate;
  /** Words and codes that are not known: how many rows hold each. */
  readonly asked: readonly KindInQuestion[];
}

export interface ReadSheet {
  /** Absent for a text file. */
  readonly name?: string;
  readonly headerLines: readonly number[];
  readonly columns: readonly ReadColumn[];
}

export interface ReadColumn {
  readonly field: string;
  /** Its letters. */
  readonly column: string;
  readonly header: string;
  readonly isHidden?: true;
}

export interface PassedSheet {
  readonly name: string;
  readonly why: 'hidden' | 'no-headers' | 'other-insurance' | 'another-is-read' | 'not-chosen' | 'too-many';
}

/** Why a row was left out; a note says who made the table, when, how many people are on it. */
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

/** A month that stands above a table or in its sheet's name. */
export interface SaidMonth {
  readonly month: Month;
  readonly by: 'title' | 'sheet';
  /** The text that says so. */
  readonly text: string;
  /** The text has the month of payment; the contribution is for the month before. */
  readonly isMonthBefore?: true;
}

export interface KindInQuestion {
  readonly header: string;
  readonly word: string;
  readonly rows: number;
}

/** More different words than that are no code but a column of something else. */
const MOST_TEXTS = 20;
const MOST_INSURANCES = 8;

/** Gathers what is understood while a file is read. */
export class Understanding {
  readonly #sheets: ReadSheet[] = [];
  readonly #passedOver: PassedSheet[] = [];
  readonly #leftOut = new Map<LeftOut, number>();
  readonly #insurances = new Set<string>();
  readonly #asked = new Map<string, KindInQuestion>();
  #counts = { rows: 0, taken: 0, inQuestion: 0, hiddenRows: 0 };
  #insurance: InsuranceEvidence | undefined;
  #month: SaidMonth | undefined;
  #issued: { readonly rank: number; readonly day: PlainDate } | undefined;

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

  ask(header: string, word: string): void {
    const key = JSON.stringify([header, word]);
    const before = this.#asked.get(key);
    if (before === undefined && this.#asked.size >= MOST_TEXTS) return;
    this.#asked.set(key, { header, word, rows: (before?.rows ?? 0) + 1 });
  }

  insuranceBy(evidence: InsuranceEvidence): void {
    this.#insurance ??= evidence;
  }

  monthBy(month: SaidMonth | undefined): void {
    this.#month = month;
  }

  /** @param rank of several days the one of the lowest counts, the latest of these. */
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
      asked: [...this.#asked.values()],
    };
  }
}
