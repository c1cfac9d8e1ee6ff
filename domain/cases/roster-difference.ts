import { compareText } from '../facts/fact.ts';
import { type Reason, reasonOf } from '../reasons/reason.ts';
import { findingReason, type KeptFinding } from '../roster/finding.ts';
import type { Deadline } from '../rules/deadline/deadline.ts';
import { statutoryTerm } from '../rules/origin.ts';
import { addDays, chinaDayOf, type Instant, type PlainDate, parsePlainDate } from '../values/plain-date.ts';
import type { Case, Question } from './case.ts';
import { type UnitCaseContext, type UnitCaseKind, unitPartsOf } from './case-parts.ts';
import { enrolmentDeadlineOf } from './enrolment.ts';
import { removalDeadlineOf } from './removal.ts';
import { step } from './steps.ts';

/** At most this many differences are listed. The others are only counted. */
const MAX_NAMED = 20;

/**
 * The HR system's list of employees differs from the facts: a hire or leave is missing, or a day differs. There is one
 * case for all differences. It closes when each difference is confirmed or dismissed, or when the list and the facts
 * agree. The case has the date of the earliest missing event, because the statutory term starts with the event even if
 * nobody reported it.
 */
export const rosterDifference: UnitCaseKind = {
  kind: 'roster-difference',
  open: openRosterDifference,
  actions: () => ['roster-confirmed', 'roster-dismissed'],
};

function openRosterDifference(context: UnitCaseContext): Case | undefined {
  const { unitId, asOf } = context;
  const open = context.rosterFindings.filter(
    ({ foundAt, dismissedAt }) => dismissedAt === undefined && chinaDayOf(foundAt) <= asOf,
  );
  const found = open.map(({ foundAt }) => foundAt).sort();
  const [first, last] = [found[0], found.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const dated = open.flatMap((finding) => deadlinesOf(finding, last, context));
  const [earliest] = dated.toSorted(byDeadline);
  const question = earliest === undefined ? questionOf(open, context) : undefined;
  const canBeCorrected = open.some(({ finding }) => finding.mends.length > 0);
  const decides = open.some(({ finding }) => finding.mends.length === 0);
  return {
    ...unitPartsOf(unitId, 'roster-difference'),
    state: { is: 'open' },
    openedOn: chinaDayOf(first),
    knownAt: last,
    ...(earliest !== undefined && { deadline: earliest.deadline }),
    ...(question !== undefined && { question }),
    documents: [],
    steps: [
      step('step-compare-roster', { unitId }),
      ...(canBeCorrected ? [step('step-confirm-roster', { unitId })] : []),
      ...(decides ? [step('step-mend-in-hr-system')] : []),
      step('step-dismiss-roster', { unitId }),
    ],
    because: [
      { rule: 'F11', code: 'roster-differs', values: { people: peopleIn(open) } },
      ...open.slice(0, MAX_NAMED).map(({ finding }) => findingReason(finding)),
      ...(open.length > MAX_NAMED ? [reasonOf('F11', 'roster-more', { more: open.length - MAX_NAMED })] : []),
      ...(earliest?.because ?? []),
    ],
  };
}

function peopleIn(open: readonly KeptFinding[]): number {
  return new Set(open.map(({ finding }) => finding.employeeId)).size;
}

/** Differences that show a hire or leave on which nobody has acted yet. */
const UNREPORTED_EVENTS: ReadonlySet<string> = new Set([
  'hire-never-received',
  'leave-never-received',
  'noticed-date-found',
]);

interface Dated {
  readonly deadline: Deadline;
  readonly because: readonly Reason[];
}

function deadlinesOf({ finding }: KeptFinding, knownAt: Instant, context: UnitCaseContext): readonly Dated[] {
  if (!UNREPORTED_EVENTS.has(finding.kind)) return [];
  const hiredOn = dayIn(finding.values.hiredOn);
  const leftOn = dayIn(finding.values.lastWorkingDay);
  return [
    ...(hiredOn === undefined ? [] : [enrolmentDeadlineOf({ on: hiredOn, by: 'hired', knownAt }, context)]),
    ...(leftOn === undefined ? [] : [removalDeadlineOf({ on: leftOn, reason: 'unknown', knownAt }, context)]),
  ];
}

/** Sorts by act-by date. If these are equal, the earlier last lawful day comes first. */
function byDeadline({ deadline: a }: Dated, { deadline: b }: Dated): number {
  return compareText(a.actBy, b.actBy) || compareText(a.lastLawfulDay, b.lastLawfulDay);
}

function dayIn(text: string | undefined): PlainDate | undefined {
  return text === undefined ? undefined : parsePlainDate(text);
}

/**
 * The question for the day of a hire or leave whose day is unknown. Its term may have started before the difference was
 * found.
 */
function questionOf(open: readonly KeptFinding[], { policy, asOf }: UnitCaseContext): Question | undefined {
  const [undated] = open
    .filter(({ finding }) => UNREPORTED_EVENTS.has(finding.kind))
    .map(({ foundAt }) => foundAt)
    .sort();
  if (undated === undefined) return undefined;
  const reportedOn = chinaDayOf(undated);
  return {
    reportedOn: reportedOn,
    dueIfReportedOn: addDays(reportedOn, statutoryTerm('removalDays', reportedOn, asOf, policy).days),
  };
}
