import { type PlainCode, type Reason, reasonOf } from '../reasons/reason.ts';
import {
  type ResidentEnrolment,
  type ResidentQuestion,
  residentEnrolment,
} from '../rules/individual/resident.ts';
import { type Guide, type GuideLine, requiredDocuments, section } from './guide.ts';

/** G2: cover as a resident, for a region, a day and missed years. */
export function residentGuide(question: ResidentQuestion): Guide {
  const { day, policy } = question;
  return {
    kind: 'resident',
    region: policy.region,
    day,
    sections: [
      ...section('conditions', [RESIDENT_WHO]),
      ...section('window', residentLines(residentEnrolment(question))),
      ...section('steps', residentSteps(policy.region)),
      ...section('papers', requiredDocuments('resident')),
    ],
  };
}

/** The sentences with a date: payment in the window, and late enrolment while it is possible. */
export function residentLines({
  window,
  mayCloseOn,
  payBy,
  late,
  because,
}: ResidentEnrolment): readonly GuideLine[] {
  return because.map((says) => {
    if (says.code === 'resident-cover' && payBy !== undefined) return { says, by: payBy };
    if (says.code === 'resident-window-perhaps' && mayCloseOn !== undefined) return { says, by: mayCloseOn };
    if (says.code.startsWith('resident-window-') && window !== undefined) {
      return { says, by: window.closesOn };
    }
    return says.code === 'resident-late-open' && late?.until !== undefined
      ? { says, by: late.until }
      : { says };
  });
}

const RESIDENT_WHO: Reason = { rule: 'G2', code: 'resident-who', values: {} };

export function residentSteps(region: string): readonly Reason[] {
  const step = (code: PlainCode): Reason => reasonOf('G2', code, {});
  return [
    step('resident-where'),
    step('resident-pay'),
    { rule: 'G2', code: 'resident-subsidy', values: {}, law: '社会保险法 25' },
    step('resident-benefits'),
    { rule: 'G2', code: 'resident-reimbursed', values: { region }, confidence: 'unknown' },
    step('resident-aid'),
    { rule: 'G2', code: 'resident-not-both', values: {}, law: '医保发〔2020〕33号', confidence: 'medium' },
  ];
}
