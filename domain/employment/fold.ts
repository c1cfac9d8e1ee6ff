import { compareText, type Fact, type FactOf } from '../facts/fact.ts';
import { NO_ORDER, type SourceOrder } from '../facts/source-order.ts';
import { compact } from '../values/compact.ts';
import { type Instant, LONG_AGO, newestOf } from '../values/plain-date.ts';
import type { RaisedDispute } from './authority.ts';
import { changesDuring, pendingChanges } from './changes.ts';
import { type AssignedCharges, chargedMonths, chargesOf, filedBases, notableCharges } from './charges.ts';
import { effectiveFactsAndDisputes } from './effective-facts.ts';
import { employmentsOf, endOf, escaped } from './employments.ts';
import { type FilingsBySpell, filingsOf } from './filings.ts';
import { type AssignedListings, listingsOf } from './listings.ts';
import { lastStated, missingIn, type Notices, noticesOf } from './notices.ts';
import { withOthers } from './other-spells.ts';
import { averageWages, contactKept, earlierDataIn, personIn, positionOf, withoutContact } from './person.ts';
import { type Segment, segmentsOf } from './segments.ts';
import { type Dispute, NOTICED, type OtherSpell, type Spell, UNKNOWN_UNIT } from './spell.ts';
import { recordsOf, type SpellRecords, type SpellRef } from './spell-records.ts';

/**
 * F: folds the facts of one employee into spells. It accepts every fact, and the result depends only on the set of
 * facts, not on their order or repetition.
 *
 * Facts become employments, and each employment is cut at transfers into segments. Charges and filings are assigned to
 * segments; charges, lists and leaves that fit no segment form a spell of their own. The other records (refunds,
 * documents, cards, …) are then assigned to the spells that they are about.
 * @param facts all facts of the employee, in any order.
 * @param elsewhere spells of the same person under other employee ids.
 * @param order of the sources, which decides whose statement takes effect (R14).
 * @returns spells in order of their starts. Spells without a known hire come first, the spell of notices comes last.
 */
export function foldSpells(
  employeeId: string,
  facts: readonly Fact[],
  elsewhere: readonly OtherSpell[] = [],
  order: SourceOrder = NO_ORDER,
): readonly Spell[] {
  const { effective, disputes } = effectiveFactsAndDisputes(facts, order);
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

/** A spell before filings, other records, disputes and other spells of the person are added. */
interface SpellDraft extends SpellRef, Pick<Spell, 'unitId' | 'person'> {
  /** Optional fields in the key order of the snapshot. Most of them need a known hire. */
  readonly details?: Pick<
    Spell,
    | 'chargedMonths'
    | 'listings'
    | 'seenName'
    | 'filedBases'
    | 'averageWages'
    | 'missingDate'
    | 'changes'
    | 'earlierData'
  >;
  /** The times of receipt of the facts about the employment itself, not of those about money and filings. */
  readonly receivedTimes: readonly Instant[];
}

/**
 * The spells of leaves, charges and listings without a hire. There is one spell for each unit that charged or listed
 * the person. If no unit did, there is one spell of an unknown unit.
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
  // A guide is mailed only if the hire is known, so the data for the guide are left out.
  const end = stated && withoutContact(stated);
  const common = {
    person: personIn(effective)({ hires: new Set() }),
    situation: { is: 'never-hired', ...(end !== undefined && { end }) },
    receivedTimes: endings.map(({ receivedAt }) => receivedAt),
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
  const earlierData = earlierDataIn(effective);
  return segments.map((segment, index) => {
    const { spellId, unitId, situation, basis } = segment;
    const ofSpell = charges.bySpell.get(spellId) ?? [];
    const position = positionOf(segment, segments[index + 1], segments);
    const paid = chargedMonths(ofSpell);
    const bases = filedBases(ofSpell, situation);
    const wages = averageWages(effective, position, bases);
    const missingDate = notices.leaving.get(spellId);
    const changed = changesDuring(situation, changes);
    const receivedTimes = basis.map(({ receivedAt }) => receivedAt);
    const earlier = earlierData(position, newestOf(receivedTimes) ?? LONG_AGO);
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
        ...(earlier.length > 0 && { earlierData: earlier }),
      },
      receivedTimes,
    };
  });
}

/**
 * The spell of notices (hires and leaves reported without their day) that fit no employment; it asks for the missing
 * days. If every such notice is cancelled, the spell remains without a question, so that the next digest can report the
 * cancellation. The spell disappears when a fact with the day arrives.
 */
function noticedDrafts(notices: Notices, effective: readonly Fact[]): readonly SpellDraft[] {
  const { unplaced, withdrawn } = notices;
  const stated = unplaced.length > 0 ? unplaced : withdrawn;
  if (stated.length === 0) return [];
  const person = personIn(effective)({ hires: new Set() });
  const name = person.name ?? lastStated(stated, 'name');
  return [
    {
      spellId: NOTICED,
      unitId: lastStated(stated, 'unitId') ?? UNKNOWN_UNIT,
      person: { ...person, ...(name !== undefined && { name }) },
      situation: { is: 'noticed', missing: missingIn(unplaced) },
      charges: [],
      receivedTimes: stated.map(({ receivedAt }) => receivedAt),
    },
  ];
}

/** Assigns a dispute to the latest spell based on the accepted statement, otherwise to the last spell. */
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

/** The order of the keys must not change: stored snapshots are compared as JSON. */
function spellFrom(
  employeeId: string,
  { spellId, unitId, person, situation, charges, details, receivedTimes }: SpellDraft,
  bySpell: BySpell,
): Spell {
  const filings = bySpell.filings.get(spellId) ?? {};
  const records = bySpell.records.get(spellId) ?? NO_RECORDS;
  const disputes = bySpell.asked.get(spellId) ?? [];
  const { refunds, documents, cards, attentions, answers, notes, guide } = records;
  return {
    spellId,
    employeeId,
    unitId,
    person,
    situation: situation.is === 'left' ? { ...situation, end: contactKept(situation.end, guide) } : situation,
    filings,
    charges,
    ...details,
    refunds,
    documents,
    cards,
    attentions,
    ...compact({ answers, notes, guide, disputes: disputes.length > 0 ? disputes : undefined }),
    otherSpells: [],
    // Without such facts, only the agency's files are about the spell.
    knownAt:
      newestOf([
        ...receivedTimes,
        ...knownAtOf([
          ...Object.values(filings).flatMap((state) =>
            state.is === 'accepted' && state.again !== undefined ? [state, state.again] : [state],
          ),
          ...(answers ?? []),
          ...refunds,
          ...disputes,
        ]),
      ]) ?? LONG_AGO,
  };
}

function knownAtOf(parts: readonly { readonly knownAt: Instant }[]): readonly Instant[] {
  return parts.map(({ knownAt }) => knownAt);
}
