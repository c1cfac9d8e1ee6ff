import * as z from 'zod/mini';
import { once } from '../../../domain/values/once.ts';
import type { DetailsRequest } from '../../ports.ts';
import {
  type ApiAccess,
  ApiUnavailable,
  type Details,
  type HrApi,
  type RosterPerson,
  shaped,
  withToken,
} from '../api/hr-api.ts';
import { detailsOf, noSuchPerson, rosterPersonOf } from '../api/vendor-person.ts';
import { USUAL_CATEGORIES } from './contacts.ts';
import {
  DEFAULT_MAPPING,
  EMPLOYEE_FIELDS,
  type Employee,
  employee,
  latestOffboarding,
  offboarding,
  personOfEmployee,
  personOfUser,
  user,
} from './employee.ts';

const BASE_URL = 'https://open.feishu.cn';
const PAGE_SIZE = 100;

/**
 * The API of 飞书. The personnel system (飞书人事) is asked by the employment's id. If the registry's mapping chooses the
 * address book, the address book is asked instead. Then the personnel system is only asked about leaves, because the
 * address book has no day of a leave, and for the roster.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/corehr-v2/employee/batch_get
 * @see https://open.feishu.cn/document/server-docs/corehr-v1/offboarding/search
 */
export const feishuApi: HrApi = {
  name: 'feishu',
  // The limit is 100 calls a minute for each endpoint, and two instances may run at the same time.
  callsPerSecond: 0.8,
  hosts: ['open.feishu.cn', 'open.larksuite.com'],
  problemOfSecret: ({ appId, appSecret }) =>
    appId?.trim() && appSecret?.trim()
      ? undefined
      : 'must have appId and appSecret, as the developer console shows them under credentials',
  details: (request, access) =>
    access.mapping.ids === 'contact' ? userDetails(request, access) : employeeDetails(request, access),
  roster,
};

const answered = once(() => z.object({ code: z.number(), data: z.optional(z.unknown()) }));
type Answered = z.infer<ReturnType<typeof answered>>;

/** Codes of an answer's envelope: the token is missing, wrong or too old. */
const TOKEN_REFUSED: ReadonlySet<number> = new Set([
  99991661, 99991663, 99991664, 99991665, 99991668, 99991671,
]);
const NO_SUCH_USER: ReadonlySet<number> = new Set([41012, 40401, 99992351]);

interface Question {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** If there is a body, the request is a POST, otherwise a GET. */
  readonly body?: unknown;
}

/**
 * @returns the answer's data, or its code if that is one of `expected`.
 * @throws ApiUnavailable for every other code.
 */
async function ask(
  { path, query = {}, body }: Question,
  access: ApiAccess,
  expected: ReadonlySet<number> = new Set(),
): Promise<{ readonly data: unknown } | { readonly code: number }> {
  const search = new URLSearchParams(query).toString();
  const url = `${access.baseUrl ?? BASE_URL}/open-apis/${path}${search && `?${search}`}`;
  const { appId = '' } = access.secret.parts;
  const { code, data } = await withToken<Answered>(
    access,
    {
      key: `${access.secret.id} ${appId}`,
      fetch: () => fetchToken(access),
      isRefused: (answer) => TOKEN_REFUSED.has(answer.code),
    },
    async (token) => {
      const headers = { authorization: `Bearer ${token}` };
      const person = { url, headers, ...(body !== undefined && { method: 'POST' as const, body }) };
      return shaped(answered(), (await access.call(person)).json, 'answer');
    },
  );
  if (code === 0) return { data };
  if (expected.has(code)) return { code };
  throw new ApiUnavailable(
    `feishu refuses ${path.replace(/\/users\/.*/, '/users')} with code ${code}: check that the app is published, has the permissions named in the README, and may see these people`,
  );
}

const tokenAnswer = once(() =>
  z.object({
    code: z.number(),
    tenant_access_token: z.optional(z.string()),
    expire: z.optional(z.number()),
  }),
);

async function fetchToken({ secret, baseUrl, call }: ApiAccess) {
  const { json } = await call({
    url: `${baseUrl ?? BASE_URL}/open-apis/auth/v3/tenant_access_token/internal`,
    method: 'POST',
    body: { app_id: secret.parts.appId, app_secret: secret.parts.appSecret },
  });
  const { code, tenant_access_token: token, expire = 0 } = shaped(tokenAnswer(), json, 'token');
  if (code !== 0 || token === undefined)
    throw new ApiUnavailable(
      `feishu does not accept the appId and appSecret of entry "${secret.id}" (code ${code})`,
    );
  return { token, secondsToLive: expire };
}

// ---------------------------------------------------------------- personnel

const IDS_OF_PERSONNEL = {
  user_id_type: 'people_corehr_id',
  department_id_type: 'people_corehr_department_id',
};

const employees = once(() => z.object({ items: z.nullish(z.array(employee())) }));
const offboardings = once(() => z.object({ items: z.nullish(z.array(offboarding())) }));

async function employeeDetails(request: DetailsRequest, access: ApiAccess): Promise<Details> {
  const { employmentId = '' } = request.keys;
  const question = {
    path: 'corehr/v2/employees/batch_get',
    query: IDS_OF_PERSONNEL,
    body: { employment_ids: [employmentId], fields: fieldsFor(access) },
  };
  const [found] = itemsIn(employees(), await ask(question, access));
  if (found === undefined) return noSuchPerson(request, access);
  const leaving =
    request.about !== 'hire' || found.expiration_date
      ? await offboardingOf(employmentId, 'people_corehr_id', request, access)
      : undefined;
  const { cancellation, ...person } = personOfEmployee(found, leaving, access.mapping);
  // A request about a hire usually does not ask for the leave, so a missing leave proves nothing.
  const kept = request.about === 'hire' && cancellation?.by === 'silence' ? {} : { cancellation };
  return detailsOf({ ...person, ...kept, employmentId }, request, access, DEFAULT_MAPPING);
}

function fieldsFor({ mapping }: ApiAccess): readonly string[] {
  const { hiredOn, name } = mapping.fields;
  return [...new Set([...EMPLOYEE_FIELDS, ...[hiredOn, name].filter((field) => field !== undefined)])];
}

async function offboardingOf(id: string, type: string, { keys }: DetailsRequest, access: ApiAccess) {
  const question = {
    path: 'corehr/v1/offboardings/search',
    query: { page_size: String(PAGE_SIZE), user_id_type: type },
    body: { employment_ids: [id] },
  };
  return latestOffboarding(itemsIn(offboardings(), await ask(question, access)), keys.offboardingId);
}

function itemsIn<T>(
  schema: z.ZodMiniType<{ readonly items?: readonly T[] | null | undefined }>,
  answer: Awaited<ReturnType<typeof ask>>,
): readonly T[] {
  return shaped(schema, 'data' in answer ? (answer.data ?? {}) : {}, 'data').items ?? [];
}

// ---------------------------------------------------------------- the address book

const oneUser = once(() => z.object({ user: user() }));

async function userDetails(request: DetailsRequest, access: ApiAccess): Promise<Details> {
  const { userId, openId = '' } = request.keys;
  const [id, type] = userId === undefined ? [openId, 'open_id'] : [userId, 'user_id'];
  const leaving = request.about === 'leave' ? await offboardingOf(id, type, request, access) : undefined;
  const question = {
    path: `contact/v3/users/${encodeURIComponent(id)}`,
    query: { user_id_type: type, department_id_type: 'open_department_id' },
  };
  const answer = await ask(question, access, NO_SUCH_USER);
  const found = 'data' in answer ? shaped(oneUser(), answer.data, 'data').user : undefined;
  if (found === undefined && leaving === undefined) return noSuchPerson(request, access);
  const usual = { ...DEFAULT_MAPPING, categories: USUAL_CATEGORIES };
  return detailsOf(personOfUser(found, leaving, access.mapping), request, access, usual);
}

// ---------------------------------------------------------------- roster

const page = once(() =>
  z.object({
    items: z.nullish(z.array(employee())),
    has_more: z.optional(z.boolean()),
    page_token: z.nullish(z.string()),
  }),
);

/**
 * Reads everybody whose employment is running, from the personnel system. They have its ids, or the address book's ids
 * if the mapping chooses these.
 */
async function* roster(access: ApiAccess): AsyncIterable<RosterPerson> {
  const ids = access.mapping.ids === 'contact' ? IDS_OF_ADDRESS_BOOK : IDS_OF_PERSONNEL;
  let token: string | undefined;
  do {
    const question = {
      path: 'corehr/v2/employees/search',
      query: { page_size: String(PAGE_SIZE), ...ids, ...(token && { page_token: token }) },
      body: { employment_status: 'hired', fields: fieldsFor(access) },
    };
    const answer = await ask(question, access);
    const person = shaped(page(), 'data' in answer ? (answer.data ?? {}) : {}, 'data');
    for (const each of person.items ?? []) yield rosterPerson(each, access);
    token = person.has_more ? (person.page_token ?? undefined) : undefined;
  } while (token);
}

const IDS_OF_ADDRESS_BOOK = { user_id_type: 'user_id', department_id_type: 'open_department_id' };

function rosterPerson(each: Employee, access: ApiAccess): RosterPerson {
  const { mapping } = access;
  const person = personOfEmployee(each, undefined, mapping);
  const { employment_id: id } = each;
  const employmentId = mapping.ids === 'contact' ? undefined : id;
  return rosterPersonOf(id, { ...person, employmentId }, access);
}
