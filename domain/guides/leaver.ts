import { effectiveFacts } from '../employment/effective-facts.ts';
import { type End, endOfSpell, type Spell } from '../employment/spell.ts';
import type { Fact, FactOf } from '../facts/fact.ts';
import type { SourceOrder } from '../facts/source-order.ts';
import type { Policy } from '../policy/policy.ts';
import type { Reason } from '../reasons/reason.ts';
import type { FlexiblePerson } from '../rules/individual/flexible.ts';
import { lastPayableMonth } from '../rules/overpayment/overpaid-charges.ts';
import { compact } from '../values/compact.ts';
import { type Month, monthOf } from '../values/month.ts';
import type { PlainDate } from '../values/plain-date.ts';

/** The input of the leaver's guide; an absent value is unknown. */
export interface Leaver {
  /** The last working day, or the last paid month, or both. If both are stated, the month is used. */
  readonly ended:
    | { readonly lastPaid: Month; readonly leftOn?: PlainDate | undefined }
    | {
        readonly lastPaid?: undefined;
        readonly leftOn: PlainDate;
        readonly insuranceStopMonth?: Month | undefined;
      };
  readonly reason?: LeavingFor | undefined;
  /** The first day at the unit. */
  readonly startOn?: PlainDate | undefined;
  /** False if there is no accepted enrolment, no charge and no listing of the person; absent if it was not looked up. */
  readonly wasEnrolled?: boolean | undefined;
  /** The last month known to have been charged at the unit. */
  readonly chargedUntil?: Month | undefined;
  /** Years without cover, for the resident option. */
  readonly missedYears?: number | undefined;
  readonly person: FlexiblePerson;
}

type LeavingFor = Exclude<End['reason'], 'moved-to-other-unit'>;

/**
 * Details that the HR system may send with the leave. A spell keeps them only until the leaver's guide is delivered or
 * dropped.
 */
type LeaverAnswers = Pick<FlexiblePerson, 'hukouRegion' | 'residencePermit'>;

/** @returns undefined if the person has not left, or only moved to another of our units. */
export function leaverOf(spell: Spell, answers: LeaverAnswers = {}): Leaver | undefined {
  const { situation, person, filings, charges, listings = [] } = spell;
  const end = endOfSpell(spell);
  if (end === undefined || end.reason === 'moved-to-other-unit') return undefined;
  const { on: leftOn, reason, insuranceStopMonth } = end;
  return {
    ended: { leftOn, insuranceStopMonth },
    reason,
    startOn: situation.is === 'left' ? situation.start.on : undefined,
    chargedUntil: lastCharged(spell),
    wasEnrolled:
      filings.enrolment?.is === 'accepted' ||
      charges.length > 0 ||
      listings.some(({ is }) => is === 'listed'),
    person: {
      bornOn: person.birthDate ?? person.identity?.birthDate,
      sex: person.sex ?? person.identity?.sex,
      originalAge: person.originalRetirementAge,
      ...answers,
    },
  };
}

function lastCharged({ charges, unitId }: Spell): Month | undefined {
  return charges
    .filter((charge) => charge.unitId === unitId)
    .map(({ month }) => month)
    .toSorted()
    .at(-1);
}

/**
 * The last paid month: as stated, or by the region's rule (R7). If the rule is unknown, the month of leaving is used: a
 * known charge for that month or a later one confirms it, otherwise it is assumed, and the reason says so.
 */
export function lastPaidOf(
  { ended, chargedUntil }: Leaver,
  policy: Policy,
): { month: Month; because: Reason } {
  if (ended.lastPaid !== undefined) {
    const values = { month: ended.lastPaid };
    return { month: ended.lastPaid, because: { rule: 'G1', code: 'leaver-last-paid-stated', values } };
  }
  const { leftOn, insuranceStopMonth } = ended;
  const payable = lastPayableMonth({ leftOn, insuranceStopMonth, policy });
  const { month, because } = payable;
  const charged = chargedUntil !== undefined && chargedUntil >= month;
  if (because.confidence !== 'assumed' || !charged) return payable;
  return { month, because: { rule: 'G1', code: 'leaver-charged', values: { month, until: chargedUntil } } };
}

/**
 * Reasons to doubt that cover lasts until the end of the last paid month. If there is one, the leaver should ask first.
 */
export function coverDoubts(leaver: Leaver, lastPaid: Month): readonly Reason[] {
  if (leaver.wasEnrolled === false) return [{ rule: 'G1', code: 'leaver-never-enrolled', values: {} }];
  if (leaver.startOn === undefined || monthOf(leaver.startOn) <= lastPaid) return [];
  const values = { startOn: leaver.startOn, month: lastPaid };
  return [{ rule: 'G1', code: 'leaver-no-month-here', values }];
}

/** The spell that ended last; undefined if none ended. */
export function latestLeave(spells: readonly Spell[]) {
  const leaves = spells.flatMap((spell) => {
    const [leaver, end] = [leaverOf(spell), endOfSpell(spell)];
    return leaver === undefined || end === undefined ? [] : [{ spell, leaver, on: end.on }];
  });
  return leaves.toSorted((a, b) => (a.on < b.on ? -1 : 1)).at(-1);
}

/**
 * The leaver's mail address, household registration and residence permit. Each is the one stated last for a leave on
 * `lastDay`.
 */
export function leaveDetails(facts: readonly Fact[], lastDay: string, order: SourceOrder) {
  const statements = effectiveFacts(facts, order)
    .filter((fact): fact is FactOf<'employee.terminated'> => fact.kind === 'employee.terminated')
    .map(({ data }) => data)
    .filter(({ lastWorkingDay }) => lastWorkingDay === lastDay);
  const { personalEmail } = statements.findLast((data) => data.personalEmail) ?? {};
  const { hukouRegion } = statements.findLast((data) => data.hukouRegion) ?? {};
  const { residencePermit } = statements.findLast((data) => data.residencePermit !== undefined) ?? {};
  return { personalEmail, ...compact({ hukouRegion, residencePermit }) };
}
