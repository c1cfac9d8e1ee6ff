import * as z from 'zod/mini';
import { missingDates, type Spell, UNKNOWN_UNIT } from '../../domain/employment/spell.ts';
import { day, employeeId, personName, unitId } from '../../domain/facts/schema-parts.ts';
import { compact } from '../../domain/values/compact.ts';
import { once } from '../../domain/values/once.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import { dayFarAhead } from './impossible-days.ts';
import { type Action, type Refused, refused } from './outcome.ts';
import { knownEmployee, spellRef, stateFacts } from './state-facts.ts';

/**
 * The first working day of a person whose hire was reported without this day. By default, the unit and the name are the
 * known ones.
 */
export const hireInput = once(() =>
  z.object({
    employeeId,
    firstWorkingDay: day,
    unitId: z.optional(unitId),
    name: z.optional(personName),
  }),
);

/** Records a hire that the HR system reported without its day, or with contradicting days (R14). */
export const recordHire: Action<typeof hireInput> = async (input, submission, ports) => {
  const { employeeId: about, firstWorkingDay } = input;
  const far = dayFarAhead('firstWorkingDay', firstWorkingDay, ports);
  if (far !== undefined) return far;
  const record = await knownEmployee(about, submission, ports);
  if ('is' in record) return record;
  const { spells } = record;
  const noticed = spells.find(({ situation }) => situation.is === 'noticed');
  const employmentId = noticed && missingDates(noticed).find(({ of }) => of === 'hire')?.employmentId;
  const isAsked = spells.some(({ disputes = [] }) => disputes.some(({ said }) => said.is === 'hired'));
  const employed = employmentId === undefined && !isAsked ? inService(firstWorkingDay, spells) : undefined;
  if (employed !== undefined) return employed;
  const disputed = isAsked ? spells.findLast(({ disputes }) => disputes !== undefined) : undefined;
  const at = input.unitId ?? noticed?.unitId ?? disputed?.unitId ?? UNKNOWN_UNIT;
  if (at === UNKNOWN_UNIT) return refused('unit-not-known', { employeeId: about });
  const { units } = (await ports.registry.load()).registry;
  if (!units.some((unit) => unit.unitId === at))
    return refused('unknown-unit', { unitId: at, known: units.map((unit) => unit.unitId) });
  const name = input.name ?? spells.map(({ person }) => person.name).findLast((known) => known !== undefined);
  if (name === undefined) return refused('name-not-known', { employeeId: about });
  const who = { employeeId: about, unitId: at, name, ...compact({ employmentId }) };
  const data = { ...who, hiredOn: firstWorkingDay, category: 'regular' } as const;
  return stateFacts(about, record, [{ kind: 'employee.hired', data }], submission, ports);
};

/** A hire of a person in service is refused, because it would change the first day of that employment (F3). */
function inService(firstWorkingDay: PlainDate, spells: readonly Spell[]): Refused | undefined {
  const spell = spells.find(
    ({ situation }) =>
      situation.is === 'employed' || (situation.is === 'left' && situation.end.on >= firstWorkingDay),
  );
  return spell === undefined ? undefined : refused('in-service', spellRef(spell));
}
