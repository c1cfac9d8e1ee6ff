import type { Case, CaseKind } from '../cases/case.ts';
import { type Charge, hasBegun, isEmployment, type Spell } from '../employment/spell.ts';
import { compareText, type Fact } from '../facts/fact.ts';
import type { Policy } from '../policy/policy.ts';
import { type Reason, reasonOf } from '../reasons/reason.ts';
import { contributionBase } from '../rules/contribution/contribution-base.ts';
import type { EvidenceContext } from '../rules/evidence/absence.ts';
import { expectedIn } from '../rules/evidence/expected.ts';
import { standing } from '../rules/evidence/standing.ts';
import {
  type OverpaidCause,
  type OverpaidCharge,
  overpaidCharges,
  payableUntil,
} from '../rules/overpayment/overpaid-charges.ts';
import type { UnknownCharge } from '../units/unknown-charge.ts';
import { compact } from '../values/compact.ts';
import { addFen, type Fen, yuan } from '../values/money.ts';
import { lastDayOf, type Month } from '../values/month.ts';
import type { PlainDate } from '../values/plain-date.ts';

export const FINDING_KINDS = [
  'charged-after-leave',
  'charged-before-hire',
  'charged-without-hire',
  'charged-twice',
  'charged-at-two-units',
  'not-charged',
  'wrong-base',
  'unknown-person',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** One difference between a month's bill and the facts about the unit's people. */
export interface Finding {
  readonly kind: FindingKind;
  readonly month: Month;
  /** Absent for an unknown person if the bill has only an identity number. */
  readonly employeeId?: string;
  readonly name?: string;
  /** The masked identity number. */
  readonly masked?: string;
  /** The sums and the number of the charges that the finding is about; 0 for `not-charged`. */
  readonly unitAmount: Fen;
  readonly personalAmount: Fen;
  readonly charges: number;
  /** The open case about the same difference, if there is one. */
  readonly caseId?: string;
  readonly because: readonly Reason[];
}

/** The monthly base that the unit declared for a person, and when. */
export interface DeclaredBase {
  readonly amount: Fen;
  readonly on: PlainDate;
}

/** The last base declared up to the end of a month. @param facts effective facts in statement order. */
export function declaredBaseIn(facts: readonly Fact[], month: Month): DeclaredBase | undefined {
  let last: DeclaredBase | undefined;
  for (const fact of facts) {
    if (fact.kind !== 'filing.submitted' || fact.data.filing === 'removal') continue;
    const { declaredBase, on } = fact.data;
    if (declaredBase === undefined || on > lastDayOf(month)) continue;
    if (last === undefined || on >= last.on) last = { amount: declaredBase, on };
  }
  return last;
}

/**
 * The reasons if a charge has another base than the declared one. The declared base is first adjusted to the month's
 * published limits (R4); if the limits are unknown, the reason says that they may explain the difference.
 * @returns undefined if the bill states no base or the right one.
 */
function wrongBase(
  { base, month }: Charge,
  declared: DeclaredBase,
  policy: Policy,
): readonly Reason[] | undefined {
  if (base === undefined || base === declared.amount) return undefined;
  const held = contributionBase({ wage: declared.amount, month, policy });
  if (held.known && base === held.declaredBase) return undefined;
  const values = { base: yuan(base), declared: yuan(declared.amount), declaredOn: declared.on };
  if (!held.known) return [{ rule: 'R4', code: 'bill-base-band-unknown', values, confidence: 'unknown' }];
  const expected = yuan(held.declaredBase);
  return [{ rule: 'R4', code: 'bill-base-differs', values: { ...values, expected } }, ...held.because];
}

/**
 * The reasons if a month should have been charged for a spell but was not.
 * @returns undefined if the person was not expected on the bill, see {@link expectedIn}.
 */
function notCharged(spell: Spell, month: Month, context: EvidenceContext): readonly Reason[] | undefined {
  const { situation } = spell;
  if (!isEmployment(situation) || !expectedIn(spell, month, context)) return undefined;
  const { accepted } = standing(spell, context).enrolment;
  if (accepted !== undefined) {
    const values = { month, acceptedOn: accepted.on };
    return [{ rule: 'R7', code: 'bill-missing-though-enrolled', values }];
  }
  const values = { month, hiredOn: situation.start.on };
  return [{ rule: 'R1', code: 'bill-missing-not-enrolled', values }];
}

/** One spell on the unit's roster, with its charges on the month's bill. */
export interface RosterEntry {
  readonly spell: Spell;
  /** The charges of this spell in the month at this unit; empty if the bill has none. */
  readonly charges: readonly Charge[];
  /** The last base declared for the person, if a filing stated one. */
  readonly declared?: DeclaredBase;
  /** The open cases of the spell; called only if there is a finding. */
  readonly cases: () => readonly Case[];
}

export interface UnknownOnBill {
  readonly charge: UnknownCharge;
  /** The ids of the employees with this identity number, if the number became known after the import. */
  readonly knownAs: readonly string[];
}

export interface Reconciliation {
  readonly month: Month;
  /** Whether any charge of the month is known. Only then can a person be missing from the bill. */
  readonly billKnown: boolean;
  readonly charges: number;
  readonly findings: readonly Finding[];
}

/**
 * Compares a unit's people with the bill of a month, one person at a time. It finds people who were charged after
 * leaving, were not charged although in service, were charged twice or on a wrong base, or are unknown. Overpayments
 * follow the same rules as cases.
 */
export class MonthReconciler {
  readonly #bill: { readonly month: Month } & EvidenceContext;
  readonly #findings: Finding[] = [];
  #charges = 0;

  constructor(bill: { readonly month: Month } & EvidenceContext) {
    this.#bill = bill;
  }

  add(entry: RosterEntry): void {
    this.#charges += entry.charges.length;
    this.#findings.push(...findingsOf(entry, this.#bill));
  }

  done(unknown: readonly UnknownOnBill[]): Reconciliation {
    const { month } = this.#bill;
    const charges = this.#charges + unknown.length;
    const billKnown = charges > 0;
    const ofRoster = billKnown ? this.#findings : this.#findings.filter(({ kind }) => kind !== 'not-charged');
    const findings = [...ofRoster, ...unknownPeople(unknown, month)].sort(byKindAndPerson);
    return { month, billKnown, charges, findings };
  }
}

function findingsOf(entry: RosterEntry, bill: { readonly month: Month } & EvidenceContext): Finding[] {
  const { month, policy } = bill;
  const { spell, charges, declared } = entry;
  if (!hasBegun(spell.situation)) return neverHired(entry, month);
  const lastPayable = spell.situation.is === 'left' ? payableUntil(spell.situation.end, policy) : undefined;
  const overpaid = overpaidCharges({ ...spell, charges }, lastPayable?.month, policy);
  const wrong = new Set(overpaid.map(({ charge }) => charge));
  const due = charges.filter((charge) => !wrong.has(charge));
  // A supplement corrects the base of its month. Some bills state it as the new base, others as the difference, so the
  // bases of such a month are not compared.
  const hasSupplement = due.some(({ supplement }) => supplement !== undefined);
  const missing = charges.length === 0 ? notCharged(spell, month, bill) : undefined;
  const because = lastPayable === undefined ? [] : [lastPayable.because];
  return [
    ...[...Map.groupBy(overpaid, ({ cause }) => cause)].map(([cause, ofCause]) =>
      overpaidFinding(entry, { cause, overpaid: ofCause, month, because }),
    ),
    ...(missing === undefined
      ? []
      : [
          finding(entry, 'not-charged', month, [], {
            because: missing,
            caseKinds: ['enrolment', 'not-covered'],
          }),
        ]),
    ...(hasSupplement ? [] : due).flatMap((charge) => {
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
  const { situation } = spell;
  const values = {
    month,
    leftOn: situation.is === 'left' ? situation.end.on : '',
    hiredOn: hasBegun(situation) ? situation.start.on : '',
    units: [...new Set(overpaid.flatMap(({ charge }) => charge.alsoChargedAt ?? []))],
  };
  const charges = overpaid.map(({ charge }) => charge);
  return finding(entry, KIND_OF_CAUSE[cause], month, charges, {
    because: [reasonOf('R7', `bill-${cause}`, values), ...(cause === 'after-leave' ? because : [])],
    caseKinds: ['overpayment'],
  });
}

/** F3: a person whose hire the HR system never reported. */
function neverHired(entry: RosterEntry, month: Month): Finding[] {
  if (entry.charges.length === 0) return [];
  return [
    finding(entry, 'charged-without-hire', month, entry.charges, {
      because: [{ rule: 'F3', code: 'bill-never-hired', values: { month } }],
      caseKinds: ['never-hired'],
    }),
  ];
}

function finding(
  { spell, cases }: RosterEntry,
  kind: FindingKind,
  month: Month,
  charges: readonly Charge[],
  {
    because,
    caseKinds = [],
  }: { readonly because: Finding['because']; readonly caseKinds?: readonly CaseKind[] },
): Finding {
  const { name, identity } = spell.person;
  const open =
    caseKinds.length === 0 ? undefined : cases().find((openCase) => caseKinds.includes(openCase.kind));
  return {
    kind,
    month,
    employeeId: spell.employeeId,
    ...compact({ name }),
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
  return [...people.values()].map((rows) => {
    const { employeeId, masked, name } = rows[0]?.charge ?? {};
    const knownAs = [...new Set(rows.flatMap((row) => row.knownAs))];
    const code = knownAs.length === 0 ? 'bill-unknown-person' : 'bill-person-known-since';
    return {
      kind: 'unknown-person',
      month,
      ...compact({ employeeId, name, masked }),
      ...sums(rows.map(({ charge }) => charge)),
      because: [reasonOf('F3', code, { month, knownAs })],
    };
  });
}

function byKindAndPerson(a: Finding, b: Finding): number {
  return (
    FINDING_KINDS.indexOf(a.kind) - FINDING_KINDS.indexOf(b.kind) ||
    compareText(a.employeeId ?? a.masked ?? '', b.employeeId ?? b.masked ?? '')
  );
}
