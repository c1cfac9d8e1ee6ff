import * as z from 'zod/mini';
import type { Instant } from '../../../domain/values/plain-date.ts';
import type { DetailsRequest } from '../../ports.ts';
import { parseJson, problemsOf, translationOf, unmappedUnit } from '../webhook/make-fact.ts';
import { employeeIdIn, unitIn } from '../webhook/mapping.ts';
import { instantOfEpoch } from '../webhook/sender-time.ts';
import { notUnderstood, type Translation, type TranslationContext, whenItCame } from '../webhook/source.ts';
import { questionOf, translateEach, translateNotice } from '../webhook/thin-event.ts';

/** A decrypted event with field names in lower case: older documents write `UserId`, newer ones `userId`. */
export type DingtalkEvent = Readonly<Record<string, unknown>>;

/** The data of a push that all its people share. */
interface EventMeta {
  readonly statedAt: Instant;
  /** The company's id, if the event has one; it never has a department. */
  readonly places: readonly string[];
}

/**
 * The delay before the API is asked. DingTalk recommends no delay, but the roster and the push come from different
 * parts of its system.
 */
const DELAY_SECONDS = 10;

const dingtalkId = z.string().check(z.trim(), z.minLength(1));

/** The ids of the people in a push. An id that is repeated is used once. */
const dingtalkIds = z.pipe(
  z.union([z.array(dingtalkId).check(z.minLength(1)), dingtalkId]),
  z.transform((changed) => [...new Set(typeof changed === 'string' ? [changed] : changed)]),
);

/** The object with its field names in lower case. If two names become the same, the first one is used. */
export function lowerNamed(json: unknown): DingtalkEvent | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  const named = Object.entries(json).map(([name, value]) => [name.toLowerCase(), value] as const);
  return Object.fromEntries(named.reverse());
}

function pushOf(event: DingtalkEvent, context: TranslationContext): EventMeta {
  const { corpid, eventtime, biztime, timestamp } = event;
  const statedAt = [eventtime, biztime, timestamp].map(instantOfEpoch).find((at) => at !== undefined);
  return { statedAt: statedAt ?? whenItCame(context), places: typeof corpid === 'string' ? [corpid] : [] };
}

function dingtalkQuestion(
  userId: string,
  about: DetailsRequest['about'],
  { statedAt }: EventMeta,
  context: TranslationContext,
): DetailsRequest {
  return questionOf(userId, { keys: { userId }, about, statedAt, delaySeconds: DELAY_SECONDS }, context);
}

const diff = z.object({
  userid: z.optional(dingtalkId),
  prev: z.optional(z.unknown()),
  curr: z.optional(z.unknown()),
});
type Diff = z.infer<typeof diff>;

/**
 * Translates user_modify_org, a changed entry of the address book. It is the only push with a day: that of the hire.
 */
function translateModified(event: DingtalkEvent, context: TranslationContext): Translation {
  const changed = event.diffinfo ?? {};
  const diffs = z
    .array(diff)
    .check(z.minLength(1))
    .safeParse((Array.isArray(changed) ? changed : [changed]).map((each) => lowerNamed(each) ?? each));
  if (!diffs.success) return { is: 'not-understood', problems: problemsOf(diffs.error, ['diffInfo']) };
  const listed = dingtalkIds.safeParse(event.userid).data ?? [];
  // A change without an id belongs to the listed person at the same position, if there are as many people as changes.
  const inOrder = listed.length === diffs.data.length ? listed : [];
  const all = diffs.data.map((each, index) => ({ ...each, userId: each.userid ?? inOrder[index] }));
  const meta = pushOf(event, context);
  return translateEach(all, context, ({ userId, ...changed }, part) =>
    userId === undefined
      ? { is: 'not-understood', problems: ['diffInfo.userid: is missing'] }
      : translateDiff({ ...changed, userId }, meta, part),
  );
}

/** Translates one change. Each change has the whole entry, so a hire is stated only if the date of the hire changed. */
function translateDiff(
  { userId, prev, curr }: Diff & { readonly userId: string },
  meta: EventMeta,
  context: TranslationContext,
): Translation {
  const { statedAt, places } = meta;
  const ask = dingtalkQuestion(userId, 'change', meta, context);
  const question: Translation = { is: 'facts', facts: [], ask };
  const { hireddate: hiredOn, name } = lowerNamed(curr) ?? {};
  if (!hiredOn || hiredOn === lowerNamed(prev)?.hireddate) return question;
  const { mapping } = context;
  const unitId = unitIn(mapping, places);
  // If the mapping has departments, the API is asked, because it returns the department and the day.
  if (unitId === undefined)
    return Object.keys(mapping.units).length > 0 ? question : unmappedUnit(context, places);
  const data = { employeeId: employeeIdIn(mapping, userId), unitId, name, hiredOn };
  const path = ['diffInfo', 'curr'];
  return translationOf([{ kind: 'employee.hired', data }], { context, statedAt, path, ask });
}

const ofUsers = z.object({ userid: dingtalkIds });
const ofStaff = z.object({ staffid: dingtalkIds });
const ofMdm = z.object({ staffid: dingtalkIds, changetype: z.union([z.int(), z.string()]) });
const ofSolution = z.object({ staffids: dingtalkIds, solutiontype: z.string() });

/**
 * What the API is asked about for a value of changeType in hrm_mdm_user_change. For all other values (confirmed, moved,
 * promoted) it is asked about a change.
 */
const MDM_CHANGES: ReadonlyMap<string, DetailsRequest['about']> = new Map([
  ['1', 'hire'],
  ['4', 'leave'],
]);

interface Happened {
  readonly users: readonly string[];
  readonly about: DetailsRequest['about'];
  readonly isNoticed: boolean;
}

type Read = (event: DingtalkEvent) => Happened | { readonly problems: readonly string[] };

/** How to read each type of event, except user_modify_org: that one has a day and is handled separately. */
const TYPES: Readonly<Record<string, Read>> = {
  user_add_org: reads(ofUsers, ({ userid }) => noticed(userid, 'hire')),
  user_leave_org: reads(ofUsers, ({ userid }) => noticed(userid, 'leave')),
  // An account was activated, perhaps long after the hire.
  user_active_org: reads(ofUsers, ({ userid }) => noticed(userid, 'change')),
  hrm_mdm_user_change: reads(ofMdm, ({ staffid, changetype }) =>
    noticed(staffid, MDM_CHANGES.get(String(changetype)) ?? 'change'),
  ),
  hrm_user_record_change: reads(ofStaff, ({ staffid }) => noticed(staffid, 'change')),
  // A planned onboarding may still be cancelled. So the API is asked, but no notice of a hire is recorded.
  hrm_solution_manage: reads(ofSolution, ({ staffids, solutiontype }) => ({
    users: staffids,
    about: solutiontype === 'onboarding' ? 'hire' : 'change',
    isNoticed: false,
  })),
};

/** Never throws for bad input. In a batch, each person is a part. */
export function translateDingtalk(message: Uint8Array, context: TranslationContext): Translation {
  const event = lowerNamed(parseJson(message));
  if (event === undefined) return notUnderstood('the decrypted message is not a JSON object in UTF-8');
  const type = event.eventtype;
  if (typeof type !== 'string') return notUnderstood('EventType: must be a text');
  if (type === 'user_modify_org') return translateModified(event, context);
  const read = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
  if (read === undefined) return { is: 'ignored', type };
  const happened = read(event);
  if ('problems' in happened) return notUnderstood(...happened.problems);
  const meta = pushOf(event, context);
  return translateEach(happened.users, context, (userId, part) =>
    translateHappened(userId, happened, meta, part),
  );
}

function translateHappened(
  userId: string,
  { about, isNoticed }: Happened,
  meta: EventMeta,
  context: TranslationContext,
): Translation {
  const ask = dingtalkQuestion(userId, about, meta, context);
  if (!isNoticed || about === 'change') return { is: 'facts', facts: [], ask };
  return translateNotice({ userId, of: about, ...meta }, context, ask);
}

function reads<T extends z.ZodMiniType>(schema: T, happened: (event: z.infer<T>) => Happened): Read {
  return (event) => {
    const read = schema.safeParse(event);
    return read.success ? happened(read.data) : { problems: problemsOf(read.error, []) };
  };
}

function noticed(users: readonly string[], about: DetailsRequest['about']): Happened {
  return { users, about, isNoticed: about !== 'change' };
}
