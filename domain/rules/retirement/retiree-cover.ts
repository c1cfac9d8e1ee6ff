import type { Sex } from '../../facts/life-course.ts';
import type { InForce } from '../../policy/parameter.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Reason } from '../../reasons/reason.ts';
import type { PlainDate } from '../../values/plain-date.ts';
import { originOf } from '../origin.ts';

interface RetireeCoverQuestion {
  readonly sex: Sex;
  readonly retiresOn: PlainDate;
  /** Years of medical contributions so far, and how many of them in this region, if known. */
  readonly yearsPaid?: number | undefined;
  readonly localYearsPaid?: number | undefined;
  readonly policy: Policy;
}

interface RetireeCover {
  /** Whether retiree cover begins without further contributions; undefined if unknown. */
  readonly entitled: boolean | undefined;
  readonly requiredYears?: number;
  readonly requiredLocalYears?: number;
  /** The larger of the two shortfalls, in all years and in the years in the region; absent if it is unknown. */
  readonly missingYears?: number;
  readonly because: readonly Reason[];
}

/**
 * R2, R9: whether a retiring person gets free retiree cover, or how many years of *medical* contributions are missing
 * (社会保险法 27: the region sets the years; they are not those of the pension).
 */
export function retireeCover({
  sex,
  retiresOn,
  yearsPaid,
  localYearsPaid,
  policy,
}: RetireeCoverQuestion): RetireeCover {
  const years = policy.inForce(
    sex === 'male' ? 'retireeMedicalYearsMale' : 'retireeMedicalYearsFemale',
    retiresOn,
  );
  const local = policy.inForce('retireeLocalYears', retiresOn);
  if (!years.known) {
    const values = { region: policy.region, retiresOn };
    const because: Reason = { rule: 'R9', code: 'retiree-years-unknown', values, ...originOf(years) };
    return { entitled: undefined, because: [because] };
  }
  const required = {
    requiredYears: years.value,
    ...(local.known && { requiredLocalYears: local.value }),
  };
  const ofAll = missingOf(years, yearsPaid);
  const ofLocal = missingOf(local, localYearsPaid);
  const reasons = requiredReasons(years, local, policy);
  if (ofAll === undefined) return { entitled: undefined, ...required, because: reasons };
  const missingYears = Math.max(ofAll, ofLocal ?? 0);
  const entitled = missingYears > 0 ? false : ofLocal === undefined ? undefined : true;
  const values = { years: missingYears, region: policy.region };
  const because: Reason = { rule: 'R9', code: VERDICTS[`${entitled}`], values };
  return { entitled, ...required, missingYears, because: [because, ...reasons] };
}

/**
 * The code of the reason for each value of `entitled`. `entitled` is undefined if the years in the region are unknown,
 * or if it is unknown whether the region requires any. Then nothing is promised.
 */
const VERDICTS = {
  true: 'retiree-years-met',
  false: 'retiree-years-missing',
  undefined: 'retiree-years-met-but-local',
} as const;

function missingOf(required: InForce<number>, paid: number | undefined): number | undefined {
  if (!required.known || paid === undefined) return undefined;
  return Math.max(0, required.value - paid);
}

function requiredReasons(
  years: InForce<number> & { readonly known: true },
  local: InForce<number>,
  { region }: Policy,
): readonly Reason[] {
  const law = { law: '社会保险法 27' };
  const all: Reason = {
    rule: 'R9',
    code: 'retiree-years-required',
    values: { region, years: years.value },
    ...law,
    ...originOf(years),
  };
  if (!local.known) return [all];
  const values = { region, years: local.value };
  return [all, { rule: 'R9', code: 'retiree-local-years-required', values, ...law, ...originOf(local) }];
}
