import * as z from 'zod/mini';
import { publishedCalendar } from '../../domain/calendar/working-days.ts';
import type { Case } from '../../domain/cases/case.ts';
import { isSilenced } from '../../domain/digest/attention.ts';
import type { Attention } from '../../domain/employment/spell.ts';
import { day, line } from '../../domain/facts/schema-parts.ts';
import { addresseesOf, rolesIn } from '../../domain/units/addressees.ts';
import { once } from '../../domain/values/once.ts';
import { addDays, type PlainDate } from '../../domain/values/plain-date.ts';
import { asNotOpen, namedCase, openCase, recordedBefore } from './cases.ts';
import { todayOf } from './impossible-days.ts';
import {
  type Action,
  type ActionPorts,
  type Outcome,
  type Refused,
  refused,
  type Submission,
} from './outcome.ts';
import { type Statement, stateFacts, stateUnitFact, unitFactOf } from './state-facts.ts';

export const acknowledgeInput = once(() => z.object({ caseId: line(400) }));

export const snoozeInput = once(() => z.object({ caseId: line(400), until: day }));
type SnoozeInput = z.infer<ReturnType<typeof snoozeInput>>;

export interface Quieted {
  readonly about: Pick<Case, 'employeeId' | 'unitId'>;
  readonly on: PlainDate;
  /** The first day on which the digests list the case as news again; null if they do so on the next day already. */
  readonly quietUntil: PlainDate | null;
}

/** Acknowledges an open case. It is then not news for three working days (M4). */
export const acknowledgeCase: Action<typeof acknowledgeInput, Quieted> = ({ caseId }, submission, ports) =>
  recordAttention({ caseId }, submission, ports);

/** Snoozes an open case until a day, but not close to its act-by date (M4). */
export const snoozeCase: Action<typeof snoozeInput, Quieted> = async (input, submission, ports) =>
  snoozeNotAhead(input, todayOf(ports)) ?? recordAttention(input, submission, ports);

/** The part of {@link snoozeCase} that needs no store: it checks that the day is in the future. */
export function snoozeNotAhead({ until }: Pick<SnoozeInput, 'until'>, today: PlainDate): Refused | undefined {
  return until > today ? undefined : refused('snooze-not-ahead', { until, today });
}

async function recordAttention(
  { caseId, until }: { readonly caseId: string; readonly until?: PlainDate },
  submission: Submission,
  ports: ActionPorts,
): Promise<Outcome<Quieted>> {
  const on = todayOf(ports);
  const named = await namedCase(caseId, ports);
  if ('is' in named) return asNotOpen(named, on);
  const open = await openCase(named, on, ports);
  const before = recordedBefore(named, submission);
  if ('is' in open) {
    // A repetition of this submission is a duplicate even if the case has closed since.
    const { unitId } = named.of === 'unit' ? named : named.spell;
    return before === undefined ? open : { ...before, about: { unitId }, on, quietUntil: null };
  }
  const attention = { caseId, by: submission.by.who, on };
  const { employeeId, unitId } = open;
  const recorder = addresseesOf(named.registry.registry, undefined).find(
    ({ key }) => key === submission.by.who,
  );
  const ownRoles = rolesIn(recorder, open.unitIds ?? [unitId]);
  // A person without a role at the unit, for example on the command line, acknowledges or snoozes the case for
  // everybody.
  const roles = ownRoles.length > 0 ? { roles: [...ownRoles] } : {};
  const recorded: Attention = { ...attention, ...(until !== undefined && { until }), ...roles };
  const about = employeeId === undefined ? { unitId } : { employeeId, unitId };
  const quiet = { about, on, quietUntil: firstReportedDay(open, recorded) };
  if (before !== undefined) return { ...before, ...quiet };
  if (named.of === 'unit' || employeeId === undefined) {
    const data = { unitId, ...attention, ...roles };
    const fact =
      until === undefined
        ? unitFactOf('case.acknowledged', data, submission, ports)
        : unitFactOf('case.snoozed', { ...data, until }, submission, ports);
    return { ...(await stateUnitFact(fact, named.registry.unitFacts, ports)), ...quiet };
  }
  const statement: Statement =
    until === undefined
      ? { kind: 'case.acknowledged', data: { employeeId, ...attention, ...roles } }
      : { kind: 'case.snoozed', data: { employeeId, ...attention, until, ...roles } };
  return { ...(await stateFacts(employeeId, named.employee, [statement], submission, ports)), ...quiet };
}

function firstReportedDay(it: Case, recorded: Attention): PlainDate | null {
  const listed = { case: it, attentions: [recorded], unitName: it.unitId, roles: [] };
  let next = addDays(recorded.on, 1);
  if (!isSilenced(listed, next, publishedCalendar)) return null;
  while (isSilenced(listed, next, publishedCalendar)) next = addDays(next, 1);
  return next;
}
