import * as insurance from './insurance.ts';
import * as life from './life-course.ts';

/**
 * Every kind of fact with the schema of its data, built on first use. A kind has the name of the event that reports it.
 */
export const FACT_SCHEMAS = {
  'employee.hired': life.hired,
  'employee.hire_cancelled': life.hireCancelled,
  'employee.terminated': life.terminated,
  'employee.termination_cancelled': life.terminationCancelled,
  'employee.resumed': life.resumed,
  'employee.transferred': life.transferred,
  'employee.updated': life.updated,
  'employee.hire_noticed': life.hireNoticed,
  'employee.leave_noticed': life.leaveNoticed,
  'contribution.charged': insurance.charged,
  'contribution.offset': insurance.offset,
  'insured.listed': insurance.insuredListed,
  'insured.ended': insurance.insuredEnded,
  'information.seen': insurance.informationSeen,
  'filing.submitted': insurance.filingSubmitted,
  'filing.accepted': insurance.filingAccepted,
  'filing.rejected': insurance.filingRejected,
  'refund.requested': insurance.refundRequested,
  'refund.settled': insurance.refundSettled,
  'refund.denied': insurance.refundDenied,
  'document.received': insurance.documentReceived,
  'card.requested': insurance.cardRequested,
  'card.issued': insurance.cardIssued,
  'guide.settled': insurance.guideSettled,
  'case.acknowledged': insurance.caseAcknowledged,
  'case.snoozed': insurance.caseSnoozed,
  'question.answered': insurance.questionAnswered,
  'case.noted': insurance.caseNoted,
  'fact.voided': life.voided,
} as const;
