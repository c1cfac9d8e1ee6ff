import type { Spell } from '../employment/spell.ts';
import { documentsFor } from '../rules/documents.ts';
import { type Overpayment, overpaymentOf } from '../rules/overpayment.ts';
import { firstDayOf } from '../values/month.ts';
import { laterOf, type PlainDate } from '../values/plain-date.ts';
import type { Case, CaseState } from './case.ts';
import { type CaseContext, partsOf } from './case-parts.ts';

/** R7: money was charged though nothing was due. Open until every month of it is settled or denied. */
export function overpaymentCase(spell: Spell, context: CaseContext): Case | undefined {
  const { policy, calendar, asOf, unit } = context;
  if (spell.situation.is === 'left' && spell.situation.end.on > asOf) return undefined;
  const agencyCutOffDay = unit?.agency?.removalCutOffDay;
  const overpayment = overpaymentOf(spell, { policy, calendar, asOf, agencyCutOffDay });
  if (overpayment === undefined) return undefined;
  const reason = spell.situation.is === 'left' ? spell.situation.end.reason : undefined;
  return {
    ...partsOf(spell, 'overpayment'),
    state: stateOf(overpayment),
    ...eventOf(spell),
    openedOn: openedOn(spell, overpayment),
    money: overpayment.money,
    documents: documentsFor('overpayment', spell.documents, { reason, channel: unit?.channel }),
    because: overpayment.because,
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

function eventOf({ situation }: Spell): { eventOn?: PlainDate } {
  return situation.is === 'left' ? { eventOn: situation.end.on } : {};
}

/** From the first day of the first overpaid month, but not before the leave that made it overpaid. */
function openedOn({ situation }: Spell, { money }: Overpayment): PlainDate {
  const first = money.months[0];
  if (first === undefined) throw new Error('an overpayment without a month');
  const begun = firstDayOf(first.month);
  return situation.is === 'left' ? laterOf(begun, situation.end.on) : begun;
}
