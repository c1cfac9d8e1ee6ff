import type { CaseMoney } from '../../../domain/rules/money-at-stake.ts';
import { type Fen, yuan } from '../../../domain/values/money.ts';
import { becauseJson } from '../frame/because.ts';
import type { Frame } from '../frame/frame.ts';
import type { ListedCase } from './cases-as-of.ts';

/** A case as programs get it: null where a thing is unknown or absent, money as yuan with two decimals. */
export function caseJson({ case: it, urgency, daysLeft }: ListedCase, frame: Frame) {
  const { caseId, kind, employeeId, employeeName, unitId, state, openedOn, deadline, money } = it;
  return {
    caseId,
    kind,
    // Null where the case is the unit's own.
    employeeId: employeeId ?? null,
    employeeName: employeeName ?? null,
    unitId,
    state,
    urgency,
    daysLeft: daysLeft ?? null,
    openedOn,
    statutoryDueOn: deadline?.statutoryDueOn ?? null,
    lastLawfulDay: deadline?.lastLawfulDay ?? null,
    actBy: deadline?.actBy ?? null,
    money: money === undefined ? null : moneyJson(money),
    documents: it.documents,
    steps: becauseJson(it.steps ?? [], frame),
    because: becauseJson(it.because, frame),
  };
}

function moneyJson({ months, next, lateFee, ...now }: CaseMoney) {
  return {
    ...parts(now),
    months: months.map(({ month, estimated, state, ...own }) => ({ month, ...parts(own), estimated, state })),
    next: next === undefined ? null : { on: next.on, ...parts(next) },
    lateFee: lateFee === undefined ? null : { soFar: yuan(lateFee.soFar), nextDay: yuan(lateFee.nextDay) },
  };
}

function parts({ unitPart, personalPart }: { readonly unitPart?: Fen; readonly personalPart?: Fen }) {
  return { unitPart: yuanOrNull(unitPart), personalPart: yuanOrNull(personalPart) };
}

function yuanOrNull(amount: Fen | undefined): string | null {
  return amount === undefined ? null : yuan(amount);
}
