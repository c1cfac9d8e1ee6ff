import type { UnitFact, UnitFactData } from '../../domain/units/unit-facts.ts';
import { parseInstant } from '../../domain/values/plain-date.ts';

const BY = { who: 'wang.fang@example.com', verified: true };

type Said = Pick<UnitFact, 'kind' | 'factId'> & { readonly data: object };

function ofUnit(said: Said, at: string): UnitFact {
  const receivedAt = parseInstant(at);
  return { unitId: 'U1', statedAt: receivedAt, receivedAt, by: BY, ...said } as UnitFact;
}

/** A complete bill of a month with five people, issued on the 31st and imported a day later. */
export function billImported(
  month: string,
  id: string,
  told: Partial<Omit<UnitFactData<'bill.imported'>, 'unitId'>> & { readonly at?: string } = {},
): UnitFact {
  const { at = '2026-11-01T02:00:00.000Z', ...more } = told;
  const data = {
    unitId: 'U1',
    people: 5,
    extent: 'whole',
    import: id,
    file: `${month}.xlsx`,
    month,
    unitAmount: 490000,
    personalAmount: 101500,
    asOf: `${month}-31`,
    ...more,
  };
  return ofUnit({ kind: 'bill.imported', factId: `bill:${id}:${month}`, data }, at);
}

/** A complete list of five insured people as of the day. */
export function listImported(
  on: string,
  id: string,
  told: Partial<Omit<UnitFactData<'list.imported'>, 'unitId'>> & { readonly at?: string } = {},
): UnitFact {
  const { at = '2026-11-03T02:00:00.000Z', ...more } = told;
  const data = { unitId: 'U1', people: 5, extent: 'whole', import: id, file: `${on}.xlsx`, on, ...more };
  return ofUnit({ kind: 'list.imported', factId: `bill:${id}:${on}`, data }, at);
}

/** The match of an agency number or a hash to an employee. */
export function matched(
  employeeId: string,
  by: { readonly agencyNumber?: string; readonly hash?: string },
): UnitFact {
  const data = { unitId: 'U1', employeeId, ...by, on: '2026-11-02' };
  return ofUnit(
    { kind: 'person.matched', factId: `staff:match-${employeeId}`, data },
    '2026-11-02T02:00:00.000Z',
  );
}

export function aVoid(factId: string, id: string, at: string): UnitFact {
  return ofUnit(
    { kind: 'fact.voided', factId: `staff:${id}`, data: { factId, reason: 'wrong file', unitId: 'U1' } },
    at,
  );
}
