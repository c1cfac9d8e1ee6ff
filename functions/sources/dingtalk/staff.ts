import * as z from 'zod/mini';
import type { SourceMapping } from '../../../domain/units/source-mapping.ts';
import { once } from '../../../domain/values/once.ts';
import type { Cancellation } from '../api/hr-api.ts';
import { type DefaultMapping, type VendorLeave, type VendorPerson, vendorDay } from '../api/vendor-person.ts';

/** The used fields of DingTalk's roster, by their codes. */
const CODES = {
  name: 'sys00-name',
  hiredOn: 'sys00-confirmJoinTime',
  departmentId: 'sys00-mainDeptId',
  department: 'sys00-mainDept',
  company: 'sys05-contractCompanyName',
  category: 'sys01-employeeType',
  sex: 'sys02-sexType',
  birthDate: 'sys02-birthTime',
  documentNumber: 'sys02-certNo',
} as const;

export const ROSTER_FIELDS: readonly string[] = Object.values(CODES);

/**
 * The default mapping of DingTalk's built-in reasons and types. A reason is left out if it does not show who decided
 * that the person leaves.
 */
export const DEFAULT_MAPPING: DefaultMapping = {
  reasons: {
    家庭原因: 'resigned',
    个人原因: 'resigned',
    发展原因: 'resigned',
    合同到期不续签: 'contract-ended',
    无法胜任工作: 'dismissed',
    经济性裁员: 'dismissed',
    严重违法违纪: 'dismissed',
  },
  categories: {
    全职: 'regular',
    兼职: 'part-time',
    实习: 'intern',
    劳务派遣: 'dispatched',
    退休返聘: 'retiree',
  },
};

const texts = z.nullish(z.array(z.string()));
const id = z.nullish(z.union([z.string(), z.number()]));

/** A dismissal record. The values of its status are 1 about to leave, 2 left, 3 not leaving, 4 requested. */
export const dismissal = once(() =>
  z.object({
    userId: z.string(),
    status: z.nullish(z.number()),
    /** Milliseconds since 1970, at any time of that day. */
    lastWorkDay: z.nullish(z.number()),
    mainDeptId: id,
    mainDeptName: z.nullish(z.string()),
    voluntaryReason: texts,
    passiveReason: texts,
  }),
);
export type Dismissal = z.infer<ReturnType<typeof dismissal>>;

const LEAVES: ReadonlySet<unknown> = new Set([1, 2]);
export const STAYS = 3;

const text = z.nullish(z.string());

export const fields = once(() =>
  z.object({
    userId: z.string(),
    fieldDataList: z.nullish(
      z.array(
        z.object({
          fieldCode: text,
          fieldName: text,
          fieldValueList: z.nullish(z.array(z.object({ value: text, label: text }))),
        }),
      ),
    ),
  }),
);
export type Fields = z.infer<ReturnType<typeof fields>>;

export function personOfStaff(
  fields: Fields | undefined,
  leaving: Dismissal | undefined,
  { fields: named }: SourceMapping,
): VendorPerson {
  const of = (code: string) => fieldValue(fields, code);
  return {
    name: of(named.name ?? CODES.name)?.value,
    hiredOn: vendorDay(of(named.hiredOn ?? CODES.hiredOn)?.value),
    places: placesOf(fields, leaving),
    sex: SEXES[of(CODES.sex)?.label ?? ''],
    birthDate: vendorDay(of(CODES.birthDate)?.value),
    category: of(CODES.category)?.label,
    documentNumbers: [of(CODES.documentNumber)?.value ?? []].flat(),
    leave: leaveOf(leaving) ?? namedLeave(of, named.lastWorkingDay),
    cancellation: offOf(leaving),
  };
}

const SEXES: Readonly<Record<string, 'male' | 'female'>> = { 男: 'male', 女: 'female' };

/** The person's departments and company. A mapped department takes precedence over the contract's company. */
function placesOf(fields: Fields | undefined, leaving: Dismissal | undefined): readonly string[] {
  const departmentId = fieldValue(fields, CODES.departmentId)?.value ?? leaving?.mainDeptId;
  const department = fieldValue(fields, CODES.department)?.label ?? leaving?.mainDeptName;
  const company = fieldValue(fields, CODES.company)?.label;
  return [departmentId, department, company].flatMap((place) => (place ? [String(place)] : []));
}

function leaveOf(leaving: Dismissal | undefined): VendorLeave | undefined {
  const lastWorkingDay = LEAVES.has(leaving?.status) ? vendorDay(leaving?.lastWorkDay) : undefined;
  if (lastWorkingDay === undefined) return undefined;
  return {
    lastWorkingDay,
    reasons: [...(leaving?.passiveReason ?? []), ...(leaving?.voluntaryReason ?? [])],
  };
}

/** The leave from a custom field of the company's roster. */
function namedLeave(
  of: (code: string) => { readonly value?: string } | undefined,
  named: string | undefined,
): VendorLeave | undefined {
  const lastWorkingDay = named === undefined ? undefined : vendorDay(of(named)?.value);
  return lastWorkingDay && { lastWorkingDay, reasons: [] };
}

function offOf(leaving: Dismissal | undefined): Cancellation | undefined {
  if (leaving === undefined) return { what: 'leave', by: 'silence' };
  return leaving.status === STAYS ? { what: 'leave', by: 'word' } : undefined;
}

/**
 * The first value of the field with this code or display name, and the label of that value. If one of them is missing,
 * the other is used for both.
 */
function fieldValue(
  fields: Fields | undefined,
  code: string,
): { readonly value: string; readonly label: string } | undefined {
  const found = fields?.fieldDataList?.find(
    ({ fieldCode, fieldName }) => fieldCode === code || fieldName === code,
  );
  const [first] = found?.fieldValueList ?? [];
  const value = first?.value?.trim() || first?.label?.trim();
  return value ? { value, label: first?.label?.trim() || value } : undefined;
}
