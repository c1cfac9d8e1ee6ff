import { compareText, type Fact, type FactOf } from '../facts/fact.ts';
import type { Instant } from '../values/plain-date.ts';
import { changesDuring, pendingChanges } from './changes.ts';
import { type AssignedCharges, chargedMonths, chargesOf, filedBases, notableCharges } from './charges.ts';
import { effectiveFacts } from './effective-facts.ts';
import { employmentsOf, endOf, escaped, startOf } from './employments.ts';
import { type FilingsBySpell, filingsOf } from './filings.ts';
import { noticedPlace, noticedSpell, noticesOf } from './notices.ts';
import { otherSpellsOf, relatedSpells } from './other-spells.ts';
import { averageWages, contactKept, personOf, postAt, withoutContact } from './person.ts';
import { type Stretch, stretchesOf } from './segments.ts';
import {
  type Charge,
  type End,
  type InformationChange,
  type MissingDate,
  type OtherSpell,
  type Spell,
  UNKNOWN_UNIT,
} from './spell.ts';
import { type Papers, type Place, papersOf } from './spell-records.ts';

/**
 * F: turns the facts of one employee into spells. It refuses no fact, and its result depends on the set of facts
 * alone: any order, any repetition, the same spells.
 *
 * @param employeeId whose facts they are.
 * @param facts all facts of that employee, in any order.
 * @param elsewhere spells of the same person under other employee ids.
 * @returns the spells in the order of their starts; first, where there are any, those never seen hired; last what was
 *   told of without a day.
 */
export function foldSpells(
  employeeId: string,
  facts: readonly Fact[],
  elsewhere: readonly OtherSpell[] = [],
): readonly Spell[] {
  const effective = effectiveFacts(facts);
  const { employments, strayEndings } = employmentsOf(effective);
  const ordered = [...employments].sort(
    (a, b) => compareText(startOf(a), startOf(b)) || compareText(a.key, b.key),
  );
  const stretches = stretchesOf(ordered, effective);
  const charges = chargesOf(stretches, effective);
  const strays = strayPlaces(strayEndings, charges);
  const notable = notableBySpell(stretches, charges);
  const places = stretches.map(({ spellId, situation }) => placeOf(spellId, situation, notable.get(spellId)));
  const notices = noticesOf({ facts, effective, employments: ordered, stretches, strayEndings });
  const noticed = noticedPlace(notices);
  const papers = papersOf([...strays.map(placeOfStray), ...places, ...noticed], effective);
  const context = {
    employeeId,
    effective,
    stretches,
    charges: notable,
    allCharges: charges.bySpell,
    changes: pendingChanges(effective),
    papers,
    leaving: notices.leaving,
    filings: filingsOf(stretches, effective, strayEndings.length > 0 ? strays : []),
  };
  const spells = [
    ...strays.map((stray) => straySpell(stray, context)),
    ...stretches.map((_, index) => spellAt(index, context)),
    ...noticed.map(({ spellId }) =>
      noticedSpell(notices, { ...context, papers: papers.get(spellId) ?? NO_PAPERS }),
    ),
  ];
  const others = [...otherSpellsOf(spells), ...elsewhere];
  return spells.map((spell) => ({ ...spell, otherSpells: relatedSpells(spell, others) }));
}

interface Context {
  readonly employeeId: string;
  readonly effective: readonly Fact[];
  readonly stretches: readonly Stretch[];
  /** Those that a rule may need; see notableCharges. */
  readonly charges: ReadonlyMap<string, readonly Charge[]>;
  readonly allCharges: ReadonlyMap<string, readonly Charge[]>;
  readonly changes: readonly InformationChange[];
  readonly papers: ReadonlyMap<string, Papers>;
  /** Leaves told of without their day, by the spell that they end. */
  readonly leaving: ReadonlyMap<string, MissingDate>;
  readonly filings: FilingsBySpell;
}

const NO_PAPERS: Papers = { refunds: [], documents: [], cards: [], attentions: [] };

function notableBySpell(
  stretches: readonly Stretch[],
  { bySpell }: AssignedCharges,
): ReadonlyMap<string, readonly Charge[]> {
  return new Map(
    stretches.map(({ spellId, situation }) => [
      spellId,
      notableCharges(bySpell.get(spellId) ?? [], situation),
    ]),
  );
}

function placeOf(spellId: string, situation: Stretch['situation'], charges: readonly Charge[] = []): Place {
  return { spellId, situation, charges };
}

function placeOfStray({ spellId, charges }: Stray): Place {
  return { spellId, situation: { is: 'never-hired' }, charges };
}

function spellAt(index: number, context: Context): Spell {
  const stretch = context.stretches[index];
  if (stretch === undefined) throw new RangeError(`no spell at ${index}`);
  const { spellId, unitId, situation } = stretch;
  const filings = context.filings.get(spellId) ?? {};
  const papers = context.papers.get(spellId) ?? NO_PAPERS;
  const charges = context.charges.get(spellId) ?? [];
  const changes = changesDuring(situation, context.changes);
  const allCharges = context.allCharges.get(spellId) ?? [];
  const paid = chargedMonths(allCharges, filings.enrolment);
  const bases = filedBases(allCharges, situation);
  const post = postAt(index, context.stretches);
  const wages = averageWages(context.effective, post, bases);
  const missingDate = context.leaving.get(spellId);
  return {
    spellId,
    employeeId: context.employeeId,
    unitId,
    person: personOf(context.effective, post),
    situation:
      situation.is === 'left' ? { ...situation, end: contactKept(situation.end, papers.guide) } : situation,
    filings,
    charges,
    ...(paid.length > 0 && { chargedMonths: paid }),
    ...(bases.length > 0 && { filedBases: bases }),
    ...(wages.length > 0 && { averageWages: wages }),
    ...(missingDate !== undefined && { missingDate }),
    ...(changes.length > 0 && { changes }),
    ...papers,
    otherSpells: [],
    knownAt: newest([
      ...stretch.basis.map(({ receivedAt }) => receivedAt),
      ...Object.values(filings).map(({ knownAt }) => knownAt),
      ...charges.map(({ knownAt }) => knownAt),
      ...papers.refunds.map(({ knownAt }) => knownAt),
    ]),
  };
}

interface Stray {
  readonly spellId: string;
  readonly unitId: string;
  readonly endings: readonly FactOf<'employee.terminated'>[];
  readonly charges: readonly Charge[];
}

/** Leaves and charges that fit no hire: one spell per unit that was charged, else one of an unknown unit. */
function strayPlaces(
  endings: readonly FactOf<'employee.terminated'>[],
  { strayByUnit }: AssignedCharges,
): readonly Stray[] {
  const charged = [...strayByUnit].sort(([a], [b]) => compareText(a, b));
  if (charged.length > 0) {
    return charged.map(([unitId, charges]) => ({
      spellId: `never-hired+${escaped(unitId)}`,
      unitId,
      endings,
      charges,
    }));
  }
  if (endings.length === 0) return [];
  return [{ spellId: 'never-hired', unitId: UNKNOWN_UNIT, endings, charges: [] }];
}

function straySpell({ spellId, unitId, endings, charges }: Stray, context: Context): Spell {
  const stated: End | undefined = endOf(endings);
  // Nobody is written to of whom no hire is known.
  const end = stated && withoutContact(stated);
  const papers = context.papers.get(spellId) ?? NO_PAPERS;
  const filings = context.filings.get(spellId) ?? {};
  return {
    spellId,
    employeeId: context.employeeId,
    unitId,
    person: personOf(context.effective, { hires: new Set() }),
    situation: end === undefined ? { is: 'never-hired' } : { is: 'never-hired', end },
    filings,
    charges,
    ...papers,
    otherSpells: [],
    knownAt: newest([
      ...endings.map(({ receivedAt }) => receivedAt),
      ...Object.values(filings).map(({ knownAt }) => knownAt),
      ...charges.map(({ knownAt }) => knownAt),
      ...papers.refunds.map(({ knownAt }) => knownAt),
    ]),
  };
}

function newest(instants: readonly Instant[]): Instant {
  return instants.reduce((latest, at) => (at > latest ? at : latest));
}
