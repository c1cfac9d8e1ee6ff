import * as z from 'zod/mini';
import { once } from '../../../domain/values/once.ts';
import type { DetailsRequest } from '../../ports.ts';
import {
  type ApiAccess,
  ApiUnavailable,
  type Details,
  type HrApi,
  isLagging,
  type RosterPerson,
  shaped,
  withToken,
} from '../api/hr-api.ts';
import { detailsOf, noSuchPerson, rosterPersonOf } from '../api/vendor-person.ts';
import {
  DEFAULT_MAPPING,
  type Dismissal,
  dismissal,
  type Fields,
  fields,
  personOfStaff,
  ROSTER_FIELDS,
  STAYS,
} from './staff.ts';

/** The hosts of DingTalk's newer and older API calls. */
const NEWER = 'https://api.dingtalk.com';
const OLDER = 'https://oapi.dingtalk.com';

/** The limit of people per call. */
const MOST_AT_ONCE = 50;

async function dismissalsOf(userIds: readonly string[], access: ApiAccess): Promise<readonly Dismissal[]> {
  const list = encodeURIComponent(JSON.stringify(userIds));
  const json = await askNewer(`v1.0/hrm/employees/dimissionInfos?userIdList=${list}`, undefined, access);
  return shaped(dismissals(), json, 'answer').result ?? [];
}

async function fieldsOf(userIds: readonly string[], access: ApiAccess): Promise<readonly Fields[]> {
  const body = {
    userIdList: userIds,
    fieldFilterList: [...new Set([...ROSTER_FIELDS, ...Object.values(access.mapping.fields)])],
    appAgentId: Number(access.secret.parts.agentId),
    text2SelectConvert: true,
  };
  const json = await askNewer('v1.0/hrm/rosters/lists/query', body, access);
  return shaped(rosters(), json, 'answer').result ?? [];
}

const dismissals = once(() => z.object({ result: z.nullish(z.array(dismissal())) }));
const rosters = once(() => z.object({ result: z.nullish(z.array(fields())) }));

async function* inService(access: ApiAccess): AsyncIterable<readonly string[]> {
  let offset: number | undefined = 0;
  while (offset !== undefined) {
    // The statuses: on probation, confirmed, about to leave, and without a status.
    const body = { status_list: '2,3,5,-1', offset, size: MOST_AT_ONCE };
    const json = await askOlder('topapi/smartwork/hrm/employee/queryonjob', body, access);
    const { result } = shaped(idPage(), json, 'answer');
    yield result?.data_list ?? [];
    offset = result?.next_cursor ?? undefined;
  }
}

const idPage = once(() =>
  z.object({
    result: z.nullish(
      z.object({
        data_list: z.nullish(z.array(z.string())),
        next_cursor: z.nullish(z.number()),
      }),
    ),
  }),
);

// ---------------------------------------------------------------- calls

/** The form of an error in the newer calls. */
const refusal = z.object({ code: z.string() });

/** @throws ApiUnavailable with the error code. */
async function askNewer(path: string, body: unknown, access: ApiAccess): Promise<unknown> {
  const { status, json } = await callWithToken(
    access,
    (token) =>
      access.call({
        url: `${access.baseUrl ?? NEWER}/${path}`,
        headers: { 'x-acs-dingtalk-access-token': token },
        ...(body !== undefined && { method: 'POST', body }),
      }),
    (answer) =>
      refusal.safeParse(answer.json).data?.code === 'InvalidAuthentication' || answer.status === 401,
  );
  if (status < 300) return json;
  throw refused(path, refusal.safeParse(json).data?.code ?? `HTTP ${status}`);
}

const older = z.object({
  errcode: z.number(),
  sub_code: z.nullish(z.union([z.string(), z.number()])),
});

/**
 * Codes for a token that is wrong or too old. The gateway sends them as `sub_code` of code 88, the API behind it as
 * `errcode`.
 */
const TOKEN_REFUSED: ReadonlySet<string> = new Set(['40014', '42001', '40001']);

async function askOlder(path: string, body: unknown, access: ApiAccess): Promise<unknown> {
  const { status, json } = await callWithToken(
    access,
    (token) =>
      access.call({
        url: `${access.baseUrl ?? OLDER}/${path}?access_token=${encodeURIComponent(token)}`,
        method: 'POST',
        body,
      }),
    (answer) => TOKEN_REFUSED.has(olderCode(answer.json)),
  );
  const code = olderCode(json);
  if (status < 300 && code === '0') return json;
  throw refused(path, code || `HTTP ${status}`);
}

function olderCode(json: unknown): string {
  const read = older.safeParse(json).data;
  if (read === undefined) return '';
  return String(read.errcode === 88 ? (read.sub_code ?? 88) : read.errcode);
}

type Answer = Awaited<ReturnType<ApiAccess['call']>>;

function callWithToken(
  access: ApiAccess,
  call: (token: string) => Promise<Answer>,
  isRefused: (answer: Answer) => boolean,
): Promise<Answer> {
  const { appKey = '' } = access.secret.parts;
  const key = `${access.secret.id} ${appKey}`;
  return withToken<Answer>(access, { key, fetch: () => fetchToken(access), isRefused }, call);
}

function refused(path: string, code: string): ApiUnavailable {
  return new ApiUnavailable(
    `dingtalk refuses ${path.split('?')[0]} with code ${code.slice(0, 80)}: check that the app has the permissions named in the README and has calls left this month`,
  );
}

const token = z.object({ accessToken: z.string(), expireIn: z.number() });

async function fetchToken({ secret, baseUrl, call }: ApiAccess) {
  const { appKey, appSecret } = secret.parts;
  const { status, json } = await call({
    url: `${baseUrl ?? NEWER}/v1.0/oauth2/accessToken`,
    method: 'POST',
    body: { appKey, appSecret },
  });
  if (status >= 300)
    throw new ApiUnavailable(
      `dingtalk does not accept the appKey and appSecret of entry "${secret.id}" (HTTP ${status})`,
    );
  const { accessToken, expireIn } = shaped(token, json, 'token');
  return { token: accessToken, secondsToLive: expireIn };
}

/**
 * The API of 钉钉, personnel part (智能人事). Leaves come from the dismissal records, hires from the roster (花名册).
 * @see https://open.dingtalk.com/document/orgapp/obtain-the-roster-field-information-of-an-employee
 */
export const dingtalkApi: HrApi = {
  name: 'dingtalk',
  // This is far below the limit per second. The number of calls per month is the tighter limit.
  callsPerSecond: 5,
  hosts: ['api.dingtalk.com', 'oapi.dingtalk.com'],
  problemOfSecret: ({ appKey, appSecret, agentId }) =>
    appKey?.trim() && appSecret?.trim() && /^\d+$/.test(agentId ?? '')
      ? undefined
      : 'must have appKey and appSecret, and the app’s agentId in digits, as its console shows them',
  details,
  roster,
};

async function details(request: DetailsRequest, access: ApiAccess): Promise<Details> {
  const { userId = '' } = request.keys;
  const [dismissal] = await dismissalsOf([userId], access);
  const [found] = await fieldsOf([userId], access);
  if (dismissal === undefined && found === undefined) return noSuchPerson(request, access);
  if (request.about === 'leave' && dismissal?.status === STAYS && isLagging(request, access.now))
    return { is: 'not-yet', why: 'dingtalk does not know of the leave yet' };
  return detailsOf(personOfStaff(found, dismissal, access.mapping), request, access, DEFAULT_MAPPING);
}

/** Reads everybody who is in service, on probation or about to leave. */
async function* roster(access: ApiAccess): AsyncIterable<RosterPerson> {
  const { mapping } = access;
  for await (const userIds of inService(access)) {
    if (userIds.length === 0) continue;
    const fields = byUser(await fieldsOf(userIds, access));
    const dismissals = byUser(await dismissalsOf(userIds, access));
    for (const id of userIds)
      yield rosterPersonOf(id, personOfStaff(fields.get(id), dismissals.get(id), mapping), access);
  }
}

function byUser<T extends Fields | Dismissal>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.userId, item]));
}
