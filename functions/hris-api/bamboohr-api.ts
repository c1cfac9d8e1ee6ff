import * as z from 'zod/mini';
import { once } from '../../domain/values/once.ts';
import type { DetailsRequest } from '../hris/source.ts';
import { fieldsToAsk, isEmployed, personOfRecord, record, USUAL_WORDS } from './bamboohr-record.ts';
import { type ApiAccess, ApiUnavailable, type Details, type HrApi, type RosterPerson } from './hr-api.ts';
import { detailsOf, nobody, rosterPersonOf } from './person-told.ts';
import { shaped } from './shaped.ts';

/** What stands before `.bamboohr.com` in the company's address. */
const DOMAIN = /^[a-z0-9][a-z0-9-]*$/i;

/**
 * BambooHR. Asked with what takes effect in the future too, so that a leave is known before its day.
 * @see https://documentation.bamboohr.com/reference/get-employee
 */
export const bambooHrApi: HrApi = {
  name: 'bamboohr',
  // It publishes no figure, and answers 503 beyond its own.
  callsPerSecond: 2,
  problemOfSecret: ({ companyDomain, apiKey }) =>
    DOMAIN.test(companyDomain ?? '') && apiKey?.trim()
      ? undefined
      : 'must hold apiKey, and as companyDomain what stands before .bamboohr.com in your address',
  details,
  roster,
};

async function ask(path: string, body: unknown, access: ApiAccess) {
  const { companyDomain = '', apiKey = '' } = access.secret.parts;
  const login = Buffer.from(`${apiKey}:x`).toString('base64');
  return access.call({
    url: `${access.baseUrl ?? `https://${companyDomain}.bamboohr.com`}/api/v1/${path}`,
    headers: { authorization: `Basic ${login}` },
    ...(body !== undefined && { method: 'POST', body }),
  });
}

async function details(request: DetailsRequest, access: ApiAccess): Promise<Details> {
  const { employeeId = '' } = request.keys;
  const search = new URLSearchParams({
    fields: fieldsToAsk(access.mapping).join(','),
    onlyCurrent: 'false',
  });
  const { status, json } = await ask(
    `employees/${encodeURIComponent(employeeId)}?${search}`,
    undefined,
    access,
  );
  if (status === 404) return nobody(request, access, 'the record was deleted');
  if (status >= 300) throw refused('employees', status, access);
  return detailsOf(
    personOfRecord(shaped(record(), json, 'employee'), access.mapping),
    request,
    access,
    USUAL_WORDS,
  );
}

function refused(what: string, status: number, { secret }: ApiAccess): ApiUnavailable {
  const why =
    status === 401
      ? `it does not take the apiKey of entry "${secret.id}"`
      : 'the user who made the apiKey may not read this';
  return new ApiUnavailable(`bamboohr refuses ${what} with ${status}: ${why}`);
}

const report = once(() => z.object({ employees: z.array(record()) }));

/** A report of everybody, those who left included; there are no pages. */
async function* roster(access: ApiAccess): AsyncIterable<RosterPerson> {
  const body = { title: 'Canbao', fields: ['id', ...fieldsToAsk(access.mapping)] };
  const { status, json } = await ask('reports/custom?format=JSON&onlyCurrent=false', body, access);
  if (status >= 300) throw refused('reports/custom', status, access);
  for (const each of shaped(report(), json, 'report').employees) {
    if (each.id === undefined || !isEmployed(each)) continue;
    yield rosterPersonOf(each.id, personOfRecord(each, access.mapping), access.mapping);
  }
}
