import type { Spell } from '../../domain/employment/spell.ts';
import { type Instant, type PlainDate, plainDate } from '../../domain/values/plain-date.ts';

interface Told {
  readonly employeeId: string;
  readonly unitId: string;
  readonly hiredOn: string;
  readonly leftOn?: string;
  readonly name?: string;
  readonly knownAt?: string;
}

/** A spell folded from a hire and, if given, a leave; without filings and charges. */
export function aSpell({ employeeId, unitId, hiredOn, leftOn, name, knownAt }: Told): Spell {
  const known = (knownAt ?? `${hiredOn}T02:00:00.000Z`) as Instant;
  const start = { on: plainDate(hiredOn), by: 'hired', knownAt: known } as const;
  const end = (on: PlainDate) => ({ on, reason: 'resigned', knownAt: known }) as const;
  return {
    spellId: hiredOn,
    employeeId,
    unitId,
    person: { category: 'regular', ...(name === undefined ? {} : { name }) },
    situation:
      leftOn === undefined ? { is: 'employed', start } : { is: 'left', start, end: end(plainDate(leftOn)) },
    filings: {},
    charges: [],
    refunds: [],
    documents: [],
    cards: [],
    attentions: [],
    otherSpells: [],
    knownAt: known,
  };
}
