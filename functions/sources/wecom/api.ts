import * as z from 'zod/mini';
import type { SourceMapping } from '../../../domain/units/source-mapping.ts';
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
import {
  detailsOf,
  noSuchPerson,
  rosterPersonOf,
  type VendorPerson,
  vendorDay,
} from '../api/vendor-person.ts';
import type { Statement } from '../webhook/make-fact.ts';
import { unitIn } from '../webhook/mapping.ts';

const text = z.nullish(z.string());
const number = z.nullish(z.union([z.number(), z.string()]));

/** A member of WeCom's address book, with the fields that the app may see. */
const member = once(() =>
  z.object({
    userid: z.string(),
    name: text,
    department: z.nullish(z.array(z.number())),
    main_department: number,
    gender: number,
    /** Custom fields of the company. */
    extattr: z.nullish(
      z.object({
        attrs: z.nullish(
          z.array(
            z.object({
              name: text,
              value: text,
              text: z.nullish(z.object({ value: text })),
            }),
          ),
        ),
      }),
    ),
  }),
);
type Member = z.infer<ReturnType<typeof member>>;

const SEXES: Readonly<Record<string, 'male' | 'female'>> = { 1: 'male', 2: 'female' };

function personOfMember(member: Member, { fields }: SourceMapping): VendorPerson {
  const of = (named: string | undefined) => extra(member, named);
  const lastWorkingDay = vendorDay(of(fields.lastWorkingDay));
  const reason = of(fields.reason);
  return {
    // An app without permission for names receives the id as the name.
    name: member.name && member.name !== member.userid ? member.name : undefined,
    hiredOn: vendorDay(of(fields.hiredOn)),
    places: [...new Set([member.main_department, ...(member.department ?? [])])].flatMap((place) =>
      place ? [String(place)] : [],
    ),
    sex: SEXES[member.gender ?? 0],
    leave: lastWorkingDay && { lastWorkingDay, reasons: reason === undefined ? [] : [reason] },
  };
}

function extra({ extattr }: Member, named: string | undefined): string | undefined {
  const found = extattr?.attrs?.find(({ name }) => name === named && named !== undefined);
  return found?.text?.value?.trim() || found?.value?.trim() || undefined;
}

const BASE_URL = 'https://qyapi.weixin.qq.com';

/**
 * The API of 企业微信. Its address book has no day of hire or leave, unless the company has a custom field for it that the
 * registry's mapping names. Otherwise the API only adds the name and the department, and staff must enter the day.
 * @see https://developer.work.weixin.qq.com/document/path/90196
 */
export const wecomApi: HrApi = {
  name: 'wecom',
  callsPerSecond: 10,
  hosts: ['qyapi.weixin.qq.com'],
  problemOfSecret: ({ corpId, corpSecret }) =>
    corpId?.trim() && corpSecret?.trim()
      ? undefined
      : 'must have corpId and corpSecret, the secret of an app that may see everybody',
  details,
  roster,
};

const GONE = 60111;
/** Codes for a token that is wrong, too old, or of another app. */
const TOKEN_REFUSED: ReadonlySet<number> = new Set([40014, 42001, 42007, 42009]);
/** Codes for a system that is busy or was called too often. */
const BUSY: ReadonlySet<number> = new Set([-1, 45009, 45033, 45035]);

const answered = once(() => z.looseObject({ errcode: z.number() }));
type Answered = z.infer<ReturnType<typeof answered>>;

/**
 * @returns the answer, or undefined if the organisation has no member with the requested id.
 * @throws ApiUnavailable for every other error.
 */
async function ask(
  path: string,
  query: Readonly<Record<string, string>>,
  access: ApiAccess,
): Promise<Answered | undefined> {
  const { id, parts } = access.secret;
  const base = `${access.baseUrl ?? BASE_URL}/cgi-bin`;
  const answer = await withToken<Answered>(
    access,
    {
      key: `${id} ${parts.corpId}`,
      fetch: () => fetchToken(base, access),
      isRefused: ({ errcode }) => TOKEN_REFUSED.has(errcode),
    },
    async (token) => {
      const search = new URLSearchParams({ access_token: token, ...query });
      return shaped(answered(), (await access.call({ url: `${base}/${path}?${search}` })).json, 'answer');
    },
  );
  if (answer.errcode === 0) return answer;
  if (answer.errcode === GONE) return undefined;
  const why = BUSY.has(answer.errcode)
    ? 'it is busy'
    : 'check that the app may read members and see everybody, and that the IP address of this deployment is on the list of trusted addresses';
  throw new ApiUnavailable(`wecom refuses ${path} with errcode ${answer.errcode}: ${why}`);
}

const tokenAnswer = once(() =>
  z.object({
    errcode: z.number(),
    access_token: z.optional(z.string()),
    expires_in: z.optional(z.number()),
  }),
);

async function fetchToken(base: string, { secret, call }: ApiAccess) {
  const { corpId = '', corpSecret = '' } = secret.parts;
  const search = new URLSearchParams({ corpid: corpId, corpsecret: corpSecret });
  const { json } = await call({ url: `${base}/gettoken?${search}` });
  const {
    errcode,
    access_token: token,
    expires_in: secondsToLive = 0,
  } = shaped(tokenAnswer(), json, 'token');
  if (errcode !== 0 || !token)
    throw new ApiUnavailable(`wecom issued no token for entry "${secret.id}" (errcode ${errcode})`);
  return { token, secondsToLive };
}

async function details(request: DetailsRequest, access: ApiAccess): Promise<Details> {
  const { userId = '' } = request.keys;
  const answer = await ask('user/get', { userid: userId }, access);
  if (answer === undefined) return noSuchPerson(request, access);
  const person = personOfMember(shaped(member(), answer, 'member'), access.mapping);
  if (person.hiredOn !== undefined || person.leave !== undefined) return detailsOf(person, request, access);
  return { is: 'told', statements: undated(person, request, access) };
}

/** The statements that need no day: the notice of a hire with the name and the unit, or a changed name. */
function undated(
  { name, places }: VendorPerson,
  { about, employeeId }: DetailsRequest,
  { mapping }: ApiAccess,
): readonly Statement[] {
  const unitId = unitIn(mapping, places);
  const known = { ...(name && { name }), ...(unitId !== undefined && { unitId }) };
  if (about === 'hire') return [{ kind: 'employee.hire_noticed', data: { employeeId, ...known } }];
  if (about === 'change' && name)
    return [{ kind: 'employee.updated', data: { employeeId, changes: { name } } }];
  return [];
}

const departments = once(() => z.object({ department_id: z.array(z.object({ id: z.number() })) }));
const members = once(() => z.object({ userlist: z.array(member()) }));

/** Reads everybody in the address book, department by department. Each person is returned once. */
async function* roster(access: ApiAccess): AsyncIterable<RosterPerson> {
  const listed = await ask('department/simplelist', {}, access);
  const seen = new Set<string>();
  for (const { id } of shaped(departments(), listed, 'departments').department_id) {
    const answer = await ask('user/list', { department_id: String(id) }, access);
    for (const each of shaped(members(), answer, 'members').userlist) {
      if (seen.has(each.userid)) continue;
      seen.add(each.userid);
      yield rosterPersonOf(each.userid, personOfMember(each, access.mapping), access);
    }
  }
}
