import { compareText, type Fact } from '../facts/fact.ts';
import { compact } from '../values/compact.ts';
import { type Month, monthOf } from '../values/month.ts';
import { NEVER, type PlainDate } from '../values/plain-date.ts';
import {
  type Answer,
  type Attention,
  type Card,
  type Charge,
  type End,
  endBy,
  hasBegun,
  inServiceOn,
  isEmployment,
  type Note,
  type ReceivedDocument,
  type Refund,
  type SettledGuide,
  type Situation,
  type Spell,
} from './spell.ts';

/** Records about a spell other than its days, filings and charges. */
export type SpellRecords = Pick<
  Spell,
  'refunds' | 'documents' | 'cards' | 'attentions' | 'answers' | 'notes' | 'guide'
>;

interface Gathered extends SpellRecords {
  readonly refunds: Refund[];
  readonly documents: ReceivedDocument[];
  readonly cards: Card[];
  readonly attentions: Attention[];
  answers?: Answer[];
  notes?: Note[];
  guide?: SettledGuide;
}

/** The fields of a spell that decide which records belong to it. */
export interface SpellRef {
  readonly spellId: string;
  readonly situation: Situation;
  readonly charges: readonly Charge[];
}

/**
 * Assigns records to spells. A refund or document that names a spell belongs to it. Otherwise refunds belong to the
 * spells whose months they name, documents to the latest spell that their case can be about, card requests to the
 * latest spell begun by their day, and issued cards to all spells begun by their day. Acknowledgements, snoozes,
 * answers and notes belong to the spell of the case that they name. The result of a guide belongs to the spell that it
 * names.
 * @param places the spells: those without a known hire first, then in order of their starts.
 * @param facts effective facts in statement order.
 */
export function recordsOf(
  places: readonly SpellRef[],
  facts: readonly Fact[],
): ReadonlyMap<string, SpellRecords> {
  const records = new Map<string, Gathered>();
  const at = (spellId: string | undefined): Gathered | undefined => {
    if (spellId === undefined) return undefined;
    const entry: Gathered = records.get(spellId) ?? { refunds: [], documents: [], cards: [], attentions: [] };
    records.set(spellId, entry);
    return entry;
  };
  for (const fact of facts) {
    switch (fact.kind) {
      case 'refund.requested':
      case 'refund.settled':
      case 'refund.denied':
        for (const spellId of named(places, fact.data) ?? byMonths(places, fact.data.months)) {
          at(spellId)?.refunds.push(refundOf(fact));
        }
        break;
      case 'document.received': {
        const { caseKind, document, on } = fact.data;
        const [spellId = byCaseKind(places, caseKind, on)] = named(places, fact.data) ?? [];
        at(spellId)?.documents.push({ caseKind, document, on });
        break;
      }
      case 'card.requested':
      case 'card.issued': {
        const { kind, on, replaces = false } = fact.data;
        const is = fact.kind === 'card.requested' ? 'requested' : 'issued';
        // A card belongs to the person, not to a unit: if it is issued after a move, it also answers the request of the
        // earlier unit.
        const begun = places.filter((place) => (startOn(place) ?? NEVER) <= on);
        const spellIds = is === 'issued' ? begun.map(({ spellId }) => spellId) : [];
        for (const id of spellIds.length > 0 ? spellIds : [byDay(places, on)]) {
          applyCard(at(id)?.cards, { is, kind, on, replaces });
        }
        break;
      }
      case 'guide.settled': {
        const { spellId, outcome, on } = fact.data;
        const entry = places.some((place) => place.spellId === spellId) ? at(spellId) : undefined;
        if (entry !== undefined) entry.guide = { is: outcome, on, knownAt: fact.receivedAt };
        break;
      }
      case 'case.acknowledged':
      case 'case.snoozed': {
        const { caseId, by, on, roles } = fact.data;
        const until = fact.kind === 'case.snoozed' ? fact.data.until : undefined;
        const attention = { caseId, by, on, ...compact({ until, roles }) };
        at(byCase(places, fact.employeeId, caseId))?.attentions.push(attention);
        break;
      }
      case 'question.answered': {
        const { caseId, answer, on } = fact.data;
        const entry = at(byCase(places, fact.employeeId, caseId));
        if (entry === undefined) break;
        entry.answers ??= [];
        entry.answers.push({ caseId, answer, on, knownAt: fact.receivedAt, ...compact({ by: fact.by }) });
        break;
      }
      case 'case.noted': {
        const { caseId, text, on } = fact.data;
        const entry = at(byCase(places, fact.employeeId, caseId));
        if (entry === undefined) break;
        entry.notes ??= [];
        entry.notes.push({ caseId, text, on, ...compact({ by: fact.by }) });
        break;
      }
    }
  }
  return records;
}

/** Adds a card. Of the issued cards of one kind only the latest is kept, because it answers all requests before it. */
function applyCard(cards: Card[] = [], card: Card): void {
  const issued = cards.findIndex(({ is, kind }) => is === 'issued' && kind === card.kind);
  const held = card.is === 'issued' ? cards[issued] : undefined;
  if (held !== undefined && held.on > card.on) return;
  if (held !== undefined) cards.splice(issued, 1);
  cards.push(card);
}

/**
 * The spell that a fact names. Undefined if the fact names no spell, or one that does not exist; then the days decide.
 */
function named(
  places: readonly SpellRef[],
  { spellId }: { readonly spellId?: string | undefined },
): readonly string[] | undefined {
  return places.some((place) => place.spellId === spellId) && spellId !== undefined ? [spellId] : undefined;
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
    ...compact({ way, amount }),
    ...(fact.kind === 'refund.denied' && { reason: fact.data.reason }),
  };
}

/**
 * The spells to which a refund belongs, because a refund names months and no unit. They are the spells with a charge in
 * one of these months that may be overpaid. If the bill has not arrived yet, no spell has such a charge: then the
 * refund belongs to the latest spell that ended in an earlier month, otherwise to the latest spell that had begun by
 * then.
 */
function byMonths(places: readonly SpellRef[], months: readonly Month[]): readonly string[] {
  const charged = places.filter((place) => months.some((month) => mayBeOverpaid(place, month)));
  if (charged.length > 0) return charged.map(({ spellId }) => spellId);
  const latest = months.toSorted(compareText).at(-1);
  if (latest === undefined) return [];
  const hasLeft = ({ situation }: SpellRef) => situation.is === 'left' && monthOf(situation.end.on) < latest;
  const begun = (place: SpellRef) => monthOf(startOn(place) ?? NEVER) <= latest;
  const place = places.findLast(hasLeft) ?? places.findLast(begun) ?? places[0];
  return place === undefined ? [] : [place.spellId];
}

/**
 * Whether the spell has a charge that may be overpaid: outside the months of service, a second regular charge in the
 * month, or a charge of a month that another unit also charged.
 */
function mayBeOverpaid({ charges, situation }: SpellRef, month: Month): boolean {
  const ofMonth = charges.filter((charge) => charge.month === month);
  if (ofMonth.length === 0) return false;
  const regular = ofMonth.filter(({ supplement }) => supplement === undefined);
  if (regular.length > 1 || ofMonth.some(({ alsoChargedAt }) => alsoChargedAt !== undefined)) return true;
  if (!isEmployment(situation)) return true;
  return month < monthOf(situation.start.on) || (situation.is === 'left' && month > lastMonth(situation.end));
}

function lastMonth({ on, insuranceStopMonth }: End): Month {
  return insuranceStopMonth ?? monthOf(on);
}

const ABOUT_THE_END: ReadonlySet<string> = new Set(['removal', 'overpayment', 'leaver-guide']);

/**
 * The spell that a document belongs to. Documents about the end of a spell belong to it even if the next spell has
 * begun, for example after a transfer.
 */
function byCaseKind(places: readonly SpellRef[], caseKind: string, on: PlainDate): string | undefined {
  if (!ABOUT_THE_END.has(caseKind)) {
    const ahead = caseKind === 'enrolment' ? places.find((place) => (startOn(place) ?? on) > on) : undefined;
    const inService = places.findLast(({ situation }) => inServiceOn(situation, on));
    return (inService ?? ahead)?.spellId ?? byDay(places, on);
  }
  const left = places.findLast(({ situation }) => endBy(situation, on) !== undefined);
  return left?.spellId ?? byDay(places, on);
}

function byDay(places: readonly SpellRef[], on: PlainDate): string | undefined {
  return (places.findLast((place) => (startOn(place) ?? NEVER) <= on) ?? places[0])?.spellId;
}

function startOn({ situation }: SpellRef): PlainDate | undefined {
  return hasBegun(situation) ? situation.start.on : undefined;
}

function byCase(places: readonly SpellRef[], employeeId: string, caseId: string): string | undefined {
  if (!caseId.startsWith(`${employeeId}/`)) return undefined;
  const ofSpell = caseId.slice(employeeId.length + 1);
  return places.find(({ spellId }) => ofSpell.startsWith(spellId) && ofSpell[spellId.length] === '/')
    ?.spellId;
}
