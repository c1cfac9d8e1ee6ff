import type { Spell } from '../../../domain/employment/spell.ts';
import { byStatement, type Fact, type FactOf } from '../../../domain/facts/fact.ts';
import { endOfSpell, type Leaver, leaverOf } from '../../../domain/guides/leaver.ts';
import { NO_REGION, policyOf } from '../../../domain/regions/policy-of.ts';
import { unknownEmployee } from '../facts/facts.ts';
import { CommandFailed } from '../frame/failures.ts';
import type { Frame } from '../frame/frame.ts';
import type { Store } from '../store/store.ts';
import type { GuideSubject } from './guide-subject.ts';

/** The latest leave of an employee, with what the HR system said with it. @throws CommandFailed where there is none. */
export async function leaverInStore(
  employeeId: string,
  store: Pick<Store, 'employees' | 'registry'>,
  frame: Frame,
): Promise<GuideSubject> {
  const { facts, spells } = await store.employees.load(employeeId);
  if (facts.length === 0) throw unknownEmployee(employeeId, frame);
  const latest = leavesOf(spells).at(-1);
  if (latest === undefined) throw neverLeft(employeeId, frame);
  const { spell } = latest;
  const { units } = (await store.registry.load()).registry;
  const unit = units.find(({ unitId }) => unitId === spell.unitId);
  const { personalEmail, ...answers } = saidWithLeave(facts, latest.on);
  return {
    leaver: { ...latest.leaver, person: { ...latest.leaver.person, ...answers } },
    policy: policyOf(unit?.region ?? NO_REGION, unit?.localPolicy),
    name: spell.person.name,
    unitName: unit?.name,
    to: personalEmail,
  };
}

interface Leave {
  readonly spell: Spell;
  readonly leaver: Leaver;
  readonly on: string;
}

function leavesOf(spells: readonly Spell[]): readonly Leave[] {
  return spells
    .flatMap((spell): Leave[] => {
      const leaver = leaverOf(spell);
      const end = endOfSpell(spell);
      return leaver === undefined || end === undefined ? [] : [{ spell, leaver, on: end.on }];
    })
    .toSorted((a, b) => (a.on < b.on ? -1 : 1));
}

/** The latest word on that last day that says anything of it; facts taken back say nothing. */
function saidWithLeave(facts: readonly Fact[], lastDay: string) {
  const voided = new Set(facts.flatMap((fact) => (fact.kind === 'fact.voided' ? [fact.data.factId] : [])));
  const said = facts
    .filter((fact): fact is FactOf<'employee.terminated'> => fact.kind === 'employee.terminated')
    .filter((fact) => !voided.has(fact.factId) && fact.data.lastWorkingDay === lastDay)
    .toSorted(byStatement)
    .map(({ data }) => data);
  const { personalEmail } = said.findLast((data) => data.personalEmail) ?? {};
  const { hukouRegion } = said.findLast((data) => data.hukouRegion) ?? {};
  const { residencePermit } = said.findLast((data) => data.residencePermit !== undefined) ?? {};
  return {
    personalEmail,
    ...(hukouRegion !== undefined && { hukouRegion }),
    ...(residencePermit !== undefined && { residencePermit }),
  };
}

function neverLeft(employeeId: string, { say }: Frame): CommandFailed {
  return new CommandFailed(
    say({
      zh: `工号 ${employeeId} 没有离职记录；可用 --left 或 --last-paid 代替 --employee`,
      en: `employee ${employeeId} has not left; use --left or --last-paid instead of --employee`,
    }),
  );
}
