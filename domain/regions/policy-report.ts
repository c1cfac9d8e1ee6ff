import { type LocalPolicy, localParameter, staleSince } from '../policy/local-policy.ts';
import { type Candidate, type InForce, inForce, lastDayOf, type Note } from '../policy/parameter.ts';
import type { ParameterName } from '../policy/parameter-kinds.ts';
import { PARAMETER_KINDS, PARAMETER_NAMES, type Written, written } from '../policy/parameter-kinds.ts';
import type { Confidence } from '../reasons/reason.ts';
import { compact } from '../values/compact.ts';
import { addDays, type PlainDate } from '../values/plain-date.ts';
import { KNOWN_REGIONS, REGIONS, regionNamed } from './index.ts';
import { NATIONAL } from './national.ts';
import { policyOf, shippedParameter } from './policy-of.ts';
import type { RegionPolicy } from './region.ts';

/** The origin of a parameter's value: the unit's own agency, the region, its province, or national law. */
export type Level = 'local' | 'region' | 'province' | 'national';

/** One parameter of a region on a day; values are written as administrators write them. */
export interface SheetLine {
  readonly parameter: ParameterName;
  readonly unit: string;
  readonly answer: InForce<Written>;
  readonly level: Level;
  /** The first later day on which another entry begins. */
  readonly changesOn?: PlainDate;
}

export interface PolicySheet {
  readonly region: string;
  readonly regionShipped: boolean;
  readonly province?: string;
  /** The parameters of {@link BAR} for which the region has no citable source on the day. */
  readonly belowBar: readonly ParameterName[];
  readonly day: PlainDate;
  readonly lines: readonly SheetLine[];
}

/** Every parameter in `region` on `day`, known or not, with its dates and its source. */
export function policySheet(region: string, day: PlainDate, localPolicy: LocalPolicy = {}): PolicySheet {
  const policy = policyOf(region, localPolicy);
  const shipped = KNOWN_REGIONS.get(policy.region);
  const lines = PARAMETER_NAMES.map((parameter): SheetLine => {
    const answer = written(parameter, policy.inForce(parameter, day));
    const changesOn = nextChange(parameter, shipped, day);
    return {
      parameter,
      unit: PARAMETER_KINDS[parameter].unit,
      answer,
      level: answer.known && answer.local ? 'local' : levelOf(parameter, shipped),
      ...(changesOn !== undefined && { changesOn }),
    };
  });
  const { province, regionShipped } = policy;
  return {
    region: policy.region,
    regionShipped,
    ...(province !== undefined && { province }),
    belowBar: belowBar(policy.region, day),
    day,
    lines,
  };
}

/** The data of a city are complete if these parameters come from citable documents. */
const BAR = ['contributionBaseFloor', 'unitMedicalRate', 'paymentWindowTo'] as const;

/** The parameters of {@link BAR} that are unknown for the region on `day`. */
export function belowBar(region: string, day: PlainDate): readonly ParameterName[] {
  const policy = policyOf(region);
  return BAR.filter((name) => !policy.inForce(name, day).known);
}

/** How many days before a value ends the administrator is informed. */
export const DAYS_AHEAD = 60;

/** Why a parameter is not reliable: it has no value, or its value must be reviewed. */
export const GAP_KINDS = ['not-published', 'ending', 'stale', 'contradictory', 'lead', 'unknown'] as const;
export type GapKind = (typeof GAP_KINDS)[number];

export interface PolicyGap {
  /** The region of the gap. For national law it is 全国, so that the gap is listed once and not for every region. */
  readonly region: string;
  readonly parameter: ParameterName;
  readonly kind: GapKind;
  /**
   * For a stale value, the first day on which its last check was too old. For a value that ends or is not published,
   * the first day without a value.
   */
  readonly since?: PlainDate;
  /** Only for a stale value: the day of its last check, and its confidence. */
  readonly verified?: PlainDate;
  readonly confidence?: Confidence;
  /** Only if the sources contradict each other: their values. */
  readonly candidates: readonly Candidate<Written>[];
  /**
   * A value from an unofficial source. The administrator should confirm it with the agency and enter it as localPolicy.
   */
  readonly lead?: Candidate<Written>;
  /** The last value that was in force earlier. It is used only for estimates that are labelled as such. */
  readonly lastKnown?: Written;
  readonly note?: Note;
}

/**
 * Values that are unknown, contradictory, stale, ending or not published for the day, by region and parameter. National
 * law comes first and is listed once. Stale: a known value that was last verified more than `staleAfterMonths` months
 * before `day`. Ending: a known value that ends within {@link DAYS_AHEAD} days without a successor. A parameter that
 * does not apply is not a gap, for example a maternity rate if the unit's medical rate includes maternity.
 */
export function policyGaps(
  day: PlainDate,
  { staleAfterMonths }: { readonly staleAfterMonths: number },
): PolicyGap[] {
  const national = PARAMETER_NAMES.filter(isNationalLaw).map((name) =>
    gapOf(NATIONAL.region, name, undefined, day, staleAfterMonths),
  );
  const regional = [...REGIONS.values()].flatMap((shipped) =>
    PARAMETER_NAMES.filter((name) => isOwnAffair(name, shipped, day)).map((name) =>
      gapOf(shipped.region, name, shipped, day, staleAfterMonths),
    ),
  );
  return [...national, ...regional].filter((gap) => gap !== undefined);
}

/** Parameters on which dates and amounts depend; the others are only shown. */
const DECIDING: readonly ParameterName[] = [
  'enrolmentCutOffDay',
  'removalCutOffDay',
  'paymentWindowTo',
  'lastPayableMonth',
  'coverStart',
  'contributionBaseFloor',
  'contributionBaseCeiling',
  'baseYearStartMonth',
  'baseDeclarationUntil',
  'fullMonthWageAfterPartialMonth',
  'contributionTiers',
  'unitMedicalRate',
  'maternityInUnitRate',
  'unitMaternityRate',
  'unitLargeSumRate',
  'personalMedicalRate',
  'personalFixedAmount',
  'lateFeeStart',
  'longestBackPaymentMonths',
  'arrearsStopMonth',
  'arrearsCost',
  'arrearsResumeMonth',
  'refundWay',
  'refundHandlingWorkingDays',
  'longestSuspensionMonths',
  'retireeMedicalYearsMale',
  'retireeMedicalYearsFemale',
  'retireeLocalYears',
];

/** A unit with its number of people; gaps that concern more people come first. */
export interface UnitOfSize {
  readonly unitId: string;
  readonly region: string;
  readonly localPolicy: LocalPolicy;
  readonly people: number;
}

/** A gap that changes a date or an amount for units that did not enter the value themselves. */
export interface DecidingGap extends PolicyGap {
  readonly unitIds: readonly string[];
  readonly people: number;
}

/** The gaps that change a date or an amount for `units`, most affected people first. */
export function decidingGaps(
  units: readonly UnitOfSize[],
  day: PlainDate,
  { staleAfterMonths }: { readonly staleAfterMonths: number },
): DecidingGap[] {
  const byRegion = Map.groupBy(units, ({ region }) => regionNamed(region));
  const found = [...byRegion].flatMap(([region, here]) => {
    const shipped = KNOWN_REGIONS.get(region) ?? { region, latinName: '', parameters: {} };
    return DECIDING.filter((name) => isOwnAffair(name, shipped, day)).flatMap((parameter) => {
      const gap = gapOf(region, parameter, shipped, day, staleAfterMonths);
      const concerned = here.filter(({ localPolicy }) => !hasLocalValue(parameter, localPolicy, day));
      if (gap === undefined || concerned.length === 0) return [];
      const people = concerned.reduce((sum, unit) => sum + unit.people, 0);
      return [{ ...gap, unitIds: concerned.map(({ unitId }) => unitId), people }];
    });
  });
  return found.toSorted((a, b) => b.people - a.people);
}

function hasLocalValue(name: ParameterName, localPolicy: LocalPolicy, day: PlainDate): boolean {
  const local = localParameter(name, localPolicy);
  return local !== undefined && inForce<unknown>(local, day).known;
}

function gapOf(
  region: string,
  parameter: ParameterName,
  shipped: RegionPolicy | undefined,
  day: PlainDate,
  staleAfterMonths: number,
): PolicyGap | undefined {
  const entries = shippedParameter(parameter, shipped);
  const answer = written(parameter, inForce(entries, day));
  if (answer.known) {
    const { verified, confidence, until, value } = answer;
    if (until !== undefined && until <= addDays(day, DAYS_AHEAD)) {
      const next = addDays(until, 1);
      if (!inForce(entries, next).known)
        return {
          region,
          parameter,
          kind: 'ending',
          since: next,
          confidence,
          candidates: [],
          lastKnown: value,
        };
    }
    const since = staleSince(verified, staleAfterMonths);
    if (since > day) return undefined;
    return { region, parameter, kind: 'stale', since, verified, confidence, candidates: [] };
  }
  const { why, candidates, lead, lastKnown, note } = answer;
  // A law that is not in force yet is not a gap.
  if (shipped === undefined && why === 'before-first') return undefined;
  const since = why === 'not-published' ? firstUncovered(parameter, shipped, day) : undefined;
  return {
    region,
    parameter,
    kind: why === 'not-found' || why === 'before-first' ? 'unknown' : why,
    candidates,
    ...compact({ since, lead, lastKnown, note }),
  };
}

function levelOf(name: ParameterName, shipped: RegionPolicy | undefined): Level {
  if (shipped?.parameters[name] !== undefined) return 'region';
  return shipped?.province?.parameters[name] === undefined ? 'national' : 'province';
}

function nextChange(
  name: ParameterName,
  shipped: RegionPolicy | undefined,
  day: PlainDate,
): PlainDate | undefined {
  const { entries } = shippedParameter(name, shipped);
  return entries.find((entry) => entry.from !== undefined && entry.from > day)?.from;
}

/** The day after the end of the last entry that had begun by `day`. */
function firstUncovered(
  name: ParameterName,
  shipped: RegionPolicy | undefined,
  day: PlainDate,
): PlainDate | undefined {
  const { entries } = shippedParameter(name, shipped);
  const last = entries.findLast((entry) => entry.from === undefined || entry.from <= day);
  const end = last && lastDayOf(last);
  return end && addDays(end, 1);
}

/** Whether national law sets a value for the parameter. All other parameters are left to the regions. */
function isNationalLaw(name: ParameterName): boolean {
  return shippedParameter(name, undefined).entries.some(
    (entry) => 'value' in entry && entry.source.grade !== 'lead',
  );
}

/** Parameters that exist only in few places. It is not a gap if a region has no data for them. */
export const WHERE_NAMED_ONLY: ReadonlySet<ParameterName> = new Set([
  'secondTierUnitMedicalRate',
  'secondTierPersonalMedicalRate',
  'personalFixedAmountFirstMonthOfQuarter',
  'flexibleMedicalFixedAmount',
  'flexibleMedicalFixedYearlyAmount',
]);

/**
 * Whether the gap is listed for the region itself. It is if the region or its province has data of its own, or if
 * national law does not decide and the parameter exists in most places. A maternity rate is never listed if the medical
 * rate includes maternity.
 */
function isOwnAffair(name: ParameterName, shipped: RegionPolicy, day: PlainDate): boolean {
  if (name === 'unitMaternityRate') {
    const maternity = inForce(shippedParameter('maternityInUnitRate', shipped), day);
    if (maternity.known && maternity.value === 'included') return false;
  }
  if (levelOf(name, shipped) !== 'national') return true;
  return !isNationalLaw(name) && !WHERE_NAMED_ONLY.has(name);
}
