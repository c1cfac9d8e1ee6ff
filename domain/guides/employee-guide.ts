import type { Calendar } from '../calendar/calendar.ts';
import type { Policy } from '../policy/policy.ts';
import { type PlainCode, type Reason, reasonOf } from '../reasons/reason.ts';
import { WAIVERS_VOID } from '../regions/laws.ts';
import { lawfulTerm } from '../rules/deadline/deadline.ts';
import { originOf, statutoryTerm } from '../rules/origin.ts';
import type { PlainDate } from '../values/plain-date.ts';
import { type Guide, section } from './guide.ts';

interface EmployeeQuestion {
  /** The first working day; if absent, the rule is shown without dates. */
  readonly hiredOn?: PlainDate | undefined;
  readonly day: PlainDate;
  readonly policy: Policy;
}

/**
 * G5: what an employee who was not enrolled can do. Only the employer can enrol, but the employee may look up the
 * record, complain, and claim damages (社会保险法 4, 60, 82, 83).
 */
export function employeeGuide(question: EmployeeQuestion, calendar: Calendar): Guide {
  const { day, policy } = question;
  return {
    kind: 'employee',
    region: policy.region,
    day,
    sections: [
      ...section('employer-duty', [...employerDuty(question, calendar), ...waiversVoid(day)]),
      ...section('not-enrolled', [
        step('employee-look-up'),
        { rule: 'G5', code: 'employee-told-monthly', values: {}, law: '社会保险法 4、60' },
        step('employee-ask-hr'),
        { rule: 'G5', code: 'employee-complain', values: {}, law: '社会保险法 82、83' },
        ...inspection(question),
      ]),
      ...section('loss', [
        { rule: 'G5', code: 'employee-disputes', values: {}, law: '社会保险法 83' },
        { rule: 'G5', code: 'employee-arbitration-in-time', values: {}, law: '劳动争议调解仲裁法 27' },
      ]),
    ],
  };
}

/**
 * What the employer must do, and by when. The employer is late only after the last lawful day, which is never a rest
 * day (D3).
 */
function employerDuty({ hiredOn, day, policy }: EmployeeQuestion, calendar: Calendar): readonly Reason[] {
  const asked = hiredOn ?? day;
  if (!policy.inForce('enrolmentDays', asked).known && !policy.inForce('enrolmentDays', day).known) {
    return [{ rule: 'R1', code: 'employee-employer-term-unknown', values: {}, confidence: 'unknown' }];
  }
  const { days, origin } = statutoryTerm('enrolmentDays', asked, day, policy);
  const duty: Reason = { rule: 'R1', code: 'employee-employer-duty', values: { days }, ...origin };
  if (hiredOn === undefined) return [duty];
  const { statutoryDueOn, lastLawfulDay, because } = lawfulTerm(hiredOn, days, calendar);
  const says: Reason =
    lastLawfulDay < day
      ? { rule: 'R1', code: 'employee-employer-late', values: { hiredOn, dueOn: lastLawfulDay } }
      : { rule: 'R1', code: 'employee-employer-due', values: { hiredOn, dueOn: statutoryDueOn } };
  return [says, ...because, duty];
}

/**
 * The sentences for an employee who waived insurance in writing: the waiver is void, and the employee must be insured.
 */
function waiversVoid(day: PlainDate): readonly Reason[] {
  const { from, source, law, confidence } = WAIVERS_VOID;
  if (day < from) return [];
  return [{ rule: 'R6', code: 'waiver-void', values: { since: from }, source, law, confidence }];
}

function inspection({ day, policy }: EmployeeQuestion): readonly Reason[] {
  const years = policy.inForce('labourInspectionYears', day);
  if (!years.known) return [];
  const values = { years: years.value };
  return [{ rule: 'G5', code: 'employee-inspection-years', values, ...originOf(years) }];
}

function step(code: PlainCode): Reason {
  return reasonOf('G5', code, {});
}
