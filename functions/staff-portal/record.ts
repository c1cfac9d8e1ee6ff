import type { StaffAction } from '../../domain/cases/case.ts';
import type { Addressee } from '../../domain/units/addressees.ts';
import { addDays, chinaDayOf, type Instant, type PlainDate } from '../../domain/values/plain-date.ts';
import type { ActivityEntry } from '../ports.ts';
import type { ActionPorts, Outcome, Stated } from '../staff-actions/outcome.ts';
import type { AnyFact } from '../staff-actions/shown-facts.ts';
import type { PortalPorts } from './answers.ts';
import type { ActionForm, Subject } from './forms.ts';
import { mayAbout, type PortalAction } from './may.ts';
import type { Viewer } from './speaker.ts';
import type { CaseView } from './views.ts';

/** Thrown by {@link dryRun} in place of a write. */
class WouldWrite extends Error {
  override readonly name = 'WouldWrite';
}

function refuseToWrite(): never {
  throw new WouldWrite('nothing is written in a dry run');
}

/**
 * The outcome of an action that would write nothing.
 * @returns undefined if the action would write, because the fact is new and permitted.
 */
export async function dryRun(
  act: (ports: ActionPorts) => Promise<Outcome>,
  ports: ActionPorts,
): Promise<Outcome | undefined> {
  const reading: ActionPorts = {
    ...ports,
    employees: { ...ports.employees, commit: async () => refuseToWrite() },
    unitFacts: {
      ...ports.unitFacts,
      append: async () => refuseToWrite(),
      foldCoverage: async () => refuseToWrite(),
    },
    unknownCharges: {
      ...ports.unknownCharges,
      keep: async () => refuseToWrite(),
      remove: async () => refuseToWrite(),
    },
    rosterFindings: {
      ...ports.rosterFindings,
      keep: async () => refuseToWrite(),
      remove: async () => refuseToWrite(),
    },
  };
  try {
    return await act(reading);
  } catch (error) {
    if (error instanceof WouldWrite) return undefined;
    throw error;
  }
}

type Accepted = Extract<ReturnType<ActionForm['record']>, { ok: true }>;

/**
 * Records a form. If the case has changed since the form was opened, nothing is recorded; the outcome is then a
 * duplicate, a refusal or `changed`.
 */
export async function recordForm(
  { act }: Accepted,
  {
    deliveryId,
    who,
    isCurrent,
  }: { readonly deliveryId: string; readonly who: string; readonly isCurrent: boolean },
  ports: ActionPorts,
): Promise<Outcome | 'changed'> {
  const submission = { deliveryId, by: { who, verified: true } };
  if (isCurrent) return act(submission, ports);
  return (await dryRun((reading) => act(submission, reading), ports)) ?? 'changed';
}

/** The action that states each kind of fact. */
const STATED_BY: Readonly<Record<string, PortalAction>> = {
  'filing.submitted': 'filing-submitted',
  'filing.accepted': 'filing-accepted',
  'filing.rejected': 'filing-rejected',
  'document.received': 'document-received',
  'refund.requested': 'refund-requested',
  'refund.settled': 'refund-settled',
  'refund.denied': 'refund-denied',
  'card.requested': 'card-requested',
  'card.issued': 'card-issued',
  'employee.hired': 'hire',
  'employee.terminated': 'leave',
  'employee.resumed': 'resume',
  'employee.updated': 'change',
  'unit.bases_declared': 'bases-declared',
  'case.acknowledged': 'acknowledged',
  'case.snoozed': 'snoozed',
  'case.noted': 'noted',
  'question.answered': 'answered',
} satisfies Readonly<Record<string, StaffAction>>;

/** Whether the action records one fact that staff can undo. */
export function isUndoable(action: ActivityEntry['action']): action is StaffAction {
  return Object.values(STATED_BY).some((stated) => stated === action);
}

const UNDO_DAYS = 30;

/** For 30 days, those who may record something may undo it; after that only administrators may. */
export function isInTimeToUndo(
  { person, today }: Pick<Viewer, 'today'> & { readonly person: Pick<Addressee, 'administers'> },
  recordedAt: Instant,
): boolean {
  return person.administers || chinaDayOf(recordedAt) >= addDays(today, -UNDO_DAYS);
}

/** Whether a person may undo a fact about a case of the unit. */
export function mayUndo(
  person: Pick<Addressee, 'administers' | 'rolesByUnit'>,
  fact: AnyFact,
  { kind, unitIds, spellId }: Pick<Subject, 'kind' | 'unitIds' | 'spellId'>,
  today: PlainDate,
): boolean {
  const action = STATED_BY[fact.kind];
  if (action === undefined || fact.by === undefined) return false;
  if (!mayAbout(person, action, { kind, unitIds })) return false;
  const own = fact.data as { readonly spellId?: string; readonly unitId?: string };
  // Only administrators may undo a fact about a spell or a unit that is not that of the case.
  if (own.spellId !== undefined && spellId !== undefined && own.spellId !== spellId)
    return person.administers;
  if (own.unitId !== undefined && !unitIds.includes(own.unitId)) return person.administers;
  return isInTimeToUndo({ person, today }, fact.receivedAt);
}

/** Adds a recorded form to the activity list; a repeated submission is added once. */
export async function noteRecorded(
  action: StaffAction,
  about: RecordedAbout,
  { is, factIds }: Stated,
  { person, now }: Viewer,
  { activities, meter }: PortalPorts,
): Promise<void> {
  if (is !== 'recorded') return;
  meter.count('PortalActionRecorded');
  await activities.note({ at: now, by: person.key, action, factIds, ...about });
}

export type RecordedAbout = Pick<ActivityEntry, 'unitId' | 'caseId' | 'employeeId' | 'employeeName'>;

export function aboutCase({ caseId, subject: { unitId }, employeeName }: CaseView): RecordedAbout {
  return { unitId, caseId, ...(employeeName !== undefined && { employeeName }) };
}
