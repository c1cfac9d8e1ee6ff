import type { Reason } from '../cases/case.ts';
import { hasBegun, type OtherSpell, type Spell } from '../employment/spell.ts';
import type { Policy } from '../policy/policy.ts';
import { enrolmentDoubts } from '../rules/enrolment-doubts.ts';
import { lastPayableMonth } from '../rules/last-payable-month.ts';
import { payableUntil } from '../rules/unbilled-months.ts';
import { type Month, monthOf } from '../values/month.ts';

/**
 * Why a month should have been charged for a spell, and was not.
 * @returns undefined where nothing was due: not in service, in doubt whether to be enrolled at all, cover from a
 * later month on, or the month paid by the unit where the person was before.
 */
export function notCharged(spell: Spell, month: Month, policy: Policy): readonly Reason[] | undefined {
  const { situation, filings, person } = spell;
  if (situation.is !== 'employed' && situation.is !== 'left') return undefined;
  const { on: hiredOn } = situation.start;
  if (month < monthOf(hiredOn)) return undefined;
  if (situation.is === 'left' && month > payableUntil(situation.end, policy).month) return undefined;
  if (enrolmentDoubts(person, hiredOn, policy).length > 0) return undefined;
  if (spell.otherSpells.some((other) => paysBefore(other, spell, month, policy))) return undefined;
  const { enrolment } = filings;
  if (enrolment?.is === 'accepted') {
    if (enrolment.effectiveMonth !== undefined && enrolment.effectiveMonth > month) return undefined;
    const values = { month, acceptedOn: enrolment.on };
    return [{ rule: 'R7', code: 'bill-missing-though-enrolled', values }];
  }
  return [{ rule: 'R1', code: 'bill-missing-not-enrolled', values: { month, hiredOn } }];
}

/** The month of a change of units is paid once: by the unit where the person was first. */
function paysBefore(other: OtherSpell, { situation }: Spell, month: Month, policy: Policy): boolean {
  if (!hasBegun(situation) || other.startOn >= situation.start.on) return false;
  if (monthOf(other.startOn) > month) return false;
  if (other.endOn === undefined) return true;
  const { endOn: leftOn, insuranceStopMonth } = other;
  const stated = insuranceStopMonth === undefined ? {} : { insuranceStopMonth };
  return month <= lastPayableMonth({ leftOn, policy, ...stated }).month;
}
