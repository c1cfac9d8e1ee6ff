import type { DetailsRequest } from '../hris/source.ts';
import { dingtalkQuestions } from './dingtalk-questions.ts';
import {
  type Dismissal,
  type Fields,
  personOfStaff,
  ROSTER_FIELDS,
  STAYS,
  USUAL_WORDS,
} from './dingtalk-staff.ts';
import type { ApiAccess, Details, HrApi, RosterPerson } from './hr-api.ts';
import { isLagging } from './lag.ts';
import { detailsOf, nobody, rosterPersonOf } from './person-told.ts';

/** As many people as one call may ask about. */
const MOST_AT_ONCE = 50;

/**
 * 钉钉, its personnel part (智能人事): leaves from the records of dismissal, hires from the roster (花名册).
 * @see https://open.dingtalk.com/document/orgapp/obtain-the-roster-field-information-of-an-employee
 */
export const dingtalkApi: HrApi = {
  name: 'dingtalk',
  // Far below what it takes a second; what is scarce is its number of calls a month.
  callsPerSecond: 5,
  problemOfSecret: ({ appKey, appSecret, agentId }) =>
    appKey?.trim() && appSecret?.trim() && /^\d+$/.test(agentId ?? '')
      ? undefined
      : 'must hold appKey and appSecret, and the app’s agentId in digits, as its console shows them',
  details,
  roster,
};

async function details(request: DetailsRequest, access: ApiAccess): Promise<Details> {
  const { userId = '' } = request.keys;
  const ask = dingtalkQuestions(access);
  const [dismissal] = await ask.dismissals([userId]);
  const [found] = await ask.fields([userId], rosterFields(access));
  if (dismissal === undefined && found === undefined) return nobody(request, access);
  if (request.about === 'leave' && dismissal?.status === STAYS && isLagging(request, access.now))
    return { is: 'not-yet', why: 'dingtalk does not know of the leave yet' };
  return detailsOf(personOfStaff(found, dismissal, access.mapping), request, access, USUAL_WORDS);
}

function rosterFields({ mapping }: ApiAccess): readonly string[] {
  return [...new Set([...ROSTER_FIELDS, ...Object.values(mapping.fields)])];
}

/** Everybody in service, on probation, or about to leave. */
async function* roster(access: ApiAccess): AsyncIterable<RosterPerson> {
  const ask = dingtalkQuestions(access);
  for await (const userIds of ask.inService(MOST_AT_ONCE)) {
    if (userIds.length === 0) continue;
    const fields = byUser(await ask.fields(userIds, rosterFields(access)));
    const dismissals = byUser(await ask.dismissals(userIds));
    for (const id of userIds)
      yield rosterPersonOf(
        id,
        personOfStaff(fields.get(id), dismissals.get(id), access.mapping),
        access.mapping,
      );
  }
}

function byUser<T extends Fields | Dismissal>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.userId, item]));
}
