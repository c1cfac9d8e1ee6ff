import { publishedCalendar } from '../../domain/calendar/working-days.ts';
import type { Case } from '../../domain/cases/case.ts';
import { chargeOf, netCharges } from '../../domain/employment/charges.ts';
import { effectiveFacts } from '../../domain/employment/effective-facts.ts';
import { type Charge, hasBegun, type Spell } from '../../domain/employment/spell.ts';
import { compareText, type Fact } from '../../domain/facts/fact.ts';
import {
  type DeclaredBase,
  declaredBaseIn,
  MonthReconciler,
  type Reconciliation,
  type UnknownOnBill,
} from '../../domain/reconcile/reconcile-month.ts';
import { policyOf } from '../../domain/regions/policy-of.ts';
import type { Unit } from '../../domain/units/unit.ts';
import { compact } from '../../domain/values/compact.ts';
import { type Month, monthOf } from '../../domain/values/month.ts';
import { NEVER, type PlainDate } from '../../domain/values/plain-date.ts';
import { atOnce, unpaced } from '../pace.ts';
import type { SpellReader, UnknownCharges } from '../ports.ts';
import { type PeoplePorts, withCarriers } from './find-person.ts';
import { inServiceIn } from './guard.ts';

interface ReconcilePorts extends PeoplePorts {
  readonly spells: Pick<SpellReader, 'duePages'>;
  readonly unknownCharges: Pick<UnknownCharges, 'list'>;
  readonly casesOf: (spells: readonly Spell[], unit: Unit, asOf: PlainDate) => readonly Case[];
  readonly throttles?: (() => number) | undefined;
}

const LOADS_IN_FLIGHT = 16;

/**
 * Compares the unit's people with the bill of a month. It loads the record of each person in service in that month, and
 * keeps one page of spells in memory.
 */
export async function reconcileUnit(
  { unit, month, asOf }: { readonly unit: Unit; readonly month: Month; readonly asOf: PlainDate },
  ports: ReconcilePorts,
): Promise<Reconciliation> {
  const { unitId } = unit;
  const policy = policyOf(unit.region, unit.localPolicy);
  const reconciler = new MonthReconciler({ month, policy, calendar: publishedCalendar, unit });
  const add = (spell: Spell, charges: readonly Charge[], declared?: DeclaredBase) =>
    reconciler.add({
      spell,
      charges,
      ...compact({ declared }),
      cases: () => ports.casesOf([spell], unit, asOf),
    });
  const serving = new Set<string>();
  for await (const { items } of ports.spells.duePages(unitId, NEVER))
    for (const spell of items) if (inServiceIn(spell, month)) serving.add(spell.employeeId);
  // A stored spell has every charge for months outside the service, but of the charges for months of service only those
  // that a rule may need. So records are loaded only for the people in service.
  for await (const { items } of ports.spells.duePages(unitId, NEVER))
    for (const spell of items)
      if (!serving.has(spell.employeeId))
        add(
          spell,
          spell.charges.filter((it) => it.month === month),
        );
  const addServing = async (employeeId: string) => {
    const record = await ports.employees.load(employeeId);
    const spells = record.spells.filter((spell) => spell.unitId === unitId);
    const facts = effectiveFacts(record.facts);
    const declared = declaredBaseIn(facts, month);
    const charges = chargesBySpell(facts, spells, unitId, month);
    for (const spell of spells) add(spell, charges.get(spell) ?? [], declared);
  };
  await atOnce(serving, addServing, { ...unpaced(LOADS_IN_FLIGHT), throttles: ports.throttles });
  return reconciler.done(await unknownOf(unitId, month, ports));
}

/**
 * The charges of the month by spell, as in the fold. A charge belongs to the latest spell at the unit that had begun by
 * the month of the charge.
 */
function chargesBySpell(
  facts: readonly Fact[],
  spells: readonly Spell[],
  unitId: string,
  month: Month,
): ReadonlyMap<Spell, readonly Charge[]> {
  const ofMonth = netCharges(facts).filter(({ data }) => data.month === month);
  const ordered = spells
    .filter(({ situation }) => situation.is !== 'noticed')
    .toSorted((a, b) => compareText(startOf(a), startOf(b)));
  const standing = ordered.filter(({ situation }) => situation.is !== 'cancelled');
  const candidates = standing.length > 0 ? standing : ordered;
  const owner = candidates.findLast((spell) => monthOf(startOf(spell)) <= month) ?? candidates[0];
  if (owner === undefined) return new Map();
  const elsewhere = [...new Set(ofMonth.map(({ data }) => data.unitId))].filter((id) => id !== unitId).sort();
  const charges = ofMonth
    .filter(({ data }) => data.unitId === unitId)
    .map((fact) => chargeOf(fact, elsewhere))
    .sort(
      (a, b) =>
        Number(a.supplement ?? false) - Number(b.supplement ?? false) ||
        compareText(a.chargedOn ?? '', b.chargedOn ?? '') ||
        compareText(a.factId, b.factId),
    );
  return new Map([[owner, charges]]);
}

function startOf({ situation }: Spell): PlainDate {
  return hasBegun(situation) ? situation.start.on : ('0001-01-01' as PlainDate);
}

async function unknownOf(unitId: string, month: Month, ports: ReconcilePorts): Promise<UnknownOnBill[]> {
  const charges = (await ports.unknownCharges.list(unitId, month)).items;
  const unknown: UnknownOnBill[] = [];
  const looked = withCarriers(charges, ({ hash }) => [hash], ports.peopleWith);
  for await (const { person: charge, peopleWith } of looked)
    unknown.push({ charge, knownAs: charge.hash === undefined ? [] : await peopleWith(charge.hash) });
  return unknown;
}
