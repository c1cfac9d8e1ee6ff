import { addWorkingDays, type Calendar } from '../calendar/working-days.ts';
import type { CaseKind } from '../cases/case.ts';
import { compareText } from '../facts/fact.ts';
import type { Role } from '../units/unit.ts';
import type { PlainDate } from '../values/plain-date.ts';
import type { UnitCase } from './digest.ts';

/** The kinds of case that are about money paid, owed or to be claimed back, also while no month of it is known. */
export const FINANCE_KINDS: ReadonlySet<CaseKind> = new Set<CaseKind>([
  'overpayment',
  'back-payment',
  'top-up',
  'declare-bases',
  'unknown-person',
]);

/** How long before the act-by date a manager is told, in working days. */
const MANAGER_WORKING_DAYS = 2;

/** The recipient's cases by any of their roles (M3), each once, by id. Fallback staff count as handler. */
export function casesOfRecipient(cases: readonly UnitCase[], day: PlainDate, calendar: Calendar): UnitCase[] {
  const byId = Map.groupBy(cases, (it) => it.case.caseId);
  return [...byId.values()]
    .map(inOne)
    .filter((it) => it.roles.some((role) => concerns(role, it, day, calendar)))
    .sort((a, b) => compareText(a.case.caseId, b.case.caseId));
}

/** Whether somebody gets the case in this role (M3). */
export function concerns(role: Role, it: UnitCase, day: PlainDate, calendar: Calendar): boolean {
  switch (role) {
    case 'handler':
      return true;
    case 'finance':
      return isForFinance(it);
    case 'manager':
      return isAboutToBeLate(it, day, calendar);
  }
}

/**
 * Whether a recipient who is finance at the unit gets the case as such: it is about money by its kind, or has months of
 * money (E18). So finance gets an enrolment from the day on which months are owed, with its late fee, and money that is in
 * question. A removal that only says what waiting will cost is not theirs: the month that is lost has a case of its own.
 */
export function isForFinance({ case: { kind, money } }: UnitCase): boolean {
  return FINANCE_KINDS.has(kind) || (money?.months.length ?? 0) > 0;
}

/** Of a question: it may be late by then. */
function isAboutToBeLate(
  { case: { deadline, question } }: UnitCase,
  day: PlainDate,
  calendar: Calendar,
): boolean {
  const binding = deadline?.actBy ?? question?.dueIfReportedOn;
  return binding !== undefined && addWorkingDays(binding, -MANAGER_WORKING_DAYS, calendar).day <= day;
}

/** The same case handed in more than once, e.g. once per role, becomes one with all of it. */
function inOne(same: readonly UnitCase[]): UnitCase {
  const sorted = same.toSorted((a, b) => compareText(JSON.stringify(a), JSON.stringify(b)));
  const [first, ...others] = sorted;
  if (first === undefined) throw new RangeError('a group of cases has at least one');
  if (others.length === 0) return first;
  const link = sorted.map((it) => it.link).find((it) => it !== undefined);
  return {
    ...first,
    roles: [...new Set(same.flatMap((it) => it.roles))].sort(),
    attentions: same.flatMap((it) => it.attentions),
    ...(link === undefined ? {} : { link }),
  };
}
