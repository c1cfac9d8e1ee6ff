import type { FactData, FactKind, FactOf } from '../../domain/facts/fact.ts';
import type { SealedIdentity } from '../../domain/facts/life-course.ts';
import { fen } from '../../domain/values/money.ts';
import { month } from '../../domain/values/month.ts';
import { type Instant, plainDate } from '../../domain/values/plain-date.ts';

let last = 0;

/** A fact with the given data; the rest is made up. Each fact has a new id and a later time of statement. */
export function aFact<K extends FactKind>(
  kind: K,
  data: FactData<K> & { readonly employeeId?: string | undefined },
  told: { readonly factId?: string; readonly employeeId?: string } = {},
): FactOf<K> {
  last += 1;
  const at = new Date(Date.UTC(2026, 10, 20) + last * 1_000).toISOString() as Instant;
  return {
    kind,
    factId: told.factId ?? `standard:msg_${last}`,
    employeeId: told.employeeId ?? data.employeeId ?? '',
    statedAt: at,
    receivedAt: at,
    data,
  } as FactOf<K>;
}

export function aHire(told: {
  readonly employeeId: string;
  readonly hiredOn?: string;
  readonly unitId?: string;
  readonly identity?: SealedIdentity;
  readonly factId?: string;
}): FactOf<'employee.hired'> {
  const { employeeId, hiredOn = '2026-11-02', unitId = 'U1', identity, factId } = told;
  const data = {
    employeeId,
    unitId,
    name: '张三',
    hiredOn: plainDate(hiredOn),
    category: 'regular',
    ...(identity !== undefined && { identity }),
  } as const;
  return aFact('employee.hired', data, factId === undefined ? {} : { factId });
}

export function aLeave(told: {
  readonly employeeId: string;
  readonly lastWorkingDay: string;
  readonly factId?: string;
}): FactOf<'employee.terminated'> {
  const { employeeId, lastWorkingDay, factId } = told;
  const data = { employeeId, lastWorkingDay: plainDate(lastWorkingDay), reason: 'resigned' } as const;
  return aFact('employee.terminated', data, factId === undefined ? {} : { factId });
}

export function aCharge(told: {
  readonly employeeId: string;
  readonly month: string;
  readonly unitId?: string;
}): FactOf<'contribution.charged'> {
  const { employeeId, unitId = 'U1' } = told;
  return aFact('contribution.charged', {
    employeeId,
    unitId,
    month: month(told.month),
    unitAmount: fen(71_246),
    personalAmount: fen(14_840),
  });
}

/** A stored identity. Identities with the same `hash` belong to the same person. */
export function anIdentity(hash: string, type: SealedIdentity['type'] = 'resident-id'): SealedIdentity {
  return { type, masked: '****************15', hash };
}
