import type { Fact } from '../facts/fact.ts';
import type { Notice } from './notice-fate.ts';
import { missingDate, type Notices } from './notices.ts';
import type { Papers, Place } from './papers.ts';
import { personOf } from './person.ts';
import { type MissingDate, NOTICED, type Spell, UNKNOWN_UNIT } from './spell.ts';

/** The place of what was told of without a day and fits no employment; none where nothing was. */
export function noticedPlace(notices: Notices): readonly Place[] {
  if (notices.unplaced.length === 0 && notices.takenBack.length === 0) return [];
  return [{ spellId: NOTICED, situation: { is: 'noticed', missing: missingOf(notices) }, charges: [] }];
}

/**
 * The spell that asks for the day; once everything is taken back it asks nothing, and stays so that people can be told.
 * It is gone when a dated word answers it.
 */
export function noticedSpell(
  notices: Notices,
  context: { readonly employeeId: string; readonly effective: readonly Fact[]; readonly papers: Papers },
): Spell {
  const told = notices.unplaced.length > 0 ? notices.unplaced : notices.takenBack;
  const person = personOf(context.effective, { hires: new Set() });
  const name = person.name ?? lastSaid(told, 'name');
  return {
    spellId: NOTICED,
    employeeId: context.employeeId,
    unitId: lastSaid(told, 'unitId') ?? UNKNOWN_UNIT,
    person: { ...person, ...(name !== undefined && { name }) },
    situation: { is: 'noticed', missing: missingOf(notices) },
    filings: {},
    charges: [],
    ...context.papers,
    otherSpells: [],
    knownAt: [...told, ...context.papers.refunds.map(({ knownAt }) => ({ receivedAt: knownAt }))]
      .map(({ receivedAt }) => receivedAt)
      .reduce((a, b) => (a >= b ? a : b)),
  };
}

function missingOf({ unplaced }: Notices): readonly MissingDate[] {
  return [
    missingDate(
      'hire',
      unplaced.filter(({ kind }) => kind === 'employee.hire_noticed'),
    ),
    missingDate(
      'leave',
      unplaced.filter(({ kind }) => kind === 'employee.leave_noticed'),
    ),
  ].filter((missing) => missing !== undefined);
}

function lastSaid(notices: readonly Notice[], field: 'name' | 'unitId'): string | undefined {
  return notices.findLast(({ data }) => data[field] !== undefined)?.data[field];
}
