import * as z from 'zod/mini';
import { employmentId, line } from '../../../domain/facts/schema-parts.ts';
import { once } from '../../../domain/values/once.ts';
import type { DetailsRequest } from '../../ports.ts';
import { problemsOf, recordDeleted, type Statement, translationOf } from '../webhook/make-fact.ts';
import { employeeIdIn, unitIn } from '../webhook/mapping.ts';
import type { Translation, TranslationContext } from '../webhook/source.ts';
import { questionOf } from '../webhook/thin-event.ts';
import type { FeishuEvent } from './events.ts';

/**
 * The delay before the API is asked. Feishu recommends 5 to 10 seconds after an event, because the API's answers lag.
 */
export const FEISHU_DELAY_SECONDS = 10;

/** The meaning of an event of Feishu's personnel system. No such event has a day. */
type Meaning = 'hired' | 'left' | 'stays' | 'leave-edited' | 'changed' | 'deleted' | 'nothing';

/**
 * The meanings by type. Other types do not matter for insurance or have no person. All of `corehr.pre_hire` is left
 * out: a candidate has no employment yet, and a hire is stated only once there is one. So an onboarding that was
 * withdrawn or expired cancels nothing that is stored.
 */
const MEANINGS: Readonly<Record<string, (event: CoreHrEvent) => Meaning>> = {
  'corehr.job_data.employed_v1': () => 'hired',
  'corehr.employment.created_v1': () => 'hired',
  'corehr.employment.updated_v1': ({ field_changes }) =>
    isOnlyTenure(field_changes) ? 'nothing' : 'changed',
  'corehr.employment.converted_v1': () => 'changed',
  'corehr.employment.deleted_v1': () => 'deleted',
  // Sent in the first hour of the day after the last working day.
  'corehr.employment.resigned_v1': () => 'left',
  'corehr.offboarding.status_updated_v2': ({ status }) => offboardingMeaning(status),
  'corehr.offboarding.updated_v1': ({ status }) => offboardingMeaning(status),
  'corehr.offboarding.updated_v2': () => 'leave-edited',
  'corehr.job_data.changed_v1': () => 'changed',
  'corehr.job_change.status_updated_v2': ({ status }) => jobChangeMeaning(status),
  'corehr.job_change.updated_v1': ({ status }) => jobChangeMeaning(status),
  'corehr.job_change.updated_v2': () => 'changed',
  'corehr.employee.domain_event_v2': ({ event_type, sub_event_type }) =>
    SUB_EVENTS[sub_event_type ?? 0] ?? SUB_EVENT_OF_TOMORROW[event_type ?? 0] ?? 'nothing',
};

/**
 * The meanings by subtype. Second jobs and custom organisations are left out, because the insurance follows the main
 * employment.
 */
const SUB_EVENTS: Readonly<Record<number, Meaning>> = {
  1001: 'hired',
  2001: 'changed',
  5001: 'changed',
  5002: 'changed',
  5003: 'changed',
  7001: 'left',
  7002: 'stays',
};

/** The meanings of subtypes that are not listed above, by the kind of event (1 hires, 2 changes, 5 moves, 7 leaves). */
const SUB_EVENT_OF_TOMORROW: Readonly<Record<number, Meaning>> = {
  1: 'changed',
  2: 'changed',
  5: 'changed',
  7: 'leave-edited',
};

/**
 * The meaning of an offboarding. The status is 1 requested, 2 approved, 3 in force, 4 refused, 5 withdrawn, 6 needs no
 * approval.
 */
function offboardingMeaning(status: number | undefined): Meaning {
  if (status === 1) return 'nothing';
  if (status === 2 || status === 3 || status === 6) return 'left';
  // Any other status may mean a leave: the API is asked.
  return status === 4 || status === 5 ? 'stays' : 'leave-edited';
}

/**
 * The meaning of a job change. With status 1 (requested), 3 (refused) and 4 (approved for a future day) nothing has
 * changed yet; status 5 follows on the day of the change.
 */
function jobChangeMeaning(status: number | undefined): Meaning {
  return status === 1 || status === 3 || status === 4 ? 'nothing' : 'changed';
}

/** Whether only the length of service changed. It is computed again each day, without a real change. */
function isOnlyTenure(fields: CoreHrEvent['field_changes']): boolean {
  return fields != null && fields.length > 0 && fields.every((field) => field === 'tenure');
}

const number = z.optional(z.pipe(z.union([z.number(), z.string()]), z.transform(Number)));
const id = z.optional(z.string());

/** The fields of the types above. Each type has some of them. */
const coreHrEvent = once(() =>
  z.object({
    employment_id: employmentId,
    target_user_id: z.nullish(z.object({ user_id: id, open_id: id })),
    offboarding_id: id,
    offboarding_info_id: id,
    job_change_id: id,
    effective_date: z.optional(line(40)),
    status: number,
    event_type: number,
    sub_event_type: number,
    field_changes: z.nullish(z.array(z.string())),
  }),
);

type CoreHrEvent = z.infer<ReturnType<typeof coreHrEvent>>;

/**
 * Turns an event of Feishu's personnel system (飞书人事) into notices and requests for details; employees are identified by
 * their employment_id.
 */
export function translateCoreHr(
  { type, statedAt, event }: FeishuEvent,
  context: TranslationContext,
): Translation {
  const meaningOf = Object.hasOwn(MEANINGS, type) ? MEANINGS[type] : undefined;
  if (meaningOf === undefined) return { is: 'ignored', type };
  const read = coreHrEvent().safeParse(event);
  if (!read.success) return { is: 'not-understood', problems: problemsOf(read.error, ['event']) };
  const { data } = read;
  const meaning = meaningOf(data);
  if (meaning === 'nothing') return { is: 'ignored', type };
  if (meaning === 'deleted') return recordDeleted('employment', data.employment_id);
  const { employment_id: employmentId } = data;
  const employeeId = employeeIdIn(context.mapping, employmentId);
  const about = ABOUT[meaning];
  const question = { keys: keysOf(data), statedAt, delaySeconds: FEISHU_DELAY_SECONDS };
  return translationOf(statementsOf(meaning, { employeeId, employmentId }, context), {
    context,
    statedAt,
    path: ['event'],
    ask: about && questionOf(employmentId, { ...question, about }, context),
  });
}

/** What the API is asked about. A withdrawn leave needs no more data; the other events lack the day. */
const ABOUT = {
  hired: 'hire',
  left: 'leave',
  'leave-edited': 'leave',
  changed: 'change',
  stays: undefined,
} as const satisfies Record<Exclude<Meaning, 'deleted' | 'nothing'>, DetailsRequest['about'] | undefined>;

function statementsOf(
  meaning: keyof typeof ABOUT,
  who: { readonly employeeId: string; readonly employmentId: string },
  { mapping }: TranslationContext,
): readonly Statement[] {
  if (meaning === 'stays') return [{ kind: 'employee.termination_cancelled', data: who }];
  const data = { ...who, unitId: unitIn(mapping, []) };
  if (meaning === 'hired') return [{ kind: 'employee.hire_noticed', data }];
  return meaning === 'left' ? [{ kind: 'employee.leave_noticed', data }] : [];
}

function keysOf(event: CoreHrEvent): Record<string, string> {
  const keys = {
    employmentId: event.employment_id,
    userId: event.target_user_id?.user_id,
    openId: event.target_user_id?.open_id,
    offboardingId: event.offboarding_id ?? event.offboarding_info_id,
    jobChangeId: event.job_change_id,
    effectiveOn: event.effective_date,
  };
  return Object.fromEntries(Object.entries(keys).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}
