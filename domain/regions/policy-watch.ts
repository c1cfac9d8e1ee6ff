import { addWorkingDays, type Calendar, isPublished } from '../calendar/working-days.ts';
import { STALE_AFTER_MONTHS, type StaleLocalEntry, staleLocalEntries } from '../policy/local-policy.ts';
import { PARAMETER_NAMING } from '../policy/parameter-texts.ts';
import type { Unit } from '../units/unit.ts';
import type { Language } from '../values/language.ts';
import { addDays, addMonths, dayOfWeek, type PlainDate } from '../values/plain-date.ts';
import { regionNamed } from './index.ts';
import { type PolicyGap, policyGaps } from './policy-report.ts';

/** Policy values that the administrator must review; reported once a week. */
export interface PolicyWatch {
  /** Stale, unpublished or contradictory values of national law and of the units' regions. */
  readonly gaps: readonly PolicyGap[];
  /** Units' own entries whose last verification is too old. */
  readonly staleLocal: readonly StaleLocalEntry[];
  /** A year without a published holiday notice, if there may already be deadlines in that year. */
  readonly unpublishedYear?: string;
}

const MONDAY = 1;
/** How many months after today a deadline can be: a statutory month, and the holidays at its end. */
const MONTHS_AHEAD = 2;

/** @returns undefined if `day` is not the first working day of its week, or if there is nothing to review. */
export function policyWatch(
  units: readonly Unit[],
  day: PlainDate,
  calendar: Calendar,
): PolicyWatch | undefined {
  if (addWorkingDays(day, -1, calendar).day >= mondayOf(day)) return undefined;
  const regions = new Set(units.map(({ region }) => regionNamed(region)));
  const gaps = policyGaps(day, { staleAfterMonths: STALE_AFTER_MONTHS }).filter(
    (gap) => isReported(gap) && (regions.has(gap.region) || gap.region === '全国'),
  );
  const staleLocal = staleLocalEntries(units, day, { staleAfterMonths: STALE_AFTER_MONTHS });
  const ahead = addMonths(day, MONTHS_AHEAD);
  const unpublished = isPublished(ahead, calendar) ? {} : { unpublishedYear: ahead.slice(0, 4) };
  const watch = { gaps, staleLocal, ...unpublished };
  return gaps.length + staleLocal.length > 0 || 'unpublishedYear' in unpublished ? watch : undefined;
}

const BAND: ReadonlySet<string> = new Set(['contributionBaseFloor', 'contributionBaseCeiling']);

/**
 * Unknown values are shown in the cases that need them. A weekly list of them would be long and always the same. Only
 * missing base limits of the current base year are reported here, because they will be published, and the administrator
 * must look for them.
 */
function isReported({ kind, parameter, lastKnown }: PolicyGap): boolean {
  if (kind !== 'unknown' && kind !== 'lead') return true;
  return BAND.has(parameter) && lastKnown !== undefined;
}

function mondayOf(day: PlainDate): PlainDate {
  return addDays(day, -((dayOfWeek(day) + 7 - MONDAY) % 7));
}

/** One line per item to review, in the administrator's language. */
export function policyWatchLines(watch: PolicyWatch, language: Language): readonly string[] {
  const { gaps, staleLocal, unpublishedYear } = watch;
  return [
    ...(unpublishedYear === undefined ? [] : [unpublishedLine(unpublishedYear, language)]),
    ...gaps.map((gap) => gapLine(gap, language)),
    ...staleLocal.map((entry) => staleLine(entry, language)),
  ];
}

function unpublishedLine(year: string, language: Language): string {
  return language === 'zh'
    ? `${year} 年的放假安排尚未收录，涉及的日期按周末休息推算；公布后请升级版本`
    : `This release does not contain the holidays of ${year}: for dates in that year only weekends are counted as days off; upgrade once the holidays are published`;
}

function gapLine(
  { region, parameter, kind, since, verified, lastKnown }: PolicyGap,
  language: Language,
): string {
  const name = PARAMETER_NAMING[parameter][language];
  if (language === 'zh') {
    const what = {
      'not-published': `${since === undefined ? '' : `自 ${since} 起`}未公布或未收录`,
      ending: `将于 ${since === undefined ? '' : addDays(since, -1)} 到期，之后的未公布或未收录`,
      stale: `上次核实是 ${verified ?? '很久以前'}，请重新核实`,
      contradictory: '各来源说法不一，请向经办机构核实后填入 localPolicy',
      lead: '只有线索，请向经办机构核实后填入 localPolicy',
      unknown: lastKnown === undefined ? '未知' : `本缴费年度的未公布或未收录，上一标准为 ${lastKnown}`,
    }[kind];
    return `${region}「${name}」${what}`;
  }
  const what = {
    'not-published': `not published${since === undefined ? '' : ` from ${since} on`}`,
    ending: `ends on ${since === undefined ? '' : addDays(since, -1)}; the next value is not published or not in this release`,
    stale: `last verified on ${verified ?? 'an unknown day'}, please verify it again`,
    contradictory: 'sources contradict each other; ask the agency and enter its answer as localPolicy',
    lead: 'known only from an unofficial source; ask the agency and enter its answer as localPolicy',
    unknown:
      lastKnown === undefined
        ? 'not known'
        : `not published for the current base year, or not in this release; the last value was ${lastKnown}`,
  }[kind];
  return `${region}, ${name}: ${what}`;
}

function staleLine({ unitId, parameter, verifiedOn }: StaleLocalEntry, language: Language): string {
  return language === 'zh'
    ? `单位 ${unitId} 自行填写的「${parameter}」上次核实是 ${verifiedOn}，请重新核实`
    : `The value of ${parameter} that unit ${unitId} entered was last verified on ${verifiedOn}, please verify it again`;
}
