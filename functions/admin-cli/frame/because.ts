import { confidenceNote } from '../../../domain/letter/case-card.ts';
import { printable } from '../../../domain/letter/letter.ts';
import { isToBeConfirmed, reasonText } from '../../../domain/letter/reason-text.ts';
import type { Reason } from '../../../domain/reasons/reason.ts';
import type { CommandContext } from './frame.ts';

/** A reason as JSON; empty parts are left out. */
interface Because {
  readonly rule: string;
  readonly text: string;
  readonly law?: string;
  readonly source?: string;
  readonly parameter?: string;
  readonly value?: string | number;
  readonly from?: string;
  readonly confidence?: string;
}

/** @throws Error for a reason without a sentence, which is a bug. */
export function becauseJson(reasons: readonly Reason[], { language }: CommandContext): Because[] {
  return reasons.map((reason) => {
    const { code: _code, values: _values, rule, ...origin } = reason;
    return { rule, text: reasonText(reason, language), ...origin };
  });
}

/**
 * Each reason is on its own line, with its law, its source and its certainty. If a reason has the mark 待核实, a last line
 * explains the mark.
 */
export function becauseLines(reasons: readonly Reason[], { language, wording }: CommandContext): string[] {
  const lines = reasons.map((reason) => {
    const { law, source } = reason;
    const text = reasonText(reason, language);
    const cited = wording.citation({ text, law, source, confidence: confidenceNote(reason, wording) });
    return `  - ${printable(cited)}`;
  });
  return reasons.some(isToBeConfirmed) ? [...lines, wording.hedge] : lines;
}
