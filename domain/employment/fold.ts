import { compareText, type Fact, type FactOf } from '../facts/fact.ts';
import { NO_ORDER, type SourceOrder } from '../facts/source-order.ts';
import type { Instant } from '../values/plain-date.ts';
import type { RaisedDispute } from './authority.ts';
import { changesDuring, pendingChanges } from './changes.ts';
import { type AssignedCharges, chargedMonths, chargesOf, filedBases, notableCharges } from './charges.ts';
import { weighed } from './effective-facts.ts';
import { employmentsOf, endOf, escaped } from './employments.ts';
import { type FilingsBySpell, filingsOf } from './filings.ts';
import { type AssignedListings, listingsOf } from './listings.ts';
import { lastSaid, missingIn, type Notices, noticesOf } from './notices.ts';
import { withOthers } from './other-spells.ts';
import { averageWages, contactKept, personIn, positionOf, withoutContact } from './person.ts';
import { type Segment, segmentsOf } from './segments.ts';
import { type Dispute, NOTICED, type OtherSpell, type Spell, UNKNOWN_UNIT } from './spell.ts';
import { recordsOf, type SpellRecords, type SpellRef } from './spell-records.ts';

/**
 * F: turns the facts of one employee into spells. It refuses no fact, and its result depends on the set of facts
 * alone: any order, any repetition, the same spells.
 *
 * Facts become employments, and employments, cut at each change of units, segments. Charges and filings are assigned
 * to segments; what fits none makes a spell of its own. The other records (refunds, papers, cards, …) then go to the
 * spells that they are about.
 * @param employeeId whose facts they are.
 * @param facts all facts of that employee, in any order.
 * @param elsewhere spells of the same person under other employee ids.
 * @param order of the sources, by which it is settled whose word counts (R14).
 * @returns the spells in the order of their starts; first, where there are any, those never seen hired; last the one
 *   that asks for days.
 */
export function foldSpells(
  employeeId: string,
  facts: readonly Fact[],
  elsewhere: readonly OtherSpell[] = [],
  order: SourceOrder = NO_ORDER,
): readonly Spell[] {
  const { effective, disputes } = weighed(facts, order);
  const { employments, strayEndings } = employmentsOf(effective);
  const segments = segmentsOf(employments, effective);
  const charges = chargesOf(segments, effective);
  const notices = noticesOf({ facts, effective, employments, segments, strayEndings });
  const listings = listingsOf(segments, effective);
  const neverHired = neverHiredDrafts(strayEndings, charges, listings, effective);
  const filings = filingsOf(segments, effective, strayEndings.length > 0 ? neverHired : []);
  const drafts = [
    ...neverHired,
    ...segmentDrafts(segments, { effective, charges, listings, notices }),
    ...noticedDrafts(notices, effective),
  ];
  const records = recordsOf(drafts, effective);
  const asked = disputesBySpell(disputes, drafts, segments);
  const spells = drafts.map((draft) => spellFrom(employeeId, draft, { filings, records, asked }));
  return withOthers(spells, elsewhere);
}

/** A spell without what is assigned by its id: filings, refunds and other records, other spells of the person. */
interface SpellDraft extends SpellRef, Pick<Spell, 'unitId' | 'person'> {
  /** What only a spell in an employment has; in the order in which a snapshot has it. */
  readonly details?: Pick<
    Spell,
    'chargedMonths' | 'listings' | 'seenName' | 'filedBases' | 'averageWages' | 'missingDate' | 'changes'
  >;
  /** When the facts that it rests on came in, without those about money and filings. */
  readonly heardAt: readonly Instant[];
}

/**
 * Leaves, charges and listings that fit no hire: one spell per unit that was charged or had the person on its list, else
 * one of an unknown unit.
 */
function neverHiredDrafts(
  endings: readonly FactOf<'employee.terminated'>[],
  { strayByUnit }: AssignedCharges,
  { strayByUnit: listedAt }: AssignedListings,
  effective: readonly Fact[],
): readonly SpellDraft[] {
  const unitIds = [...new Set([...strayByUnit.keys(), ...listedAt.keys()])].sort(compareText);
  if (endings.length === 0 && unitIds.length === 0) return [];
  const stated = endOf(endings);
  // No guide is mailed unless the hire is known.
  const end = stated && withoutContact(stated);
  const common = {
    person: personIn(effective)({ hires: new Set() }),
    situation: { is: 'never-hired', ...(end !== undefined && { end }) },
    heardAt: endings.map(({ receivedAt }) => receivedAt),
  } as const;
  if (unitIds.length === 0) return [{ ...common, spellId: 'never-hired', unitId: UNKNOWN_UNIT, charges: [] }];
  return unitIds.map((unitId) => {
    const listings = listedAt.get(unitId);
    return {
      ...common,
      spellId: `never-hired+${escaped(unitId)}`,
      unitId,
      charges: strayByUnit.get(unitId) ?? [],
      ...(listings !== undefined && { details: { listings } }),
    };
  });
}

interface SegmentContext {
  readonly effective: readonly Fact[];
  readonly charges: AssignedCharges;
  readonly listings: AssignedListings;
  readonly notices: Notices;
}

function segmentDrafts(segments: readonly Segment[], context: SegmentContext): readonly SpellDraft[] {
  const { effective, charges, listings, notices } = context;
  const changes = pendingChanges(effective);
  const person = personIn(effective);
  return segments.map((segment, index) => {
    const { spellId, unitId, situation, basis } = segment;
    const ofSpell = charges.bySpell.get(spellId) ?? [];
    const position = positionOf(segment, segments[index + 1], segments);
    const paid = chargedMonths(ofSpell);
    const bases = filedBases(ofSpell, situation);
    const wages = averageWages(effective, position, bases);
    const missingDate = notices.leaving.get(spellId);
    const changed = changesDuring(situation, changes);
    return {
      spellId,
      unitId,
      person: person(position),
      situation,
      charges: notableCharges(ofSpell, situation),
      details: {
        ...(paid.length > 0 && { chargedMonths: paid }),
        ...listings.bySpell.get(spellId),
        ...(bases.length > 0 && { filedBases: bases }),
        ...(wages.length > 0 && { averageWages: wages }),
        ...(missingDate !== undefined && { missingDate }),
        ...(changed.length > 0 && { changes: changed }),
      },
      heardAt: basis.map(({ receivedAt }) => receivedAt),
    };
  });
}

/**
 * The spell that asks for the day of what was reported without one. Once everything is taken back it asks nothing, but
 * stays so that the next digest can report that; it is gone when a fact with the day answers it.
 */
function noticedDrafts(notices: Notices, effective: readonly Fact[]): readonly SpellDraft[] {
  const { unplaced, withdrawn } = notices;
  const stated = unplaced.length > 0 ? unplaced : withdrawn;
  if (stated.length === 0) return [];
  const person = personIn(effective)({ hires: new Set() });
  const name = person.name ?? lastSaid(stated, 'name');
  return [
    {
      spellId: NOTICED,
      unitId: lastSaid(stated, 'unitId') ?? UNKNOWN_UNIT,
      person: { ...person, ...(name !== undefined && { name }) },
      situation: { is: 'noticed', missing: missingIn(unplaced) },
      charges: [],
      heardAt: stated.map(({ receivedAt }) => receivedAt),
    },
  ];
}

/** A dispute goes to the latest spell that rests on the statement that holds, else to the last spell. */
function disputesBySpell(
  disputes: readonly RaisedDispute[],
  drafts: readonly SpellDraft[],
  segments: readonly Segment[],
): ReadonlyMap<string, readonly Dispute[]> {
  const asked = new Map<string, Dispute[]>();
  for (const { about, ...dispute } of disputes) {
    const rests = segments.findLast(({ basis }) => basis.some(({ factId }) => factId === about.factId));
    const { spellId } = rests ?? segments.at(-1) ?? drafts.at(-1) ?? {};
    if (spellId === undefined) continue;
    asked.set(spellId, asked.get(spellId) ?? []);
    asked.get(spellId)?.push(dispute);
  }
  return asked;
}

interface BySpell {
  readonly filings: FilingsBySpell;
  readonly records: ReadonlyMap<string, SpellRecords>;
  readonly asked: ReadonlyMap<string, readonly Dispute[]>;
}

const NO_RECORDS: SpellRecords = { refunds: [], documents: [], cards: [], attentions: [] };

/** The order of the keys is that of stored snapshots, which are compared by their JSON. */
function spellFrom(
  employeeId: string,
  { spellId, unitId, person, situation, charges, details, heardAt }: SpellDraft,
  bySpell: BySpell,
): Spell {
  const filings = bySpell.filings.get(spellId) ?? {};
  const records = bySpell.records.get(spellId) ?? NO_RECORDS;
  const disputes = bySpell.asked.get(spellId) ?? [];
  return {
    spellId,
    employeeId,
    unitId,
    person,
    situation:
      situation.is === 'left' ? { ...situation, end: contactKept(situation.end, records.guide) } : situation,
    filings,
    charges,
    ...details,
    ...records,
    ...(disputes.length > 0 && { disputes }),
    otherSpells: [],
    knownAt: newest([
      ...heardAt,
      ...knownAtOf([
        ...Object.values(filings).flatMap((state) =>
          state.is === 'accepted' && state.again !== undefined ? [state, state.again] : [state],
        ),
        ...charges,
        ...(details?.listings ?? []),
        ...(records.answers ?? []),
        ...records.refunds,
        ...disputes,
      ]),
    ]),
  };
}

function knownAtOf(parts: readonly { readonly knownAt: Instant }[]): readonly Instant[] {
  return parts.map(({ knownAt }) => knownAt);
}

function newest(instants: readonly Instant[]): Instant {
  return instants.reduce((latest, at) => (at > latest ? at : latest));
}
