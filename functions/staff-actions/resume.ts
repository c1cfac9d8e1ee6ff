import * as z from 'zod/mini';
import { isEmployment, type Spell } from '../../domain/employment/spell.ts';
import { day, employeeId } from '../../domain/facts/schema-parts.ts';
import { once } from '../../domain/values/once.ts';
import { dayFarAhead } from './impossible-days.ts';
import { type Action, type Refused, refused } from './outcome.ts';
import { knownEmployee, spellRef, stateFacts } from './state-facts.ts';

/** The day on which somebody whose employment was suspended is back. */
export const resumeInput = once(() => z.object({ employeeId, resumedOn: day }));

/** Records the end of a suspension that the HR system does not report. */
export const recordResume: Action<typeof resumeInput> = async (
  { employeeId: about, resumedOn },
  submission,
  ports,
) => {
  const far = dayFarAhead('resumedOn', resumedOn, ports);
  if (far !== undefined) return far;
  const record = await knownEmployee(about, submission, ports);
  if ('is' in record) return record;
  const problem = notSuspendedOn(resumedOn, about, record.spells);
  if (problem !== undefined) return problem;
  const data = { employeeId: about, resumedOn };
  return stateFacts(about, record, [{ kind: 'employee.resumed', data }], submission, ports);
};

function notSuspendedOn(resumedOn: string, about: string, spells: readonly Spell[]): Refused | undefined {
  const last = spells.findLast(({ situation }) => isEmployment(situation));
  if (last?.situation.is === 'employed' && last.situation.start.on !== resumedOn)
    return refused('in-service', spellRef(last));
  const suspended = spells.findLast(
    ({ situation }) =>
      situation.is === 'left' && situation.end.reason === 'suspended' && situation.end.on < resumedOn,
  );
  return suspended === undefined ? refused('not-suspended', { employeeId: about }) : undefined;
}
