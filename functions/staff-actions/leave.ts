import * as z from 'zod/mini';
import { missingDates, type Spell } from '../../domain/employment/spell.ts';
import { LEAVING_REASONS } from '../../domain/facts/life-course.ts';
import { day, employeeId } from '../../domain/facts/schema-parts.ts';
import { compact } from '../../domain/values/compact.ts';
import { once } from '../../domain/values/once.ts';
import { beforeHire, dayFarAhead } from './impossible-days.ts';
import { type Action, type Refused, refused } from './outcome.ts';
import { knownEmployee, stateFacts } from './state-facts.ts';

/** The last working day of somebody who left or will leave, and why. */
export const leaveInput = once(() =>
  z.object({ employeeId, lastWorkingDay: day, reason: z.enum(LEAVING_REASONS) }),
);

/** Records a leave, or the day or the reason that the HR system did not give. */
export const recordLeave: Action<typeof leaveInput> = async (
  { employeeId: about, lastWorkingDay, reason },
  submission,
  ports,
) => {
  const far = dayFarAhead('lastWorkingDay', lastWorkingDay, ports);
  if (far !== undefined) return far;
  const record = await knownEmployee(about, submission, ports);
  if ('is' in record) return record;
  const spell = endedBy(about, record.spells);
  if ('is' in spell) return spell;
  const early = beforeHire('lastWorkingDay', lastWorkingDay, spell);
  if (early !== undefined) return early;
  const employmentId = missingDates(spell).find(({ of }) => of === 'leave')?.employmentId;
  const data = { employeeId: about, lastWorkingDay, reason, ...compact({ employmentId }) };
  return stateFacts(about, record, [{ kind: 'employee.terminated', data }], submission, ports);
};

/**
 * The spell that the leave ends. The first group with a spell counts: spells in service whose leave was reported without
 * its day; spells in service; spells without a known hire whose leave was reported without its day; the spell that ended
 * last; spells with an end but no hire. The last two are corrected. If a group has two spells, the leave is refused.
 */
function endedBy(about: string, spells: readonly Spell[]): Spell | Refused {
  const spellsWhere = (is: (spell: Spell) => boolean) => spells.filter(is);
  const [first, another] = [
    spellsWhere(({ missingDate }) => missingDate !== undefined),
    spellsWhere(({ situation }) => situation.is === 'employed'),
    spellsWhere(
      ({ situation }) => situation.is === 'noticed' && situation.missing.some(({ of }) => of === 'leave'),
    ),
    spellsWhere(({ situation }) => situation.is === 'left').slice(-1),
    spellsWhere(({ situation }) => situation.is === 'never-hired' && situation.end !== undefined).slice(0, 1),
  ].find((some) => some.length > 0) ?? [undefined, undefined];
  if (first === undefined) return refused('no-spell', { employeeId: about });
  if (another === undefined) return first;
  return refused('several-employments', { employeeId: about, spellIds: [first.spellId, another.spellId] });
}
