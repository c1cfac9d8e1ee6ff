import * as z from 'zod/mini';
import type { SourceMapping } from '../../../domain/units/source-mapping.ts';
import { once } from '../../../domain/values/once.ts';
import type { Cancellation } from '../api/hr-api.ts';
import { type DefaultMapping, type VendorLeave, type VendorPerson, vendorDay } from '../api/vendor-person.ts';

/**
 * The fields that are requested of an employee in Feishu's personnel system. Feishu leaves out those that the app may
 * not read.
 */
export const EMPLOYEE_FIELDS = [
  'effective_date',
  'expiration_date',
  'employment_status',
  'employee_type_id',
  'department_id',
  'company_id',
  'reason_for_offboarding',
  'person_info.legal_name',
  'person_info.preferred_local_full_name',
  'person_info.preferred_name',
  'person_info.gender',
  'person_info.date_of_birth',
  'person_info.national_id_list',
];

/** The default mapping. Feishu's documents name only this reason; companies define all others. */
export const DEFAULT_MAPPING: DefaultMapping = { reasons: { voluntary: 'resigned' } };

const text = z.nullish(z.string());
/** A list option, with its own name and its display name. */
const optionName = z.nullish(
  z.object({
    enum_name: text,
    display: z.nullish(z.array(z.object({ value: text }))),
  }),
);
const customFields = z.nullish(z.array(z.object({ custom_api_name: text, value: text })));

export const employee = once(() =>
  z.looseObject({
    employment_id: z.string(),
    effective_date: text,
    expiration_date: text,
    employment_status: optionName,
    employee_type_id: text,
    department_id: text,
    company_id: text,
    reason_for_offboarding: optionName,
    person_info: z.nullish(
      z.object({
        legal_name: text,
        preferred_local_full_name: text,
        preferred_name: text,
        gender: optionName,
        date_of_birth: text,
        national_id_list: z.nullish(z.array(z.object({ national_id_number: text }))),
      }),
    ),
    custom_fields: customFields,
  }),
);
export type Employee = z.infer<ReturnType<typeof employee>>;

export const offboarding = once(() =>
  z.object({
    offboarding_id: text,
    status: text,
    application_info: z.nullish(z.object({ apply_initiating_time: text })),
    offboarding_info: z.nullish(
      z.looseObject({
        offboarding_date: text,
        reason: optionName,
        social_insurance_end_date: text,
        custom_fields: customFields,
      }),
    ),
  }),
);
type Offboarding = z.infer<ReturnType<typeof offboarding>>;

const STANDING: ReadonlySet<unknown> = new Set(['Approved', 'Offboarded', 'NoNeedApproval']);
const CANCELLED: ReadonlySet<unknown> = new Set(['Withdrawn', 'Rejected']);

/** The offboarding to use: one that is in force, or else the one of the event, or else the latest. */
export function latestOffboarding(
  found: readonly Offboarding[],
  offboardingId: string | undefined,
): Offboarding | undefined {
  const begun = (each: Offboarding) => each.application_info?.apply_initiating_time ?? '';
  const inOrder = found.toSorted((a, b) => (begun(a) < begun(b) ? -1 : 1));
  const requested = inOrder.find(
    (each) => offboardingId !== undefined && each.offboarding_id === offboardingId,
  );
  return inOrder.findLast(({ status }) => STANDING.has(status)) ?? requested ?? inOrder.at(-1);
}

export function personOfEmployee(
  employee: Employee,
  leaving: Offboarding | undefined,
  mapping: SourceMapping,
): VendorPerson {
  const { person_info: person, employment_status: status } = employee;
  const name =
    fieldIn(employee, mapping.fields.name) ??
    (person?.legal_name || person?.preferred_local_full_name || person?.preferred_name || undefined);
  const gender = person?.gender?.enum_name;
  return {
    name,
    hiredOn: vendorDay(fieldIn(employee, mapping.fields.hiredOn) ?? employee.effective_date),
    // Insurance follows the legal entity, unless the department itself is mapped.
    places: [employee.department_id, employee.company_id].flatMap((place) => place || []),
    sex: gender === 'male' || gender === 'female' ? gender : undefined,
    birthDate: vendorDay(person?.date_of_birth),
    documentNumbers: (person?.national_id_list ?? []).flatMap((each) => each.national_id_number || []),
    category: employee.employee_type_id || undefined,
    leave: leaveOf(leaving, mapping) ?? leaveOfEmployee(employee, mapping),
    cancellation:
      offOf(leaving, employee.employment_id) ?? silenceOf(status?.enum_name, leaving, employee.employment_id),
  };
}

/**
 * The leave from an offboarding. The last working day is the offboarding's date: on that day the employment still runs.
 */
function leaveOf(leaving: Offboarding | undefined, { fields }: SourceMapping): VendorLeave | undefined {
  const info = leaving?.offboarding_info;
  if (!STANDING.has(leaving?.status) || !info) return undefined;
  const lastWorkingDay = vendorDay(fieldIn(info, fields.lastWorkingDay) ?? info.offboarding_date);
  if (lastWorkingDay === undefined) return undefined;
  const month = /^\d{4}-\d{2}/.exec(info.social_insurance_end_date ?? '')?.[0];
  return { lastWorkingDay, reasons: textsOf(info.reason), insuranceStopMonth: month };
}

/** The leave of an employment that has ended, for when the app cannot read its offboarding. */
function leaveOfEmployee(employee: Employee, { fields }: SourceMapping): VendorLeave | undefined {
  if (employee.employment_status?.enum_name !== 'terminated') return undefined;
  const lastWorkingDay = vendorDay(fieldIn(employee, fields.lastWorkingDay) ?? employee.expiration_date);
  return lastWorkingDay && { lastWorkingDay, reasons: textsOf(employee.reason_for_offboarding) };
}

function offOf(leaving: Offboarding | undefined, employmentId?: string): Cancellation | undefined {
  if (!CANCELLED.has(leaving?.status)) return undefined;
  return { what: 'leave', by: 'word', ...(employmentId !== undefined && { employmentId }) };
}

function silenceOf(
  status: string | null | undefined,
  leaving: Offboarding | undefined,
  employmentId: string,
): Cancellation | undefined {
  return status === 'hired' && leaving === undefined
    ? { what: 'leave', by: 'silence', employmentId }
    : undefined;
}

function textsOf(employee: z.infer<typeof optionName>): readonly string[] {
  return [employee?.enum_name, ...(employee?.display ?? []).map(({ value }) => value)].flatMap(
    (each) => each || [],
  );
}

/** The value of a field that the mapping names: Feishu's own or a custom one. */
function fieldIn(
  record: Readonly<Record<string, unknown>> & { readonly custom_fields?: z.infer<typeof customFields> },
  name: string | undefined,
): string | undefined {
  if (name === undefined) return undefined;
  const own = record[name];
  if (typeof own === 'string' && own !== '') return own;
  const custom = record.custom_fields?.find(({ custom_api_name }) => custom_api_name === name)?.value;
  if (!custom) return undefined;
  try {
    // The value of a custom field is JSON inside a text: "\"2026-06-30\"".
    const value: unknown = JSON.parse(custom);
    return typeof value === 'string' ? value : String(value);
  } catch {
    return custom;
  }
}

const number = z.nullish(z.union([z.number(), z.string()]));

/** A user of Feishu's address book. The app's permissions decide which fields are present. */
export const user = once(() =>
  z.object({
    name: z.nullish(z.string()),
    gender: number,
    join_time: number,
    employee_type: number,
    department_ids: z.nullish(z.array(z.string())),
  }),
);

const SEXES: Readonly<Record<string, 'male' | 'female'>> = { 1: 'male', 2: 'female' };

export function personOfUser(
  employee: z.infer<ReturnType<typeof user>> | undefined,
  leaving: Offboarding | undefined,
  mapping: SourceMapping,
): VendorPerson {
  return {
    name: employee?.name || undefined,
    hiredOn: vendorDay(employee?.join_time),
    places: employee?.department_ids ?? [],
    sex: SEXES[employee?.gender ?? 0],
    // The value 0 means that the field is not filled in.
    category: employee?.employee_type ? String(employee.employee_type) : undefined,
    leave: leaveOf(leaving, mapping),
    cancellation: offOf(leaving),
  };
}
