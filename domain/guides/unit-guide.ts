import type { Calendar } from '../calendar/calendar.ts';
import { declareEveryYear, firstPaymentSteps, linkUnit, twoOffices } from '../cases/offices.ts';
import type { InForce } from '../policy/parameter.ts';
import type { Policy } from '../policy/policy.ts';
import { type CodeFor, type Reason, reasonOf } from '../reasons/reason.ts';
import { unitRegistration } from '../rules/deadline/unit-registration.ts';
import { originOf, statutoryTerm } from '../rules/origin.ts';
import type { PlainDate } from '../values/plain-date.ts';
import { type Guide, type GuideLine, requiredDocuments, section } from './guide.ts';

interface UnitQuestion {
  /** The day of establishment; if absent, the rule is shown without dates. */
  readonly establishedOn?: PlainDate | undefined;
  readonly day: PlainDate;
  readonly policy: Policy;
}

/** G3: what a new unit must do (社会保险法 57, 58): register, enrol its people, declare changes. */
export function unitGuide(question: UnitQuestion, calendar: Calendar): Guide {
  const { day, policy } = question;
  return {
    kind: 'unit',
    region: policy.region,
    day,
    sections: [
      ...section('registration', registrationLines(question, calendar)),
      ...section('steps', stepsAfter(question)),
      ...section('papers', [...requiredDocuments('unit'), CREDIT_CODE]),
    ],
  };
}

function registrationLines({ establishedOn, day, policy }: UnitQuestion, calendar: Calendar): GuideLine[] {
  const asked = [establishedOn ?? day, day];
  if (!asked.some((each) => policy.inForce('unitRegistrationDays', each).known)) {
    return [{ says: { rule: 'G3', code: 'unit-registration-unknown', values: {}, confidence: 'unknown' } }];
  }
  if (establishedOn === undefined) {
    const term = statutoryTerm('unitRegistrationDays', day, day, policy);
    const rule: Reason = {
      rule: 'G3',
      code: 'unit-registration-rule',
      values: { days: term.days },
      ...term.origin,
    };
    return [
      { says: rule },
      {
        says: {
          rule: 'G3',
          code: 'unit-registered-with-business',
          values: {},
          law: '社会保险经办条例 6',
        },
      },
    ];
  }
  const answer = unitRegistration({ establishedOn, asOf: day, policy }, calendar);
  const over = answer.lastLawfulDay < day;
  const values = { dueOn: answer.lastLawfulDay };
  const late: GuideLine[] = over
    ? [{ says: { rule: 'G3', code: 'unit-registration-over', values, law: '社会保险法 84' } }]
    : [];
  const lines = answer.because.map((says, i) => ({ says, ...(i === 0 && !over && { by: answer.actBy }) }));
  return [...late, ...lines];
}

/** The steps by the law of `day`. A step whose time limit is unknown for that day is left out. */
function stepsAfter({ day, policy }: UnitQuestion): readonly Reason[] {
  const shown = (
    rule: string,
    code: CodeFor<{ readonly days: number }>,
    term: InForce<number>,
  ): readonly Reason[] => (term.known ? [reasonOf(rule, code, { days: term.value }, originOf(term))] : []);
  const offices = { policy, asOf: day };
  return [
    linkUnit(offices),
    ...shown('R1', 'unit-enrol-people', policy.inForce('enrolmentDays', day)),
    ...firstPaymentSteps(offices),
    twoOffices(offices),
    MONTHLY,
    declareEveryYear(offices),
    ...shown('G3', 'unit-report-changes', policy.inForce('unitRegistrationDays', day)),
    ...shown('G3', 'unit-agency-term', policy.inForce('agencyRegistrationWorkingDays', day)),
  ];
}

const MONTHLY: Reason = { rule: 'G3', code: 'unit-monthly', values: {} };

const CREDIT_CODE: Reason = { rule: 'G3', code: 'mistake-organisation-code', values: {} };
