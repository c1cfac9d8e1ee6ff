import type { Calendar } from '../calendar/calendar.ts';
import { addWorkingDays } from '../calendar/working-days.ts';
import type { Reason } from '../cases/case.ts';
import type { Sex } from '../facts/life-course.ts';
import type { ParameterName, Policy } from '../policy/policy.ts';
import { calendarAssumed } from '../rules/deadline-reasons.ts';
import { noteOf } from '../rules/note-of.ts';
import { originOf } from '../rules/statutory-term.ts';
import { type PlainDate, yearOf } from '../values/plain-date.ts';
import { type GuideSection, section } from './guide.ts';
import { papersFor } from './papers.ts';

const PERSONAL_ACCOUNT = '江苏省医疗保障经办政务服务事项办事指南（2022年版），个人账户一次性支取';

/** The relation goes along to another region: when asked for, within its working days; years are added up. */
export function transferSections(day: PlainDate, policy: Policy, calendar: Calendar): GuideSection[] {
  const term = policy.inForce('relationTransferWorkingDays', day);
  const how: Reason = { rule: 'R2', code: 'transfer-how', values: {} };
  const kept: Reason = { rule: 'R10', code: 'transfer-years-added', values: {}, law: '社会保险法 32' };
  if (!term.known) {
    const unknown: Reason = { rule: 'R2', code: 'transfer-term-unknown', values: {}, ...originOf(term) };
    return section('transfer', [how, unknown, kept, ...papersFor('transfer')]);
  }
  const done = addWorkingDays(day, term.value, calendar);
  const values = { appliedOn: day, days: term.value, by: done.day };
  return section('transfer', [
    how,
    { rule: 'R2', code: 'transfer-term', values, ...originOf(term) },
    ...(done.assumed ? [calendarAssumed([yearOf(done.day)])] : []),
    kept,
    ...papersFor('transfer'),
  ]);
}

/** The balance stays the person's; paid out at once only where nothing else is left to do with it. */
export function accountSections(day: PlainDate, policy: Policy, whose: 'own' | 'heirs'): GuideSection[] {
  const source = PERSONAL_ACCOUNT;
  const term = policy.inForce('personalAccountWithdrawalWorkingDays', day);
  const paidOut: Reason = term.known
    ? { rule: 'G1', code: 'account-term', values: { days: term.value }, ...originOf(term) }
    : { rule: 'G1', code: 'account-term-unknown', values: {}, ...originOf(term) };
  if (whose === 'heirs') {
    const heirs: Reason = { rule: 'G1', code: 'account-heirs', values: {}, source };
    return section('account', [heirs, paidOut, ...papersFor('account-heirs')]);
  }
  return section('account', [
    { rule: 'G1', code: 'account-kept', values: {}, source },
    { rule: 'G1', code: 'account-withdrawal', values: {}, source },
    paidOut,
  ]);
}

const RETIREE_YEARS: Readonly<Record<Sex, ParameterName & `retireeMedicalYears${string}`>> = {
  male: 'retireeMedicalYearsMale',
  female: 'retireeMedicalYearsFemale',
};

/** 社会保险法 27: free cover as a retiree after the region's own years, which are not those of the pension. */
export function retireeSections(day: PlainDate, policy: Policy, sex: Sex | undefined): GuideSection[] {
  const { region } = policy;
  const sexes = sex === undefined ? (['male', 'female'] as const) : [sex];
  const years = sexes.flatMap((each): readonly Reason[] => {
    const answer = policy.inForce(RETIREE_YEARS[each], day);
    const values = { region, ...(answer.known && { years: answer.value }) };
    const code = answer.known ? `retiree-years-${each}` : `retiree-years-${each}-unknown`;
    return [{ rule: 'R9', code, values, ...originOf(answer) }, ...noteOf('R9', answer)];
  });
  const local = policy.inForce('retireeLocalYears', day);
  return section('retiree', [
    { rule: 'R9', code: 'retiree-cover', values: {}, law: '社会保险法 27' },
    ...years,
    ...(local.known
      ? [{ rule: 'R9', code: 'retiree-local-years', values: { years: local.value }, ...originOf(local) }]
      : [
          {
            rule: 'R9',
            code: 'retiree-local-years-unknown',
            values: { region },
            parameter: 'retireeLocalYears',
            confidence: 'unknown' as const,
          },
        ]),
    { rule: 'R9', code: 'retiree-missing-years', values: { region } },
  ]);
}
