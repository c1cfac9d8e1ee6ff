import type { Category, LeavingReason, SealedIdentity, Sex } from '../../../domain/facts/life-course.ts';
import type { SourceMapping } from '../../../domain/units/source-mapping.ts';
import { compact } from '../../../domain/values/compact.ts';
import { checkIdentityNumber, normaliseIdentityNumber } from '../../../domain/values/identity-number.ts';
import {
  chinaDayOf,
  type Instant,
  isSaneDay,
  type PlainDate,
  parsePlainDate,
} from '../../../domain/values/plain-date.ts';
import type { DetailsRequest, Unmapped } from '../../ports.ts';
import type { SealIdentity } from '../webhook/identity.ts';
import type { Statement } from '../webhook/make-fact.ts';
import { categoryIn, employeeIdIn, reasonIn, unitIn, unmappedValue } from '../webhook/mapping.ts';
import { instantOfEpoch } from '../webhook/sender-time.ts';
import { type ApiAccess, type Cancellation, type Details, isLagging, type RosterPerson } from './hr-api.ts';

/**
 * The first year that means "no end". Vendors that cannot leave a date empty write a day in this year or a later one.
 */
const FAR = '9000';

/**
 * A business date in a vendor's form: a day, a day with a time, or an epoch time within the day in China.
 * @returns undefined if there is none.
 */
export function vendorDay(person: unknown): PlainDate | undefined {
  const at = instantOfEpoch(person);
  if (at !== undefined) return chinaDayOf(at);
  if (typeof person !== 'string') return undefined;
  const day = parsePlainDate(/^(\d{4}-\d{2}-\d{2})(?:[Tt ]|$)/.exec(person.trim())?.[1] ?? '');
  return day !== undefined && day < FAR ? day : undefined;
}

/** One person from an API, with the vendor's own values except dates. */
export interface VendorPerson {
  readonly name?: string | undefined;
  readonly hiredOn?: PlainDate | undefined;
  /** Departments and companies by id and by name, from the most specific to the most general. */
  readonly places: readonly string[];
  readonly employmentId?: string | undefined;
  readonly sex?: Sex | undefined;
  readonly birthDate?: PlainDate | undefined;
  readonly category?: string | undefined;
  /**
   * The numbers of identity documents of any type. Only those with a valid check digit are used, and they are sealed.
   */
  readonly documentNumbers?: readonly string[];
  readonly leave?: VendorLeave | undefined;
  readonly cancellation?: Cancellation | undefined;
}

export interface VendorLeave {
  readonly lastWorkingDay: PlainDate;
  /** The reasons of the leave, from the most specific to the most general. */
  readonly reasons: readonly string[];
  /** `YYYY-MM`. */
  readonly insuranceStopMonth?: string | undefined;
}

/** The default mapping of a vendor's values; the registry overrides it. */
export interface DefaultMapping {
  readonly reasons?: Readonly<Record<string, LeavingReason>>;
  readonly categories?: Readonly<Record<string, Category>>;
}

/** Turns an API's data into statements. If data are missing, the API is asked again as long as it may be lagging. */
export function detailsOf(
  raw: VendorPerson,
  request: DetailsRequest,
  access: Pick<ApiAccess, 'mapping' | 'now' | 'sealIdentity'>,
  defaults: DefaultMapping = {},
): Details {
  const { about, source, employeeId } = request;
  const person = withSaneDays(raw, access.now);
  const given = about === 'hire' ? raw.hiredOn : raw.leave?.lastWorkingDay;
  const plausibleDay = about === 'hire' ? person.hiredOn : person.leave?.lastWorkingDay;
  if (given !== undefined && plausibleDay === undefined)
    return {
      is: 'not-understood',
      problems: [`${source} gives ${given} as the day of the ${about}, which is implausible`],
    };
  const leave = leaveOf(person, employeeId, access.mapping, defaults);
  if (isMissing(person, about) && isLagging(request, access.now))
    return { is: 'not-yet', why: `${source} does not give the day of the ${about} yet` };
  const hire = hireOf(person, employeeId, access, defaults);
  const unmapped = [...hire.unmapped, ...leave.unmapped];
  const unmappedPart = unmapped.length > 0 ? { unmapped } : {};
  if (about === 'hire' && person.hiredOn !== undefined && hire.statements.length === 0)
    return {
      is: 'not-understood',
      problems: problemsOfHire(person, access.mapping, source),
      ...unmappedPart,
    };
  const statements = [...hire.statements, ...leave.statements];
  return {
    is: 'told',
    statements,
    ...(person.cancellation !== undefined && { cancellation: person.cancellation }),
    ...unmappedPart,
  };
}

/** Leaves out impossible days of a hire or leave: placeholders for "no day", and typing errors. */
function withSaneDays(person: VendorPerson, now: Instant): VendorPerson {
  const today = chinaDayOf(now);
  const { hiredOn, leave, ...rest } = person;
  return {
    ...rest,
    ...(hiredOn !== undefined && isSaneDay(hiredOn, today) && { hiredOn }),
    ...(leave !== undefined && isSaneDay(leave.lastWorkingDay, today) && { leave }),
  };
}

/** The answer if the vendor does not return the person. It may not have the person yet, or not show it to our app. */
export function noSuchPerson(
  request: DetailsRequest,
  { now }: Pick<ApiAccess, 'now'>,
  perhaps = 'perhaps the app is not allowed to see this person, or the record was deleted',
): Details {
  const { source, about } = request;
  if (isLagging(request, now)) return { is: 'not-yet', why: `${source} does not show the person yet` };
  // Some APIs no longer return people who left. The notice of the leave is already recorded.
  if (about === 'leave') return { is: 'told', statements: [] };
  return { is: 'not-understood', problems: [`${source} does not show this person: ${perhaps}`] };
}

function isMissing({ hiredOn, leave, cancellation }: VendorPerson, about: DetailsRequest['about']): boolean {
  if (about === 'hire') return hiredOn === undefined;
  return about === 'leave' && leave === undefined && cancellation?.by !== 'word';
}

interface Extracted {
  readonly statements: readonly Statement[];
  readonly unmapped: readonly Unmapped[];
}

function hireOf(
  person: VendorPerson,
  employeeId: string,
  { mapping, sealIdentity }: Pick<ApiAccess, 'mapping' | 'sealIdentity'>,
  defaults: DefaultMapping,
): Extracted {
  const { name, hiredOn, places, employmentId, sex, birthDate } = person;
  const unitId = unitIn(mapping, places);
  const categories = person.category === undefined ? [] : [person.category];
  const category = categoryIn(mapping, categories, defaults.categories);
  const unmapped = [
    ...unmappedValue('unit', places, unitId),
    ...unmappedValue('category', categories, category),
  ];
  if (hiredOn === undefined || unitId === undefined || name === undefined)
    return { statements: [], unmapped };
  const identity = identityOf(person.documentNumbers ?? [], sealIdentity);
  const data = { employeeId, unitId, name, hiredOn, employmentId, sex, birthDate, category, identity };
  return { statements: [{ kind: 'employee.hired', data: compact(data) }], unmapped };
}

/** Vendors name document types differently; a number with a correct check digit identifies its own type. */
function identityOf(numbers: readonly string[], sealIdentity: SealIdentity): SealedIdentity | undefined {
  for (const number of numbers) {
    const check = checkIdentityNumber(normaliseIdentityNumber(number));
    if (check.valid) return sealIdentity({ type: check.kind, number });
  }
  return undefined;
}

function problemsOfHire({ name, places }: VendorPerson, mapping: SourceMapping, source: string): string[] {
  const problems: string[] = [];
  if (unitIn(mapping, places) === undefined)
    problems.push(
      places[0] === undefined
        ? `${source} gives no department: allow the app to read it, or set defaultUnitId in sources[] of the registry`
        : `department ${places[0]} of ${source} is mapped to no unit: add it to sources[].units in the registry`,
    );
  if (name === undefined) problems.push(`${source} gives no name: allow the app to read it`);
  return problems;
}

function leaveOf(
  person: VendorPerson,
  employeeId: string,
  mapping: SourceMapping,
  defaults: DefaultMapping,
): Extracted {
  const { leave, hiredOn, employmentId } = person;
  // A last working day before the hire may still be that of the employment before a rehire, so no leave is stated.
  if (leave === undefined || (hiredOn !== undefined && leave.lastWorkingDay < hiredOn))
    return { statements: [], unmapped: [] };
  const { lastWorkingDay, reasons, insuranceStopMonth } = leave;
  const reason = reasonIn(mapping, reasons, defaults.reasons);
  const unmapped = unmappedValue('reason', reasons, reason);
  const data = { employeeId, lastWorkingDay, reason: reason ?? 'unknown', employmentId, insuranceStopMonth };
  return { statements: [{ kind: 'employee.terminated', data: compact(data) }], unmapped };
}

/** The person as an entry of the roster. @param theirs the vendor's id of the person. */
export function rosterPersonOf(
  theirs: string,
  person: VendorPerson,
  { mapping, now }: Pick<ApiAccess, 'mapping' | 'now'>,
): RosterPerson {
  const { name, hiredOn, employmentId, places, leave } = withSaneDays(person, now);
  const ours = { employeeId: employeeIdIn(mapping, theirs), name, unitId: unitIn(mapping, places) };
  return compact({ ...ours, units: places, hiredOn, lastWorkingDay: leave?.lastWorkingDay, employmentId });
}
