import * as z from 'zod/mini';
import { type Spell, UNKNOWN_UNIT } from '../../domain/employment/spell.ts';
import { day, employeeId, personName, unitId } from '../../domain/facts/schema-parts.ts';
import { once } from '../../domain/values/once.ts';
import { dayFarAhead } from './impossible-days.ts';
import { type ActionPorts, type Outcome, type Refused, refused, type Submission } from './outcome.ts';
import { knownEmployee, spellRef, stateFacts, submittedBefore } from './state-facts.ts';

/** The first working day of somebody whose hire came without it. Unit and name default to what is known. */
export const hireInput = once(() =>
  z.object({
    employeeId,
    firstWorkingDay: day,
    unitId: z.optional(unitId),
    name: z.optional(personName),
  }),
);
export type HireInput = z.infer<ReturnType<typeof hireInput>>;

/** Records a hire that the HR system announced without its day. */
export async function recordHire(
  input: HireInput,
  submission: Submission,
  ports: ActionPorts,
): Promise<Outcome> {
  const { employeeId: about, firstWorkingDay } = input;
  const far = dayFarAhead('firstWorkingDay', firstWorkingDay, ports);
  if (far !== undefined) return far;
  const record = await knownEmployee(about, ports);
  if ('is' in record) return record;
  const before = submittedBefore(record, submission);
  if (before !== undefined) return before;
  const { spells } = record;
  const noticed = spells.find(({ situation }) => situation.is === 'noticed');
  const employed = inService(input, spells, noticed);
  if (employed !== undefined) return employed;
  const at = input.unitId ?? noticed?.unitId ?? UNKNOWN_UNIT;
  if (at === UNKNOWN_UNIT) return refused('unit-not-known', { employeeId: about });
  const { units } = (await ports.registry.load()).registry;
  if (!units.some((unit) => unit.unitId === at)) {
    return refused('unknown-unit', { unitId: at, known: units.map((unit) => unit.unitId) });
  }
  const name = input.name ?? spells.map(({ person }) => person.name).findLast((known) => known !== undefined);
  if (name === undefined) return refused('name-not-known', { employeeId: about });
  const employmentId = employmentIdOf(noticed);
  const data = {
    employeeId: about,
    unitId: at,
    name,
    hiredOn: firstWorkingDay,
    category: 'regular',
    ...(employmentId !== undefined && { employmentId }),
  } as const;
  return stateFacts(about, record, [{ kind: 'employee.hired', data }], submission, ports);
}

function employmentIdOf(noticed: Spell | undefined): string | undefined {
  if (noticed?.situation.is !== 'noticed') return undefined;
  return noticed.situation.missing.find(({ of }) => of === 'hire')?.employmentId;
}

/** A hire of somebody in service would correct the first day of that employment instead (F3). */
function inService(
  { firstWorkingDay }: HireInput,
  spells: readonly Spell[],
  noticed: Spell | undefined,
): Refused | undefined {
  if (employmentIdOf(noticed) !== undefined) return undefined;
  const spell = spells.find(
    ({ situation }) =>
      situation.is === 'employed' || (situation.is === 'left' && situation.end.on >= firstWorkingDay),
  );
  return spell === undefined ? undefined : refused('in-service', spellRef(spell));
}
