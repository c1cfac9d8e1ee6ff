import type { Language } from '../values/language.ts';
import type { PlainDate } from '../values/plain-date.ts';

/**
 * `high`: the primary text or two independent sources. `medium`: one decent source. `low`: inferred, or a weak source.
 */
export type Confidence = 'high' | 'medium' | 'low';

/** A value inserted into a sentence; a list is joined as usual in the language. */
export type ReasonValue = string | number | readonly (string | number)[];

/**
 * The sentence of each reason in both languages, by its code. In a sentence, `{name}` is replaced by the reason's value
 * of that name. `{hedge}` is not a value: it stands after the expression to which the reason's `confidence` refers. A
 * mark is put there if this expression is uncertain (待核实) or was entered by the unit itself.
 */
export type ReasonTexts = Readonly<Record<string, Readonly<Record<Language, string>>>>;

/**
 * The values that each code's sentences need. Each family of rules keeps its sentences in a `texts.ts` of its own and
 * adds them here, so a code without a sentence, or a missing value, is a type error:
 *
 * ```ts
 * declare module '../reasons/reason.ts' {
 *   interface ReasonValues extends ValuesOf<typeof GAP_TEXTS> {}
 * }
 * ```
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by the texts.ts of each family of rules
export interface ReasonValues {}

export type ReasonCode = keyof ReasonValues;

/** The type of a table's values: for each code, one value for each `{name}` in its sentences. */
export type ValuesOf<Table extends ReasonTexts> = {
  readonly [Code in keyof Table]: {
    readonly [Name in NamesIn<Table[Code][Language]>]: ReasonValue;
  };
};

type NamesIn<Sentence extends string> = Sentence extends `${string}{${infer Name}}${infer Rest}`
  ? Exclude<Name, 'hedge'> | NamesIn<Rest>
  : never;

/** One step in deriving a date or amount: the applied rule, with the figures of this case. */
export type Reason<Code extends ReasonCode = ReasonCode> = {
  readonly [C in Code]: ReasonOrigin & {
    /** The applied rule of this product: D3, R1, R7 … */
    readonly rule: string;
    readonly code: C;
    readonly values: ReasonValues[C];
  };
}[Code];

/** The codes whose sentences need only the values in `Values`, or fewer. */
export type CodeFor<Values> = {
  [Code in ReasonCode]: Values extends ReasonValues[Code] ? Code : never;
}[ReasonCode];
/** The codes whose sentences need no value. */
export type PlainCode = CodeFor<Record<never, never>>;

/** The values for a reason whose code is one of several. They include every value that any of the sentences needs. */
export type ValuesFor<Code extends ReasonCode> = (
  Code extends ReasonCode
    ? (values: ReasonValues[Code]) => void
    : never
) extends (values: infer All) => void
  ? All
  : never;

/** Creates a reason whose code is only known as a type parameter. For a literal code, write an object literal. */
export function reasonOf<Code extends ReasonCode>(
  rule: string,
  code: Code,
  values: ValuesFor<Code>,
  origin: ReasonOrigin = {},
): Reason {
  // The compiler cannot check an object against a union that a type parameter selects.
  return { rule, code, values, ...origin } as Reason;
}

/** The origin of a figure in a reason. */
export interface ReasonOrigin {
  /** The law and its article, for example `社会保险法 58`. */
  readonly law?: string;
  readonly source?: string;
  readonly parameter?: string;
  readonly value?: string | number;
  /** The first day on which the parameter's value applies. */
  readonly from?: PlainDate;
  readonly confidence?: Confidence | 'unknown' | 'assumed' | 'local';
}
