import { SEXES } from '../../../domain/facts/texts.ts';
import type { Policy } from '../../../domain/policy/policy.ts';
import type { Reason } from '../../../domain/reasons/reason.ts';
import { policyOf } from '../../../domain/regions/policy-of.ts';
import type { OriginalAge } from '../../../domain/regions/retirement.ts';
import type { Texts } from '../../../domain/values/language.ts';
import { type Fen, yuan } from '../../../domain/values/money.ts';
import { becauseJson, becauseLines } from '../frame/because.ts';
import type { CommandContext, CommandResult } from '../frame/frame.ts';
import { choice, type OptionSpec, text } from '../frame/kinds.ts';
import { knownRegion, nothingShips } from '../frame/regions.ts';
import { type Asked, type CommandSpec, command } from '../frame/spec.ts';

export const REGION = text(
  { zh: '统筹区，例如 北京；不写则只按全国规定', en: 'pooling area, e.g. 北京 (default: national rules)' },
  'region',
);

export const SEX = choice({ zh: '性别', en: 'sex' }, SEXES, 'sex');

/** Needed for women: their original retirement age depends on the post, which the identity number does not show. */
export const ORIGINAL_AGE = choice(
  {
    zh: '改革前的法定退休年龄；女职工由岗位决定，不写则给出两种可能',
    en: 'age before the reform; both are shown if a woman’s post is unknown',
  },
  ['60', '55', '50'],
  'years',
);

export function ageOf(asked: '60' | '55' | '50' | undefined): OriginalAge | undefined {
  return asked === undefined ? undefined : (Number(asked) as OriginalAge);
}

/** The policy of a region; without a region, national law with unknown local parameters. */
export function policyFor(region: string | undefined, context: CommandContext): Policy {
  if (region !== undefined) return policyOf(knownRegion(region, context));
  return policyOf(context.say({ zh: '当地', en: 'your region' }));
}

/** One value of an answer: a field in the JSON and a row in the text. */
export interface Field {
  /** The field's name in the JSON; absent if the value is only in the text. */
  readonly key?: string;
  /** Undefined if the value is unknown; then it is null in the JSON. */
  readonly value?: unknown;
  /** The label of the value's row in the text; absent if the value is only in the JSON. */
  readonly label?: string | Texts;
  /** The text of the row, if it differs from the value. */
  readonly text?: string;
}

/** A field with a row. @param text shown instead of the value; null omits the row. */
export function field(key: string, label: string | Texts, value: unknown, text?: string | null): Field {
  if (text === null) return { key, value };
  return { key, label, value, ...(text !== undefined && { text }) };
}

/** A row that is only in the text; an empty list if there is no text. */
export function row(label: string | Texts, text: string | undefined): readonly Field[] {
  return text === undefined ? [] : [{ label, text }];
}

export interface Explained {
  readonly title: Texts;
  readonly fields: readonly Field[];
  readonly because: readonly Reason[];
}

interface Explanation<O> {
  readonly name: string;
  readonly about: Texts;
  readonly options: O;
  readonly examples: readonly string[];
  /** @param policy the policy of the region in the call; without a region, national law. */
  explain(asked: Asked<unknown, O>, policy: Policy, context: CommandContext): Explained;
}

/** A command that explains a rule. It prints the values, then the reasons, as JSON or as text. */
export function explanation<O extends Readonly<Record<string, OptionSpec<unknown>>>>(
  spec: Explanation<O>,
): CommandSpec {
  return command<Record<string, never>, O>({
    ...spec,
    run(asked, context) {
      const { region } = asked as { readonly region?: string };
      const policy = policyFor(region, context);
      return answer(spec.explain(asked, policy, context), region === undefined ? undefined : policy, context);
    },
  });
}

function answer(
  { title, fields, because }: Explained,
  region: Policy | undefined,
  context: CommandContext,
): CommandResult {
  const { labels, colon } = context.wording;
  const textOf = (text: string | Texts) => (typeof text === 'string' ? text : context.say(text));
  const rows = fields.map(
    ({ label, value, text }) => label && `  ${textOf(label)}${colon}${text ?? known(value, context)}`,
  );
  const document = fields.flatMap(({ key, value }) => (key === undefined ? [] : [[key, value ?? null]]));
  return {
    json: { ...Object.fromEntries(document), because: becauseJson(because, context) },
    lines: [
      `${context.say(title)}${region === undefined ? '' : ` · ${region.region}`}`,
      ...rows,
      `${labels.basis}${colon}`.trimEnd(),
      ...becauseLines(because, context),
      region && nothingShips(region),
    ],
  };
}

/** A value as text; 未知 if it is undefined. */
export function known(value: unknown, { say }: Pick<CommandContext, 'say'>): string {
  return value === undefined || value === null ? say({ zh: '未知', en: 'not known' }) : String(value);
}

/** Yuan with two decimals for the JSON; null if the amount is unknown. */
export function yuanOrNull(amount: Fen | undefined): string | null {
  return amount === undefined ? null : yuan(amount);
}

export function amountText(amount: Fen | undefined, context: Pick<CommandContext, 'say'>): string {
  return known(amount === undefined ? undefined : `¥${yuan(amount)}`, context);
}
