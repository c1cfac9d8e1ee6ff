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
} from '../api/hr-api.ts';
import {
  type DefaultMapping,
  detailsOf,
  noSuchPerson,
  rosterPersonOf,
  type VendorPerson,
  vendorDay,
} from '../api/vendor-person.ts';
import { ENDED, nameIn, readingOf, USUAL_CATEGORIES } from './fields.ts';

/** The API's field names, which differ from the displayed ones only by spaces and capitals. */
const FIELDS = [
  'hireDate',
  'terminationDate',
  'status',
  'employmentHistoryStatus',
  'firstName',
  'lastName',
  'department',
  'division',
  'location',
  'dateOfBirth',
  'gender',
];

const DEFAULT_MAPPING: DefaultMapping = { categories: USUAL_CATEGORIES };

/** The fields to ask for. BambooHR leaves out fields that do not exist and those that the key has no right to read. */
function fieldsToAsk({ fields }: SourceMapping): readonly string[] {
  return [...new Set([...FIELDS, ...Object.values(fields)])];
}

const text = z.union([z.string(), z.pipe(z.number(), z.transform(String))]);

/** One employee. Numbers are turned into text. Other values, empty texts and dates of zeros are left out. */
export const record = once(() =>
  z.pipe(
    z.record(z.string(), z.unknown()),
    z.transform((fields): Row => {
      const texts = Object.entries(fields).map(([name, each]) => [name, text.safeParse(each).data?.trim()]);
      return Object.fromEntries(texts.filter(([, value]) => value && !value.startsWith('0000-00-00')));
    }),
  ),
);
type Row = Readonly<Record<string, string | undefined>>;

/** Whether BambooHR's own status says that the person is employed. It still does so before a future leave. */
function isEmployed({ status }: Row): boolean {
  return status !== 'Inactive';
}

const SEXES: Readonly<Record<string, 'male' | 'female'>> = { Male: 'male', Female: 'female' };

function personOfRecord(row: Row, mapping: SourceMapping): VendorPerson {
  const { fields, places, isEnded } = readingOf(
    { id: '', action: '', fields: row, changedFields: [] },
    mapping,
  );
  const hiredOn = vendorDay(fields.text('hiredOn'));
  const lastDay = vendorDay(fields.text('lastWorkingDay'));
  // After a rehire, the field still has the last day of the earlier employment.
  const lastWorkingDay =
    hiredOn !== undefined && lastDay !== undefined && lastDay < hiredOn ? undefined : lastDay;
  const isStaying = !isEnded && isEmployed(row) && lastWorkingDay === undefined;
  const status = fields.text('status');
  const reasons = [fields.text('reason'), fields.text('reasonType'), isEnded ? status : undefined];
  return {
    name: nameIn(fields),
    hiredOn,
    places,
    sex: SEXES[row.gender ?? ''],
    birthDate: vendorDay(row.dateOfBirth),
    category: isEnded ? undefined : status,
    leave: lastWorkingDay && {
      lastWorkingDay,
      reasons: reasons.flatMap((value) => (value === undefined || value === ENDED ? [] : [value])),
    },
    cancellation: isStaying ? { what: 'leave', by: 'silence' } : undefined,
  };
}

/** The part before `.bamboohr.com` in the company's address. */
const DOMAIN = /^[a-z0-9][a-z0-9-]*$/i;

/**
 * The API of BambooHR. Future changes are requested too, so that a leave is known before its day.
 * @see https://documentation.bamboohr.com/reference/get-employee
 */
export const bambooHrApi: HrApi = {
  name: 'bamboohr',
  // BambooHR publishes no limit, but answers 503 when there are too many calls.
  callsPerSecond: 2,
  // The host contains the company's domain, which is in the secret: there are no alternatives.
  hosts: [],
  problemOfSecret: ({ companyDomain, apiKey }) =>
    DOMAIN.test(companyDomain ?? '') && apiKey?.trim()
      ? undefined
      : 'must have apiKey and companyDomain, the part before .bamboohr.com in your address',
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
  if (status === 404) return noSuchPerson(request, access, 'the record was deleted');
  if (status >= 300) throw refused('employees', status, access);
  return detailsOf(
    personOfRecord(shaped(record(), json, 'employee'), access.mapping),
    request,
    access,
    DEFAULT_MAPPING,
  );
}

function refused(what: string, status: number, { secret }: ApiAccess): ApiUnavailable {
  const why =
    status === 401
      ? `it does not accept the apiKey of entry "${secret.id}"`
      : 'the user who made the apiKey is not allowed to read this';
  return new ApiUnavailable(`bamboohr refuses ${what} with ${status}: ${why}`);
}

const report = once(() => z.object({ employees: z.array(record()) }));

/** Reads one report of everybody, which has no pages, and leaves out the people who are not employed. */
async function* roster(access: ApiAccess): AsyncIterable<RosterPerson> {
  const body = { title: 'Canbao', fields: ['id', ...fieldsToAsk(access.mapping)] };
  const { status, json } = await ask('reports/custom?format=JSON&onlyCurrent=false', body, access);
  if (status >= 300) throw refused('reports/custom', status, access);
  for (const each of shaped(report(), json, 'report').employees) {
    if (each.id === undefined || !isEmployed(each)) continue;
    yield rosterPersonOf(each.id, personOfRecord(each, access.mapping), access);
  }
}
