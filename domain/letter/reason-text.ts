import { DISPUTE_WORDS } from '../cases/dispute-words.ts';
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
import { EVIDENCE_WORDS } from '../rules/evidence/words.ts';
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
  ...EVIDENCE_WORDS,
  ...RETIREMENT_WORDS,
  ...INDIVIDUAL_WORDS,
  ...NOTE_WORDS,
  ...ROSTER_FINDING_WORDS,
  ...ROSTER_CASE_WORDS,
  ...CASE_WORDS,
  ...DISPUTE_WORDS,
  ...STEP_WORDS,
  ...UNIT_CASE_WORDS,
  ...RECONCILE_WORDS,
  ...LEAVER_GUIDE_WORDS,
  ...GUIDE_WORDS,
};

/** Between the items of a list. */
const LIST_SEPARATOR: Texts = { zh: '、', en: ', ' };

/** Directly behind what is not sure; every letter and printout explains it once, at its end. */
export const TO_BE_CONFIRMED: Texts = { zh: '（待核实）', en: ' (to be confirmed)' };

/** Directly behind what the unit itself entered. */
const AS_ENTERED: Texts = { zh: '（本单位登记）', en: ' (as your unit entered it)' };

/** Replaces an empty value: the region of a unit that is not in the registry. */
const UNNAMED: Texts = { zh: '当地', en: 'your region' };

/** The place of the mark in a sentence, with the space behind it. */
const HEDGE_PLACE = /\{hedge\}( ?)/;

/**
 * Whether the sentence of a reason carries the mark 待核实: what it says rests on a weak source, is assumed, or is a
 * figure taken though sources contradict each other. A sentence without a figure that says 未知 needs no mark.
 */
export function isToBeConfirmed({ code, confidence }: Reason): boolean {
  if (confidence === 'unknown') return HEDGE_PLACE.test(REASON_WORDS[code].zh);
  return confidence === 'low' || confidence === 'assumed';
}

/** The sentence for a reason, in plain text, not escaped; 待核实 stands behind the uncertain word or figure. */
export function reasonText(reason: Reason, language: Language): string {
  const values: Readonly<Record<string, ReasonValue>> = reason.values;
  const template = REASON_WORDS[reason.code][language];
  const mark = markOf(reason)?.[language] ?? '';
  const sentence = template.replaceAll(/\{(\w+)\}( ?)/g, (_, name: string, space: string) => {
    // Chinese sets no space behind a bracket.
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
