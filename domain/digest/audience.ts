import { addWorkingDays, type Calendar } from '../calendar/working-days.ts';
import type { CaseKind } from '../cases/case.ts';
import { compareText } from '../facts/fact.ts';
import type { Role } from '../units/unit.ts';
import type { PlainDate } from '../values/plain-date.ts';
import type { RecipientCase } from './digest.ts';

/** Cases about money paid, owed or to be claimed back, even if no month of it is known yet. */
export const FINANCE_KINDS: ReadonlySet<CaseKind> = new Set<CaseKind>([
  'overpayment',
  'back-payment',
  'top-up',
  'declare-bases',
  'unknown-person',
]);

/** How many working days before the act-by date a manager gets the case. */
const MANAGER_WORKING_DAYS = 2;

/** The recipient's cases in any of their roles (M3), each once, sorted by id. Fallback staff count as handlers. */
export function casesOfRecipient(
  cases: readonly RecipientCase[],
  day: PlainDate,
  calendar: Calendar,
): RecipientCase[] {
  const byId = Map.groupBy(cases, (unitCase) => unitCase.case.caseId);
  return [...byId.values()]
    .map(inOne)
    .filter((unitCase) => unitCase.roles.some((role) => concerns(role, unitCase, day, calendar)))
    .sort((a, b) => compareText(a.case.caseId, b.case.caseId));
}

/** Whether a recipient in this role gets the case (M3). */
export function concerns(role: Role, unitCase: RecipientCase, day: PlainDate, calendar: Calendar): boolean {
  switch (role) {
    case 'handler':
      return true;
    case 'finance':
      return isForFinance(unitCase);
    case 'manager':
      return isAboutToBeLate(unitCase, day, calendar);
  }
}

/**
 * Whether finance at the unit gets the case: its kind is about money, or it has months of money (E18). So finance gets
 * an enrolment once months are owed, and a case that asks whether money is owed. Finance does not get a removal that
 * only shows the cost of waiting. Once the month is lost, there is a separate case about its money.
 */
export function isForFinance({ case: { kind, money } }: RecipientCase): boolean {
  return FINANCE_KINDS.has(kind) || (money?.months.length ?? 0) > 0;
}

/** Whether the act-by date is near. For a question, `dueIfReportedOn` is used. */
function isAboutToBeLate(
  { case: { deadline, question } }: RecipientCase,
  day: PlainDate,
  calendar: Calendar,
): boolean {
  const binding = deadline?.actBy ?? question?.dueIfReportedOn;
  return binding !== undefined && addWorkingDays(binding, -MANAGER_WORKING_DAYS, calendar).day <= day;
}

/** Merges copies of one case, for example one per role. */
function inOne(same: readonly RecipientCase[]): RecipientCase {
  const sorted = same.toSorted((a, b) => compareText(JSON.stringify(a), JSON.stringify(b)));
  const [first, ...others] = sorted;
  if (first === undefined) throw new RangeError('a group of cases has at least one');
  if (others.length === 0) return first;
  const link = sorted.map((copy) => copy.link).find((copy) => copy !== undefined);
  return {
    ...first,
    roles: [...new Set(same.flatMap((copy) => copy.roles))].sort(),
    attentions: same.flatMap((copy) => copy.attentions),
    ...(link === undefined ? {} : { link }),
  };
}
