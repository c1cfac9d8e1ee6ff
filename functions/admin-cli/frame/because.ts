import { printable } from '../../../domain/letter/letter.ts';
import { reasonText } from '../../../domain/letter/reason-text.ts';
import type { Reason } from '../../../domain/reasons/reason.ts';
import type { CommandContext } from './frame.ts';

/** A reason as programs get it; what it does not rest on is left out. */
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

/** @throws Error for a reason without words, which is a bug. */
export function becauseJson(reasons: readonly Reason[], { language }: CommandContext): Because[] {
  return reasons.map((reason) => {
    const { code: _code, values: _values, rule, ...origin } = reason;
    return { rule, text: reasonText(reason, language), ...origin };
  });
}

/** Each reason on a line of its own, with its law, its source and how sure it is. */
export function becauseLines(reasons: readonly Reason[], { language, wording }: CommandContext): string[] {
  return reasons.map((reason) => {
    const { law, source, confidence } = reason;
    const cited = wording.citation({
      text: reasonText(reason, language),
      law,
      source,
      confidence: confidence && wording.confidence[confidence],
    });
    return `  - ${printable(cited)}`;
  });
}
