import type { Fact, FactData, FactKind } from '../../domain/facts/fact.ts';
import type { AnswerCode } from '../../domain/facts/insurance.ts';
import type { LeavingReason } from '../../domain/facts/life-course.ts';
import { type Fen, fen } from '../../domain/values/money.ts';
import { month } from '../../domain/values/month.ts';
import { plainDate as day, type Instant } from '../../domain/values/plain-date.ts';

/** Facts in readable calls: `hired('2026-09-01', 'U1')`. By default they are about 赵敏, E1. */

export const EMPLOYEE = 'E1';

/** The id, the time of statement, the time of receipt and the employee of a fact, if a test needs them. */
export interface Told {
  readonly id?: string;
  readonly statedAt?: string;
  readonly receivedAt?: string;
  readonly employeeId?: string;
}

type Content<K extends FactKind> = Omit<FactData<K>, 'employeeId'>;

/** A fact of any kind. By default its id follows from its content, so that equal facts in a test are one fact. */
export function fact<K extends FactKind>(kind: K, content: Content<K>, told: Told = {}): Fact {
  const employeeId = told.employeeId ?? EMPLOYEE;
  const statedAt = told.statedAt ?? '2026-01-01T00:00:00.000Z';
  return {
    kind,
    factId: told.id ?? `${kind} ${JSON.stringify(content)}`,
    employeeId,
    statedAt: statedAt as Instant,
    receivedAt: (told.receivedAt ?? statedAt) as Instant,
    data: { employeeId, ...content },
  } as Fact;
}

/** The facts in the given order, stated a day apart, each with its own id. */
export function inOrder(...facts: readonly Fact[]): readonly Fact[] {
  return facts.map((it, index) => {
    const at = `2026-01-${String(index + 1).padStart(2, '0')}T02:00:00.000Z` as Instant;
    return { ...it, factId: `f${index + 1}`, statedAt: at, receivedAt: at };
  });
}

export function hired(
  on: string,
  unitId: string,
  more: Partial<Content<'employee.hired'>> = {},
  told?: Told,
): Fact {
  return fact(
    'employee.hired',
    { name: '赵敏', unitId, category: 'regular', ...more, hiredOn: day(on) },
    told,
  );
}

export function hireCancelled(by: { hiredOn?: string; employmentId?: string }, told?: Told): Fact {
  const { hiredOn, ...named } = by;
  return fact('employee.hire_cancelled', { ...named, ...(hiredOn && { hiredOn: day(hiredOn) }) }, told);
}

/** The notice of a thin event. By default it is stated on the given day at ten in the morning in China. */
export function noticed(
  of: 'hire' | 'leave',
  on: string,
  more: Partial<Content<'employee.hire_noticed'>> = {},
  told: Told = {},
): Fact {
  return fact(
    `employee.${of}_noticed`,
    { ...more },
    { statedAt: `${on}T02:00:00.000Z`, id: `${of} noticed ${on} ${JSON.stringify(more)}`, ...told },
  );
}

export function left(
  lastWorkingDay: string,
  reason: LeavingReason = 'resigned',
  more: Partial<Content<'employee.terminated'>> = {},
  told?: Told,
): Fact {
  return fact('employee.terminated', { ...more, reason, lastWorkingDay: day(lastWorkingDay) }, told);
}

export function leaveCancelled(by: { lastWorkingDay?: string; employmentId?: string }, told?: Told): Fact {
  const { lastWorkingDay: on, ...named } = by;
  return fact('employee.termination_cancelled', { ...named, ...(on && { lastWorkingDay: day(on) }) }, told);
}

export function resumed(on: string, told?: Told): Fact {
  return fact('employee.resumed', { resumedOn: day(on) }, told);
}

export function moved(on: string, toUnitId: string, fromUnitId?: string, told?: Told): Fact {
  return fact(
    'employee.transferred',
    { toUnitId, effectiveOn: day(on), ...(fromUnitId && { fromUnitId }) },
    told,
  );
}

export function updated(
  changes: Content<'employee.updated'>['changes'],
  effectiveOn?: string,
  told?: Told,
): Fact {
  return fact('employee.updated', { changes, ...(effectiveOn && { effectiveOn: day(effectiveOn) }) }, told);
}

/** @param parts the shares of unit and employee in yuan; the base is in yuan too. */
export function charged(
  unitId: string,
  ofMonth: string,
  [unitPart, personalPart]: readonly [number, number] = [980, 203],
  more: { chargedOn?: string; base?: number; supplement?: true; occurrence?: number } = {},
  told?: Told,
): Fact {
  const { chargedOn, base, ...others } = more;
  const content = {
    unitId,
    month: month(ofMonth),
    unitAmount: yuan(unitPart),
    personalAmount: yuan(personalPart),
  };
  return fact(
    'contribution.charged',
    {
      ...content,
      ...(base && { base: yuan(base) }),
      ...(chargedOn && { chargedOn: day(chargedOn) }),
      ...others,
    },
    told,
  );
}

/** A person's row in a list of insured people on a day: insured, or with the status 暂停 or 终止. */
export function listed(
  unitId: string,
  on: string,
  { status, since }: { status?: 'suspended' | 'ended'; since?: string } = {},
  told?: Told,
): Fact {
  const content = { unitId, on: day(on), ...(since && { since: day(since) }) };
  return status === undefined
    ? fact('insured.listed', content, told)
    : fact('insured.ended', { ...content, status }, told);
}

/** @param about the case id without the employee: `<spellId>/<kind>`. */
export function answered(about: string, answer: AnswerCode, on: string, told?: Told): Fact {
  return answeredCase(`${told?.employeeId ?? EMPLOYEE}/${about}`, answer, on, told);
}

type Filing = FactData<'filing.submitted'>['filing'];

export function submitted(filing: Filing, on: string, receiptNo?: string, told?: Told): Fact {
  return fact('filing.submitted', { filing, on: day(on), ...(receiptNo && { receiptNo }) }, told);
}

export function accepted(filing: Filing, on: string, effectiveMonth?: string, told?: Told): Fact {
  const from = effectiveMonth === undefined ? {} : { effectiveMonth: month(effectiveMonth) };
  return fact('filing.accepted', { filing, on: day(on), ...from }, told);
}

export function rejected(filing: Filing, on: string, reason: string, told?: Told): Fact {
  return fact('filing.rejected', { filing, on: day(on), reason }, told);
}

export function refund(
  is: 'requested' | 'settled',
  on: string,
  months: readonly string[],
  told?: Told,
): Fact {
  return fact(`refund.${is}`, { on: day(on), months: months.map(month), way: 'refund' }, told);
}

export function refundDenied(on: string, months: readonly string[], told?: Told): Fact {
  return fact('refund.denied', { on: day(on), months: months.map(month), reason: '已享受待遇' }, told);
}

export function paper(caseKind: string, document: string, on: string, told?: Told): Fact {
  return fact('document.received', { caseKind, document, on: day(on) }, told);
}

/** The outcome of the mail with the guide, as send-leaver-guide records it. */
export function guideSettled(
  spellId: string,
  outcome: Content<'guide.settled'>['outcome'],
  on: string,
  told?: Told,
): Fact {
  return fact('guide.settled', { spellId, outcome, on: day(on) }, told);
}

export function acknowledged(caseId: string, on: string, told?: Told): Fact {
  return fact('case.acknowledged', { caseId, by: 'wang.fang@example.com', on: day(on) }, told);
}

/** @param caseId the full id of the case. */
export function answeredCase(caseId: string, answer: AnswerCode, on: string, told?: Told): Fact {
  return fact('question.answered', { caseId, answer, on: day(on) }, told);
}

/** The name of a person in the agency's records. */
export function nameSeen(unitId: string, name: string, on: string, told?: Told): Fact {
  return fact('information.seen', { unitId, name, on: day(on) }, told);
}

export function voided(factId: string, told?: Told): Fact {
  return fact('fact.voided', { factId, reason: '录入错误' }, told);
}

function yuan(whole: number): Fen {
  return fen(Math.round(whole * 100));
}
