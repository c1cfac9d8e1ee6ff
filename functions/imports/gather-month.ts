import { publishedCalendar } from '../../domain/calendar/working-days.ts';
import type { Case } from '../../domain/cases/case.ts';
import { chargeOf, netCharges } from '../../domain/employment/charges.ts';
import { effectiveFacts } from '../../domain/employment/effective-facts.ts';
import { type Charge, hasBegun, isEmployment, type Spell } from '../../domain/employment/spell.ts';
import { compareText, type Fact } from '../../domain/facts/fact.ts';
import {
  declaredBaseIn,
  type Reconciliation,
  type RosterEntry,
  reconcileMonth,
  type UnknownOnBill,
} from '../../domain/reconcile/reconcile-month.ts';
import { policyOf } from '../../domain/regions/policy-of.ts';
import type { Unit } from '../../domain/units/unit.ts';
import { type Month, monthOf } from '../../domain/values/month.ts';
import { NEVER, type PlainDate } from '../../domain/values/plain-date.ts';
import { atOnce } from '../at-once.ts';
import type { Pace } from '../pace.ts';
import type { SpellReader } from '../ports.ts';
import type { PeoplePorts } from './find-person.ts';
import type { UnknownCharges } from './store-bill.ts';

interface ReconcilePorts extends PeoplePorts {
  readonly spells: Pick<SpellReader, 'due'>;
  readonly unknownCharges: Pick<UnknownCharges, 'list'>;
  /** The open cases of spells of the unit, by employee and spell. */
  readonly casesOf: (spells: readonly Spell[], unit: Unit, asOf: PlainDate) => readonly Case[];
  readonly pace: Pace;
}

const LOADS_IN_FLIGHT = 16;

/** Compares the unit's roster with the bill of a month. It costs one read for each person in service in that month. */
export async function reconcileUnit(
  { unit, month, asOf }: { readonly unit: Unit; readonly month: Month; readonly asOf: PlainDate },
  ports: ReconcilePorts,
): Promise<Reconciliation> {
  const { unitId } = unit;
  const { items: spells } = await ports.spells.due(unitId, NEVER);
  const cases = Map.groupBy(ports.casesOf(spells, unit, asOf), (it) => `${it.employeeId}\n${it.spellId}`);
  const roster: RosterEntry[] = [];
  const people = Map.groupBy(spells, ({ employeeId }) => employeeId);
  await atOnce(
    people,
    async ([employeeId, ofEmployee]) => {
      const facts = ofEmployee.some((spell) => inService(spell, month))
        ? effectiveFacts((await ports.employees.load(employeeId)).facts)
        : undefined;
      const declared = facts && declaredBaseIn(facts, month);
      const charges = facts === undefined ? undefined : chargesBySpell(facts, ofEmployee, unitId, month);
      for (const spell of ofEmployee) {
        roster.push({
          spell,
          // The snapshot has every charge outside the service, and within it only those that a rule may need.
          charges: charges?.get(spell) ?? (charges ? [] : spell.charges.filter((it) => it.month === month)),
          ...(declared !== undefined && { declared }),
          cases: cases.get(`${spell.employeeId}\n${spell.spellId}`) ?? [],
        });
      }
    },
    { inFlight: LOADS_IN_FLIGHT, perSecond: Number.POSITIVE_INFINITY, pace: ports.pace },
  );
  const policy = policyOf(unit.region, unit.localPolicy);
  const unknown = await unknownOf(unitId, month, ports);
  return reconcileMonth({ month, roster, unknown, policy, calendar: publishedCalendar, unit });
}

function inService({ situation }: Spell, month: Month): boolean {
  if (!isEmployment(situation)) return false;
  if (monthOf(situation.start.on) > month) return false;
  return situation.is === 'employed' || monthOf(situation.end.on) >= month;
}

/** As the fold assigns them: a charge belongs to the latest spell at its unit that had begun by its month. */
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
  const charges = (await ports.unknownCharges.list(unitId)).items.filter((charge) => charge.month === month);
  return Promise.all(
    charges.map(async (charge) => ({
      charge,
      knownAs: charge.hash === undefined ? [] : await ports.peopleWith(charge.hash),
    })),
  );
}
