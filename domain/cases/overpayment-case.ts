import type { End, Spell } from '../employment/spell.ts';
import { documentsFor } from '../rules/documents.ts';
import { type Overpayment, overpaymentOf } from '../rules/overpayment.ts';
import type { PlainDate } from '../values/plain-date.ts';
import type { Case, CaseState } from './case.ts';
import { circumstancesOf, partsOf, type SpellContext } from './case-parts.ts';
import { refundPractice, refundSteps } from './refund-steps.ts';

/** R7: money was charged though nothing was due. Open until every month of it is settled or denied. */
export function overpaymentCase(spell: Spell, context: SpellContext): Case | undefined {
  const { asOf, unit } = context;
  const overpayment = overpaymentOf(spell, circumstancesOf(context), context.unbilled);
  if (overpayment === undefined) return undefined;
  const end = endBy(spell, asOf);
  const state = stateOf(overpayment);
  return {
    ...partsOf(spell, 'overpayment'),
    state,
    ...(end !== undefined && { eventOn: end.on }),
    openedOn: overpayment.since,
    money: overpayment.money,
    documents: documentsFor('overpayment', spell.documents, { reason: end?.reason, channel: unit?.channel }),
    steps: refundSteps(overpayment, state, context),
    because: [...overpayment.because, ...refundPractice(context)],
  };
}

function stateOf({ requested }: Overpayment): CaseState {
  if (requested === undefined) return { is: 'open' };
  return {
    is: 'refund-requested',
    on: requested.on,
    ...(requested.way !== undefined && { way: requested.way }),
  };
}

/** The leave, once it has come. */
function endBy({ situation }: Spell, asOf: PlainDate): End | undefined {
  return situation.is === 'left' && situation.end.on <= asOf ? situation.end : undefined;
}
