import { DISPUTE_TEXTS } from '../cases/dispute-texts.ts';
import { STEP_TEXTS } from '../cases/step-texts.ts';
import { CASE_TEXTS } from '../cases/texts.ts';
import { UNIT_CASE_TEXTS } from '../cases/unit-texts.ts';
import { LEAVER_GUIDE_TEXTS } from '../guides/leaver-texts.ts';
import { GUIDE_TEXTS } from '../guides/texts.ts';
import type { Reason, ReasonCode, ReasonValue } from '../reasons/reason.ts';
import { RECONCILE_TEXTS } from '../reconcile/texts.ts';
import { ROSTER_CASE_TEXTS, ROSTER_FINDING_TEXTS } from '../roster/texts.ts';
import { ARREARS_TEXTS } from '../rules/arrears/texts.ts';
import { CONTRIBUTION_TEXTS } from '../rules/contribution/texts.ts';
import { COVER_TEXTS } from '../rules/cover/texts.ts';
import { DEADLINE_TEXTS } from '../rules/deadline/texts.ts';
import { ELIGIBILITY_TEXTS } from '../rules/eligibility/texts.ts';
import { EVIDENCE_TEXTS } from '../rules/evidence/texts.ts';
import { INDIVIDUAL_TEXTS } from '../rules/individual/texts.ts';
import { NOTE_TEXTS } from '../rules/origin.ts';
import { OVERPAYMENT_TEXTS } from '../rules/overpayment/texts.ts';
import { RETIREMENT_TEXTS } from '../rules/retirement/texts.ts';
import type { Language, Texts } from '../values/language.ts';

/** The sentence of every reason by its code. Complete by type, because each table adds its codes to `ReasonValues`. */
export const REASON_TEXTS: Readonly<Record<ReasonCode, Texts>> = {
  ...DEADLINE_TEXTS,
  ...ELIGIBILITY_TEXTS,
  ...CONTRIBUTION_TEXTS,
  ...COVER_TEXTS,
  ...ARREARS_TEXTS,
  ...OVERPAYMENT_TEXTS,
  ...EVIDENCE_TEXTS,
  ...RETIREMENT_TEXTS,
  ...INDIVIDUAL_TEXTS,
  ...NOTE_TEXTS,
  ...ROSTER_FINDING_TEXTS,
  ...ROSTER_CASE_TEXTS,
  ...CASE_TEXTS,
  ...DISPUTE_TEXTS,
  ...STEP_TEXTS,
  ...UNIT_CASE_TEXTS,
  ...RECONCILE_TEXTS,
  ...LEAVER_GUIDE_TEXTS,
  ...GUIDE_TEXTS,
};

/** Stands between the items of a list. */
const LIST_SEPARATOR: Texts = { zh: '、', en: ', ' };

/** The mark after an uncertain statement; every letter and printout explains it once, at its end. */
export const TO_BE_CONFIRMED: Texts = { zh: '（待核实）', en: ' (to be confirmed)' };

/** The mark after a value that the unit itself entered. */
const AS_ENTERED: Texts = { zh: '（本单位登记）', en: ' (as your unit entered it)' };

/** Replaces an empty value. Only the region of a unit that is not in the registry is empty. */
const UNNAMED: Texts = { zh: '当地', en: 'your region' };

/** The place of the mark in a sentence, with a space if one follows. */
const HEDGE_PLACE = /\{hedge\}( ?)/;

/**
 * Whether the sentence of a reason has the mark 待核实, because it depends on a weak source, an assumption, or a figure on
 * which sources contradict each other. A sentence that only says that something is unknown (未知) has no place for the
 * mark and needs none.
 */
export function isToBeConfirmed({ code, confidence }: Reason): boolean {
  if (confidence === 'unknown') return HEDGE_PLACE.test(REASON_TEXTS[code].zh);
  return confidence === 'low' || confidence === 'assumed';
}

/**
 * The sentence for a reason as plain text that is not escaped. A mark follows an expression or figure that is uncertain
 * (待核实) or that the unit itself entered.
 */
export function reasonText(reason: Reason, language: Language): string {
  const values: Readonly<Record<string, ReasonValue>> = reason.values;
  const template = REASON_TEXTS[reason.code][language];
  const mark = markOf(reason)?.[language] ?? '';
  const sentence = template.replaceAll(/\{(\w+)\}( ?)/g, (_, name: string, space: string) => {
    // Chinese puts no space after a bracket.
    if (name === 'hedge') return mark === '' || language === 'en' ? `${mark}${space}` : mark;
    return `${textOf(values[name] ?? '', language) || UNNAMED[language]}${space}`;
  });
  return HEDGE_PLACE.test(template) ? sentence : `${sentence}${mark}`;
}

function markOf(reason: Reason): Texts | undefined {
  if (isToBeConfirmed(reason)) return TO_BE_CONFIRMED;
  return reason.confidence === 'local' ? AS_ENTERED : undefined;
}

function textOf(value: ReasonValue, language: Language): string {
  return typeof value === 'object' ? value.join(LIST_SEPARATOR[language]) : String(value);
}
