import type { Policy } from '../../../domain/policy/policy.ts';
import type { Reason } from '../../../domain/reasons/reason.ts';
import { type Fen, yuan } from '../../../domain/values/money.ts';
import { becauseJson, becauseLines } from '../frame/because.ts';
import type { Frame, Printout } from '../frame/frame.ts';
import { nothingShips } from '../frame/regions.ts';

/** A row for people; left out where there is nothing to say. */
export type Row = readonly [label: string, text: string | undefined];

export interface ExplainedRule {
  readonly title: string;
  readonly json: Readonly<Record<string, unknown>>;
  readonly rows: readonly Row[];
  readonly because: readonly Reason[];
  /** The region that was named, so that it is worth saying that nothing ships for it. */
  readonly region?: Policy | undefined;
}

/** The answer of a rule: its figures, then why, for programs and for people. */
export function rulePrintout({ title, json, rows, because, region }: ExplainedRule, frame: Frame): Printout {
  const { labels, colon } = frame.wording;
  const where = region === undefined ? '' : ` · ${region.region}`;
  return {
    json: { ...json, because: becauseJson(because, frame) },
    lines: [
      `${title}${where}`,
      ...rows.flatMap(([label, text]) => (text === undefined ? [] : [`  ${label}${colon}${text}`])),
      `${labels.basis}${colon}`.trimEnd(),
      ...becauseLines(because, frame),
      ...(region === undefined ? [] : nothingShips(region, frame)),
    ],
  };
}

/** Yuan with two decimals for programs; null where the amount is not known. */
export function yuanOrNull(amount: Fen | undefined): string | null {
  return amount === undefined ? null : yuan(amount);
}

/** An amount for people. */
export function amountText(amount: Fen | undefined, { say }: Frame): string {
  return amount === undefined ? unknownText({ say }) : `¥${yuan(amount)}`;
}

export function unknownText({ say }: Pick<Frame, 'say'>): string {
  return say({ zh: '未知', en: 'not known' });
}
