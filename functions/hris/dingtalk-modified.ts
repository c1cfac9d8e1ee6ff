import * as z from 'zod/mini';
import {
  type DingtalkEvent,
  dingtalkId,
  dingtalkIds,
  dingtalkQuestion,
  lowerNamed,
  type Push,
  pushOf,
} from './dingtalk-event.ts';
import { translationOf, unmappedUnit } from './make-fact.ts';
import { employeeIdIn, unitIn } from './mapping.ts';
import { problemsOf } from './problems.ts';
import type { Translation, TranslationContext } from './source.ts';
import { translateEach } from './thin-event.ts';

const diff = z.object({
  userid: z.optional(dingtalkId),
  prev: z.optional(z.unknown()),
  curr: z.optional(z.unknown()),
});
type Diff = z.infer<typeof diff>;

/** user_modify_org, an entry of the address book changed: the only push with a day in it, that of the hire. */
export function translateModified(event: DingtalkEvent, context: TranslationContext): Translation {
  const told = event.diffinfo ?? {};
  const diffs = z
    .array(diff)
    .check(z.minLength(1))
    .safeParse((Array.isArray(told) ? told : [told]).map((each) => lowerNamed(each) ?? each));
  if (!diffs.success) return { is: 'not-understood', problems: problemsOf(diffs.error, ['diffInfo']) };
  const listed = dingtalkIds.safeParse(event.userid).data ?? [];
  // Without an id of their own they stand in the order of those listed, as long as each has one there.
  const inOrder = listed.length === diffs.data.length ? listed : [];
  const all = diffs.data.map((each, index) => ({ ...each, userId: each.userid ?? inOrder[index] }));
  const push = pushOf(event, context);
  return translateEach(all, context, ({ userId, ...changed }, part) =>
    userId === undefined
      ? { is: 'not-understood', problems: ['diffInfo.userid: is missing'] }
      : translateDiff({ ...changed, userId }, push, part),
  );
}

/** The whole entry comes with every change; a hire is only told where its date is another than before. */
function translateDiff(
  { userId, prev, curr }: Diff & { readonly userId: string },
  push: Push,
  context: TranslationContext,
): Translation {
  const { statedAt, places } = push;
  const ask = dingtalkQuestion(userId, 'change', push, context);
  const asked: Translation = { is: 'facts', facts: [], ask };
  const { hireddate: hiredOn, name } = lowerNamed(curr) ?? {};
  if (!hiredOn || hiredOn === lowerNamed(prev)?.hireddate) return asked;
  const { mapping } = context;
  const unitId = unitIn(mapping, places);
  // Whoever maps departments reads them from the API, which is asked now and tells the day as well.
  if (unitId === undefined)
    return Object.keys(mapping.units).length > 0 ? asked : unmappedUnit(context, places);
  const data = { employeeId: employeeIdIn(mapping, userId), unitId, name, hiredOn };
  const path = ['diffInfo', 'curr'];
  return translationOf([{ kind: 'employee.hired', data }], { context, statedAt, path, ask });
}
