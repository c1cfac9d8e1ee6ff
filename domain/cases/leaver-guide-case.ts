import type { Spell } from '../employment/spell.ts';
import { helpsUntil, isAwaitingHandOver } from '../guides/leaver-mail-window.ts';
import type { Case } from './case.ts';
import { type CaseContext, partsOf } from './case-parts.ts';
import { step } from './filing-steps.ts';

/** What is ticked off when the guide was handed over by other means. */
const GUIDE_PAPER = '离职人员医保指南';

/**
 * G1: the address that a leaver left takes no mail, so the guide has to reach them otherwise. Open until `document.received`
 * says that it was handed over, at most as long as a guide helps.
 */
export function leaverGuideCase(spell: Spell, { asOf }: CaseContext): Case | undefined {
  if (!isAwaitingHandOver(spell)) return undefined;
  const { guide, employeeId, situation } = spell;
  if (asOf < guide.on || asOf > helpsUntil(situation.end)) return undefined;
  return {
    ...partsOf(spell, 'leaver-guide'),
    knownAt: guide.knownAt,
    state: { is: 'open' },
    eventOn: situation.end.on,
    openedOn: guide.on,
    documents: [{ name: GUIDE_PAPER, required: false, received: false }],
    steps: [step('step-send-guide', { employeeId }), step('step-record-guide')],
    because: [{ rule: 'G1', code: 'guide-refused', values: { on: guide.on } }],
  };
}
