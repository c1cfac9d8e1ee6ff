import type { PolicyGap } from '../../policy/policy-report.ts';
import type { StaleLocalEntry } from '../../policy/stale.ts';
import type { Language } from '../../units/unit.ts';
import type { PolicyWatch } from '../policy-watch.ts';
import { PARAMETER_NAMING } from './parameters.ts';

/** One line for each thing of policy to look at again, in the administrator's language. */
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
    : `The holiday notice of ${year} is not in this release: dates in it assume weekends off; upgrade once it is published`;
}

function gapLine({ region, parameter, kind, since, verified }: PolicyGap, language: Language): string {
  const name = PARAMETER_NAMING[parameter][language];
  if (language === 'zh') {
    const what = {
      'not-published': `${since === undefined ? '' : `自 ${since} 起`}未公布或未收录`,
      stale: `上次核实是 ${verified ?? '很久以前'}，请重新核实`,
      contradictory: '各来源说法不一，请向经办机构核实后填入 localPolicy',
      unknown: '未知',
    }[kind];
    return `${region}「${name}」${what}`;
  }
  const what = {
    'not-published': `not published${since === undefined ? '' : ` from ${since} on`}`,
    stale: `last verified on ${verified ?? 'an unknown day'}, please look again`,
    contradictory: 'sources contradict each other; ask the agency and enter its answer as localPolicy',
    unknown: 'not known',
  }[kind];
  return `${region}, ${name}: ${what}`;
}

function staleLine({ unitId, parameter, verifiedOn }: StaleLocalEntry, language: Language): string {
  return language === 'zh'
    ? `单位 ${unitId} 自行填写的「${parameter}」上次核实是 ${verifiedOn}，请重新核实`
    : `What unit ${unitId} entered for ${parameter} was last verified on ${verifiedOn}, please look again`;
}
