import { compareText, type Fact } from '../facts/fact.ts';
import { type Month, monthOf } from '../values/month.ts';
import type { PlainDate } from '../values/plain-date.ts';
import type { Attention, Card, ReceivedDocument, Refund } from './spell.ts';

/** What belongs to a spell besides its days, filings and charges. */
export interface Papers {
  readonly refunds: readonly Refund[];
  readonly documents: readonly ReceivedDocument[];
  readonly cards: readonly Card[];
  readonly attentions: readonly Attention[];
}

interface Place {
  readonly spellId: string;
  readonly startOn?: PlainDate;
}

/**
 * Refunds go to the spell whose months they name, documents and cards to the latest spell begun by their day, words
 * of staff to the case that they name.
 *
 * @param places the spells in the order of their starts.
 * @param facts effective facts in the order of their statements.
 */
export function papersOf(places: readonly Place[], facts: readonly Fact[]): ReadonlyMap<string, Papers> {
  const papers = new Map<string, { [K in keyof Papers]: Papers[K][number][] }>();
  const at = (spellId: string | undefined) => {
    if (spellId === undefined) return undefined;
    const entry = papers.get(spellId) ?? { refunds: [], documents: [], cards: [], attentions: [] };
    papers.set(spellId, entry);
    return entry;
  };
  for (const fact of facts) {
    switch (fact.kind) {
      case 'refund.requested':
      case 'refund.settled':
      case 'refund.denied':
        at(byMonth(places, fact.data.months))?.refunds.push(refundOf(fact));
        break;
      case 'document.received': {
        const { caseKind, document, on } = fact.data;
        at(byDay(places, on))?.documents.push({ caseKind, document, on });
        break;
      }
      case 'card.requested':
      case 'card.issued': {
        const { kind, on, replaces = false } = fact.data;
        const is = fact.kind === 'card.requested' ? 'requested' : 'issued';
        at(byDay(places, on))?.cards.push({ is, kind, on, replaces });
        break;
      }
      case 'case.acknowledged':
      case 'case.snoozed': {
        const { caseId, by, on } = fact.data;
        const until = fact.kind === 'case.snoozed' ? { until: fact.data.until } : {};
        at(byCase(places, fact.employeeId, caseId))?.attentions.push({ caseId, by, on, ...until });
        break;
      }
    }
  }
  return papers;
}

type RefundFact = Extract<Fact, { kind: `refund.${string}` }>;

function refundOf(fact: RefundFact): Refund {
  const { months, on, way, amount } = fact.data;
  return {
    is:
      fact.kind === 'refund.requested' ? 'requested' : fact.kind === 'refund.settled' ? 'settled' : 'denied',
    months: [...months].sort(compareText),
    on,
    knownAt: fact.receivedAt,
    ...(way !== undefined && { way }),
    ...(amount !== undefined && { amount }),
    ...(fact.kind === 'refund.denied' && { reason: fact.data.reason }),
  };
}

function byMonth(places: readonly Place[], months: readonly Month[]): string | undefined {
  const earliest = [...months].sort(compareText)[0];
  const begun = places.findLast(
    ({ startOn }) => startOn !== undefined && earliest !== undefined && monthOf(startOn) <= earliest,
  );
  return (begun ?? places[0])?.spellId;
}

function byDay(places: readonly Place[], on: PlainDate): string | undefined {
  return (places.findLast(({ startOn }) => startOn !== undefined && startOn <= on) ?? places[0])?.spellId;
}

function byCase(places: readonly Place[], employeeId: string, caseId: string): string | undefined {
  return places.find(({ spellId }) => caseId.startsWith(`${employeeId}/${spellId}/`))?.spellId;
}
