import type { Case, CaseKind } from '../cases/case.ts';
import { type Charge, hasBegun, type Spell } from '../employment/spell.ts';
import { compareText } from '../facts/fact.ts';
import type { Policy } from '../policy/policy.ts';
import { type OverpaidCause, type OverpaidCharge, overpaidCharges } from '../rules/overpaid-charges.ts';
import { payableUntil } from '../rules/unbilled-months.ts';
import { addFen } from '../values/money.ts';
import type { Month } from '../values/month.ts';
import type { DeclaredBase } from './declared-base.ts';
import { FINDING_KINDS, type Finding, type FindingKind } from './finding.ts';
import { notCharged } from './not-charged.ts';
import type { UnknownCharge } from './unknown-charge.ts';
import { wrongBase } from './wrong-base.ts';

/** One spell on the unit's roster, with what the month's bill says of it. */
export interface RosterEntry {
  readonly spell: Spell;
  /** The charges of the month at this unit that belong to this spell; empty where the bill has none. */
  readonly charges: readonly Charge[];
  /** The base last declared for the person, where a filing told one. */
  readonly declared?: DeclaredBase;
  /** The open cases of the spell. */
  readonly cases: readonly Case[];
}

export interface UnknownOnBill {
  readonly charge: UnknownCharge;
  /** Employee ids that carry the person's identity number since. */
  readonly knownAs: readonly string[];
}

export interface Reconciliation {
  readonly month: Month;
  /** Whether any charge of the month is known; without a bill nobody can be missing from it. */
  readonly billKnown: boolean;
  readonly charges: number;
  readonly findings: readonly Finding[];
}

/**
 * Holds a unit's people against the bill of a month: charged though left, in service but not charged, charged twice,
 * on a wrong base, or not known at all. What the rules on overpayment say of a charge is what they say here.
 */
export function reconcileMonth(bill: {
  readonly month: Month;
  readonly roster: readonly RosterEntry[];
  readonly unknown: readonly UnknownOnBill[];
  readonly policy: Policy;
}): Reconciliation {
  const { month, roster, unknown, policy } = bill;
  const charges = roster.reduce((sum, entry) => sum + entry.charges.length, unknown.length);
  const findings = [
    ...roster.flatMap((entry) => findingsOf(entry, { month, policy, billKnown: charges > 0 })),
    ...unknownPeople(unknown, month),
  ];
  return { month, billKnown: charges > 0, charges, findings: findings.sort(byKindAndPerson) };
}

function findingsOf(
  entry: RosterEntry,
  {
    month,
    policy,
    billKnown,
  }: { readonly month: Month; readonly policy: Policy; readonly billKnown: boolean },
): Finding[] {
  const { spell, charges, declared } = entry;
  if (!hasBegun(spell.situation)) return neverHired(entry, month);
  const lastPayable = spell.situation.is === 'left' ? payableUntil(spell.situation.end, policy) : undefined;
  const overpaid = overpaidCharges({ ...spell, charges }, lastPayable?.month, policy);
  const wrong = new Set(overpaid.map(({ charge }) => charge));
  const due = charges.filter((charge) => !wrong.has(charge));
  // A supplement mends the base of its month, and states its own in ways of its own: new base, or difference.
  const mended = due.some(({ supplement }) => supplement !== undefined);
  const missing = billKnown && charges.length === 0 ? notCharged(spell, month, policy) : undefined;
  const because = lastPayable === undefined ? [] : [lastPayable.because];
  return [
    ...[...Map.groupBy(overpaid, ({ cause }) => cause)].map(([cause, some]) =>
      overpaidFinding(entry, { cause, overpaid: some, month, because }),
    ),
    ...(missing === undefined
      ? []
      : [finding(entry, 'not-charged', month, [], { because: missing, caseKind: 'enrolment' })]),
    ...(mended ? [] : due).flatMap((charge) => {
      const reasons = declared && wrongBase(charge, declared, policy);
      return reasons === undefined
        ? []
        : [finding(entry, 'wrong-base', month, [charge], { because: reasons })];
    }),
  ];
}

const KIND_OF_CAUSE: Readonly<Record<OverpaidCause, FindingKind>> = {
  'after-leave': 'charged-after-leave',
  'before-hire': 'charged-before-hire',
  'not-employed': 'charged-without-hire',
  twice: 'charged-twice',
  'two-units': 'charged-at-two-units',
};

function overpaidFinding(
  entry: RosterEntry,
  found: {
    readonly cause: OverpaidCause;
    readonly overpaid: readonly OverpaidCharge[];
    readonly month: Month;
    readonly because: Finding['because'];
  },
): Finding {
  const { cause, overpaid, month, because } = found;
  const { spell } = entry;
  const values: Record<string, string> = { month };
  if (spell.situation.is === 'left') values.leftOn = spell.situation.end.on;
  if (hasBegun(spell.situation)) values.hiredOn = spell.situation.start.on;
  const also = new Set(overpaid.flatMap(({ charge }) => charge.alsoChargedAt ?? []));
  if (also.size > 0) values.units = [...also].join('、');
  const charges = overpaid.map(({ charge }) => charge);
  return finding(entry, KIND_OF_CAUSE[cause], month, charges, {
    because: [{ rule: 'R7', code: `bill-${cause}`, values }, ...(cause === 'after-leave' ? because : [])],
    caseKind: 'overpayment',
  });
}

/** F3: somebody whom the HR system never told us to be hired. */
function neverHired(entry: RosterEntry, month: Month): Finding[] {
  if (entry.charges.length === 0) return [];
  return [
    finding(entry, 'charged-without-hire', month, entry.charges, {
      because: [{ rule: 'F3', code: 'bill-never-hired', values: { month } }],
      caseKind: 'never-hired',
    }),
  ];
}

function finding(
  { spell, cases }: RosterEntry,
  kind: FindingKind,
  month: Month,
  charges: readonly Charge[],
  { because, caseKind }: { readonly because: Finding['because']; readonly caseKind?: CaseKind },
): Finding {
  const { name, identity } = spell.person;
  const open = cases.find((it) => it.kind === caseKind);
  return {
    kind,
    month,
    employeeId: spell.employeeId,
    ...(name !== undefined && { name }),
    ...(identity !== undefined && { masked: identity.masked }),
    ...sums(charges),
    ...(open !== undefined && { caseId: open.caseId }),
    because,
  };
}

function sums(charges: readonly Pick<Charge, 'unitAmount' | 'personalAmount'>[]) {
  return {
    unitAmount: addFen(...charges.map(({ unitAmount }) => unitAmount)),
    personalAmount: addFen(...charges.map(({ personalAmount }) => personalAmount)),
    charges: charges.length,
  };
}

function unknownPeople(unknown: readonly UnknownOnBill[], month: Month): Finding[] {
  const people = Map.groupBy(unknown, ({ charge }) => charge.hash ?? charge.employeeId ?? charge.id);
  return [...people.values()].map((some) => {
    const { employeeId, masked, name } = some[0]?.charge ?? {};
    const knownAs = [...new Set(some.flatMap((it) => it.knownAs))].join(', ');
    const code = knownAs === '' ? 'bill-unknown-person' : 'bill-person-known-since';
    return {
      kind: 'unknown-person',
      month,
      ...(employeeId !== undefined && { employeeId }),
      ...(name !== undefined && { name }),
      ...(masked !== undefined && { masked }),
      ...sums(some.map(({ charge }) => charge)),
      because: [{ rule: 'F3', code, values: { month, ...(knownAs !== '' && { knownAs }) } }],
    };
  });
}

function byKindAndPerson(a: Finding, b: Finding): number {
  return (
    FINDING_KINDS.indexOf(a.kind) - FINDING_KINDS.indexOf(b.kind) ||
    compareText(a.employeeId ?? a.masked ?? '', b.employeeId ?? b.masked ?? '')
  );
}
