import * as z from 'zod/mini';
import {
  type DingtalkEvent,
  dingtalkIds,
  dingtalkQuestion,
  lowerNamed,
  type Push,
  pushOf,
} from './dingtalk-event.ts';
import { translateModified } from './dingtalk-modified.ts';
import { parseJson } from './parse-json.ts';
import { problemsOf } from './problems.ts';
import type { DetailsRequest, Translation, TranslationContext } from './source.ts';
import { translateEach, translateNotice } from './thin-event.ts';

const ofUsers = z.object({ userid: dingtalkIds });
const ofStaff = z.object({ staffid: dingtalkIds });
const ofMdm = z.object({ staffid: dingtalkIds, changetype: z.union([z.int(), z.string()]) });
const ofSolution = z.object({ staffids: dingtalkIds, solutiontype: z.string() });

/** changeType of hrm_mdm_user_change; the others (confirmed, moved, promoted) are changes. */
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

/** What each type says of whom. None has a day in it but user_modify_org, which is looked at apart. */
const TYPES: Readonly<Record<string, Read>> = {
  user_add_org: reads(ofUsers, ({ userid }) => noticed(userid, 'hire')),
  user_leave_org: reads(ofUsers, ({ userid }) => noticed(userid, 'leave')),
  // An account put to use, maybe long after the hire.
  user_active_org: reads(ofUsers, ({ userid }) => noticed(userid, 'change')),
  hrm_mdm_user_change: reads(ofMdm, ({ staffid, changetype }) =>
    noticed(staffid, MDM_CHANGES.get(String(changetype)) ?? 'change'),
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
  const push = pushOf(event, context);
  return translateEach(happened.users, context, (userId, part) =>
    translateHappened(userId, happened, push, part),
  );
}

function translateHappened(
  userId: string,
  { about, isNoticed }: Happened,
  push: Push,
  context: TranslationContext,
): Translation {
  const ask = dingtalkQuestion(userId, about, push, context);
  if (!isNoticed || about === 'change') return { is: 'facts', facts: [], ask };
  return translateNotice({ userId, of: about, ...push }, context, ask);
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

function notUnderstood(problems: readonly string[]): Translation {
  return { is: 'not-understood', problems };
}
