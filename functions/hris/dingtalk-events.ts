import * as z from 'zod/mini';
import type { Instant } from '../../domain/values/plain-date.ts';
import { instantOfEpoch } from './instant-of-epoch.ts';
import { translationOf } from './make-fact.ts';
import { employeeIdIn, unitIn } from './mapping.ts';
import { parseJson } from './parse-json.ts';
import { problemsOf } from './problems.ts';
import type { DetailsRequest, Translation, TranslationContext } from './source.ts';
import { questionOf, translateEach, translateThin } from './thin-event.ts';

/** A decrypted event, its fields' names in small letters: older documents write `UserId`, newer ones `userId`. */
export type DingtalkEvent = Readonly<Record<string, unknown>>;

/** DingTalk advises nothing; the roster is written by another part of it than the one that pushes. */
const DELAY_SECONDS = 10;

const id = z.string().check(z.minLength(1));
/** Pushes come in batches, each person once. */
const people = z.pipe(
  z.union([z.array(id).check(z.minLength(1)), id]),
  z.transform((told) => [...new Set(typeof told === 'string' ? [told] : told)]),
);
const ofUsers = z.object({ userid: people });
const ofStaff = z.object({ staffid: people });
const ofMdm = z.object({ staffid: people, changetype: z.union([z.int(), z.string()]) });
const ofSolution = z.object({ staffids: people, solutiontype: z.string() });

/** changeType of hrm_mdm_user_change; the others (confirmed, moved, promoted) are changes. */
const MDM_CHANGES: Readonly<Record<string, DetailsRequest['about']>> = { 1: 'hire', 4: 'leave' };

interface Happened {
  readonly users: readonly string[];
  readonly about: DetailsRequest['about'];
  readonly isNoticed: boolean;
}

type Read = (event: DingtalkEvent) => Happened | { readonly problems: readonly string[] };

/** What each type says of whom. Nothing here has a date; that of user_modify_org is looked at apart. */
const TYPES: Readonly<Record<string, Read>> = {
  user_add_org: reads(ofUsers, ({ userid }) => noticed(userid, 'hire')),
  user_leave_org: reads(ofUsers, ({ userid }) => noticed(userid, 'leave')),
  // An account put to use, maybe long after the hire.
  user_active_org: reads(ofUsers, ({ userid }) => noticed(userid, 'change')),
  hrm_mdm_user_change: reads(ofMdm, ({ staffid, changetype }) =>
    noticed(staffid, MDM_CHANGES[changetype] ?? 'change'),
  ),
  hrm_user_record_change: reads(ofStaff, ({ staffid }) => noticed(staffid, 'change')),
  // An onboarding that was set up or begun may still come to nothing: asked for, not noticed.
  hrm_solution_manage: reads(ofSolution, ({ staffids, solutiontype }) => ({
    users: staffids,
    about: solutiontype === 'onboarding' ? 'hire' : 'change',
    isNoticed: false,
  })),
};

/** Never throws for bad input. Of a batch, each person is a part. */
export function translateDingtalk(message: Uint8Array, context: TranslationContext): Translation {
  const event = lowerNamed(parseJson(message));
  if (event === undefined) return notUnderstood(['the decrypted message is not a JSON object in UTF-8']);
  const type = event.eventtype;
  if (typeof type !== 'string') return notUnderstood(['EventType: must be a text']);
  if (type === 'user_modify_org') return translateModified(event, context);
  const read = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
  if (read === undefined) return { is: 'ignored', type };
  const happened = read(event);
  if ('problems' in happened) return notUnderstood(happened.problems);
  const { users, ...rest } = happened;
  const told = { ...rest, ...settingOf(event, context) };
  return translateEach(users, context, (userId, part) => translateThin({ ...told, userId }, part));
}

/** The names of an object's own fields in small letters; of two that differ in that alone the first. */
export function lowerNamed(json: unknown): DingtalkEvent | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  const named = Object.entries(json).map(([name, value]) => [name.toLowerCase(), value] as const);
  return Object.fromEntries(named.reverse());
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

interface Setting {
  readonly statedAt: Instant;
  readonly places: readonly string[];
  readonly delaySeconds: number;
}

/** What is the same for everybody in a push. No department is ever told, only the company. */
function settingOf(event: DingtalkEvent, { receivedAt }: TranslationContext): Setting {
  const { corpid, eventtime, biztime, timestamp } = event;
  const statedAt = [eventtime, biztime, timestamp].map(instantOfEpoch).find((at) => at !== undefined);
  return {
    statedAt: statedAt ?? receivedAt,
    places: typeof corpid === 'string' ? [corpid] : [],
    delaySeconds: DELAY_SECONDS,
  };
}

function notUnderstood(problems: readonly string[]): Translation {
  return { is: 'not-understood', problems };
}

// ---------------------------------------------------------------- user_modify_org

const diff = z.object({
  userid: z.optional(id),
  prev: z.optional(z.unknown()),
  curr: z.optional(z.unknown()),
});
type Diff = z.infer<typeof diff>;

/** An entry of the address book changed: the only push with a date in it, that of the hire. */
function translateModified(event: DingtalkEvent, context: TranslationContext): Translation {
  const told = event.diffinfo ?? {};
  const diffs = z
    .array(diff)
    .check(z.minLength(1))
    .safeParse((Array.isArray(told) ? told : [told]).map((each) => lowerNamed(each) ?? each));
  if (!diffs.success) return notUnderstood(problemsOf(diffs.error, ['diffInfo']));
  const users = ofUsers.safeParse(event);
  const listed = users.success ? users.data.userid : [];
  const all = diffs.data.map((each, index) => ({ ...each, userId: each.userid ?? listed[index] }));
  const setting = settingOf(event, context);
  return translateEach(all, context, ({ userId, ...changed }, part) =>
    userId === undefined
      ? notUnderstood(['diffInfo.userid: is missing'])
      : translateDiff({ ...changed, userId }, setting, part),
  );
}

/** The whole entry comes with every change; a hire is only told where its date is another than before. */
function translateDiff(
  { userId, prev, curr }: Diff & { readonly userId: string },
  setting: Setting,
  context: TranslationContext,
): Translation {
  const change = { userId, about: 'change', isNoticed: false, ...setting } as const;
  const { hireddate: hiredOn, name } = lowerNamed(curr) ?? {};
  if (!hiredOn || hiredOn === lowerNamed(prev)?.hireddate) return translateThin(change, context);
  const { mapping } = context;
  const unitId = unitIn(mapping, setting.places);
  if (unitId === undefined) {
    // Whoever maps departments reads them from the API, which is asked now and tells the date as well.
    const isAsked = Object.keys(mapping.units).length > 0;
    return isAsked ? translateThin(change, context) : unmapped(setting.places, context);
  }
  const data = { employeeId: employeeIdIn(mapping, userId), unitId, name, hiredOn };
  const { statedAt } = setting;
  const path = ['diffInfo', 'curr'];
  const ask = questionOf(change, context);
  return translationOf([{ kind: 'employee.hired', data }], { context, statedAt, path, ask });
}

function unmapped(places: readonly string[], { source }: TranslationContext): Translation {
  return {
    is: 'not-understood',
    problems: [
      `company ${places.join(', ')} of ${source} is mapped to no unit: add it to sources[].units in the registry, then replay`,
    ],
    unmapped: places.map((value) => ({ field: 'unit', value })),
  };
}
