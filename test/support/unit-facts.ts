import type { AnswerCode } from '../../domain/facts/insurance.ts';
import type { UnitFact, UnitFactData } from '../../domain/units/unit-facts.ts';
import type { UnknownCharge } from '../../domain/units/unknown-charge.ts';
import { fen } from '../../domain/values/money.ts';
import { month } from '../../domain/values/month.ts';
import { type Instant, plainDate } from '../../domain/values/plain-date.ts';

/** Facts about the unit U1 in readable calls, and charges on its bills for unknown people. */

interface Told {
  readonly id?: string;
  readonly unitId?: string;
  readonly at?: string;
}

function stated({ id, unitId = 'U1', at = '2026-07-20T02:00:00.000Z' }: Told, fallbackId: string) {
  return { factId: id ?? fallbackId, unitId, statedAt: at as Instant, receivedAt: at as Instant };
}

export function declared(from: string, on: string, told: Told = {}): UnitFact {
  const about = stated(told, `declared ${from} ${on}`);
  const data: UnitFactData<'unit.bases_declared'> = {
    unitId: about.unitId,
    from: month(from),
    on: plainDate(on),
  };
  return { kind: 'unit.bases_declared', ...about, data };
}

export function seen(caseId: string, on: string, told: Told = {}): UnitFact {
  const about = stated(told, `seen ${caseId} ${on}`);
  const data = { unitId: about.unitId, caseId, by: 'wang.fang@example.com', on: plainDate(on) };
  return { kind: 'case.acknowledged', ...about, data };
}

export function later(caseId: string, on: string, until: string, told: Told = {}): UnitFact {
  const { data, ...about } = seen(caseId, on, told) as Extract<UnitFact, { kind: 'case.acknowledged' }>;
  return { ...about, kind: 'case.snoozed', data: { ...data, until: plainDate(until) } };
}

export function taken(factId: string, told: Told = {}): UnitFact {
  return { kind: 'fact.voided', ...stated(told, `void ${factId}`), data: { factId, reason: '录入错误' } };
}

/**
 * Options of an imported agency file. By default it is complete, and was imported on the day on which it was issued.
 */
interface FileTold {
  readonly extent?: 'whole' | 'part';
  readonly import?: string;
  readonly by?: string;
  readonly unitId?: string;
}

/** The bill of a month, issued on `asOf` and imported on the same day. */
export function bill(ofMonth: string, asOf: string, told: FileTold = {}): UnitFact {
  const { extent = 'whole', unitId = 'U1', by = 'wang.fang@example.com' } = told;
  const { import: id = `b${ofMonth}` } = told;
  const about = stated({ unitId, at: `${asOf}T06:00:00.000Z` }, `bill imported ${id} ${asOf}`);
  const data: UnitFactData<'bill.imported'> = {
    ...{ unitId, month: month(ofMonth), people: 1, unitAmount: fen(0), personalAmount: fen(0), extent },
    ...{ asOf: plainDate(asOf), import: id, file: `${ofMonth}.xlsx` },
  };
  return { kind: 'bill.imported', ...about, by: { who: by, verified: true }, data };
}

/** The list of insured people of a day, imported on the same day. */
export function list(on: string, told: FileTold = {}): UnitFact {
  const { extent = 'whole', unitId = 'U1', by = 'wang.fang@example.com' } = told;
  const { import: id = `l${on}` } = told;
  const about = stated({ unitId, at: `${on}T06:00:00.000Z` }, `list imported ${id}`);
  const file = `名单${on}.xlsx`;
  const data: UnitFactData<'list.imported'> = {
    unitId,
    on: plainDate(on),
    people: 1,
    extent,
    import: id,
    file,
  };
  return { kind: 'list.imported', ...about, by: { who: by, verified: true }, data };
}

export function answered(
  caseId: string,
  answer: AnswerCode,
  on: string,
  more: { readonly about?: string; readonly employeeId?: string } = {},
  told: Told = {},
): UnitFact {
  const about = stated(
    { at: `${on}T03:00:00.000Z`, ...told },
    `answered ${caseId} ${answer} ${on} ${JSON.stringify(more)}`,
  );
  const data = { unitId: about.unitId, caseId, answer, ...more, on: plainDate(on) };
  return { kind: 'question.answered', ...about, data };
}

/** The charge of an unknown person. @param parts the shares of unit and employee in yuan. */
export function strange(
  ofMonth: string,
  who: Partial<Pick<UnknownCharge, 'employeeId' | 'agencyNumber' | 'masked' | 'hash' | 'name'>>,
  [unitPart, personalPart]: readonly [number, number] = [980, 203],
  told: { readonly unitId?: string; readonly receivedAt?: string } = {},
): UnknownCharge {
  const { unitId = 'U1', receivedAt = '2026-10-12T02:00:00.000Z' } = told;
  return {
    id: `bill:${ofMonth} ${JSON.stringify(who)} ${unitPart} ${personalPart}`,
    unitId,
    month: month(ofMonth),
    unitAmount: fen(unitPart * 100),
    personalAmount: fen(personalPart * 100),
    receivedAt: receivedAt as Instant,
    ...who,
  };
}
