import { STEP_WORDS } from '../cases/step-words.ts';
import { UNIT_CASE_WORDS } from '../cases/unit-words.ts';
import { CASE_WORDS } from '../cases/words.ts';
import { LEAVER_GUIDE_WORDS } from '../guides/leaver-words.ts';
import { GUIDE_WORDS } from '../guides/words.ts';
import type { Reason, ReasonCode, ReasonValue } from '../reasons/reason.ts';
import { RECONCILE_WORDS } from '../reconcile/words.ts';
import { ROSTER_CASE_WORDS, ROSTER_FINDING_WORDS } from '../roster/words.ts';
import { ARREARS_WORDS } from '../rules/arrears/words.ts';
import { CONTRIBUTION_WORDS } from '../rules/contribution/words.ts';
import { COVER_WORDS } from '../rules/cover/words.ts';
import { DEADLINE_WORDS } from '../rules/deadline/words.ts';
import { ELIGIBILITY_WORDS } from '../rules/eligibility/words.ts';
import { INDIVIDUAL_WORDS } from '../rules/individual/words.ts';
import { NOTE_WORDS } from '../rules/origin.ts';
import { OVERPAYMENT_WORDS } from '../rules/overpayment/words.ts';
import { RETIREMENT_WORDS } from '../rules/retirement/words.ts';
import type { Language, Texts } from '../values/language.ts';

/** The sentence of every reason, by its code: complete by type, since each table adds its codes to `ReasonValues`. */
export const REASON_WORDS: Readonly<Record<ReasonCode, Texts>> = {
  ...DEADLINE_WORDS,
  ...ELIGIBILITY_WORDS,
  ...CONTRIBUTION_WORDS,
  ...COVER_WORDS,
  ...ARREARS_WORDS,
  ...OVERPAYMENT_WORDS,
  ...RETIREMENT_WORDS,
  ...INDIVIDUAL_WORDS,
  ...NOTE_WORDS,
  ...ROSTER_FINDING_WORDS,
  ...ROSTER_CASE_WORDS,
  ...CASE_WORDS,
  ...STEP_WORDS,
  ...UNIT_CASE_WORDS,
  ...RECONCILE_WORDS,
  ...LEAVER_GUIDE_WORDS,
  ...GUIDE_WORDS,
};

/** Between the items of a list. */
const LIST_SEPARATOR: Texts = { zh: '、', en: ', ' };

/** What is added for a reason that rests on a weak source, or on what the unit itself entered. */
const CAVEAT: Readonly<Record<'low' | 'local', Texts>> = {
  low: { zh: '（来源不够可靠，请向经办机构核实）', en: ' (weak source: please ask the agency)' },
  local: { zh: '（本单位登记的当地口径）', en: ' (as your unit entered it)' },
};

/** Replaces an empty value: the region of a unit that is not in the registry. */
const UNNAMED: Texts = { zh: '当地', en: 'your region' };

/** The sentence for a reason, in plain text, not escaped. */
export function reasonText(reason: Reason, language: Language): string {
  const values: Readonly<Record<string, ReasonValue>> = reason.values;
  const sentence = REASON_WORDS[reason.code][language].replaceAll(
    /\{(\w+)\}/g,
    (_, name: string) => textOf(values[name] ?? '', language) || UNNAMED[language],
  );
  const { confidence } = reason;
  return confidence === 'low' || confidence === 'local'
    ? `${sentence}${CAVEAT[confidence][language]}`
    : sentence;
}

function textOf(value: ReasonValue, language: Language): string {
  return typeof value === 'object' ? value.join(LIST_SEPARATOR[language]) : String(value);
}
