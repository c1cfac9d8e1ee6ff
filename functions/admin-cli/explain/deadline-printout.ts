import type { Policy } from '../../../domain/policy/policy.ts';
import type { Reason } from '../../../domain/reasons/reason.ts';
import { policyOf } from '../../../domain/regions/policy-of.ts';
import type { Deadline } from '../../../domain/rules/deadline/deadline.ts';
import { daysBetween, type PlainDate } from '../../../domain/values/plain-date.ts';
import { becauseJson, becauseLines } from '../frame/because.ts';
import type { Frame, Printout } from '../frame/frame.ts';
import { knownRegion, nothingShips } from '../frame/regions.ts';

export interface ExplainedDeadline {
  readonly title: string;
  readonly asOf: PlainDate;
  readonly policy: Policy;
  /** Whether the region was named, so that it is worth saying that nothing ships for it. */
  readonly regionGiven: boolean;
  readonly deadline: Deadline;
  readonly deathNoticeDueOn?: PlainDate;
  readonly because: readonly Reason[];
}

/** The policy of a region; where none is named, national law, with everything local unknown. */
export function policyFor(region: string | undefined, frame: Frame): Policy {
  if (region !== undefined) return policyOf(knownRegion(region, frame));
  return policyOf(frame.say({ zh: '当地', en: 'your region' }));
}

export function deadlinePrintout(explained: ExplainedDeadline, frame: Frame): Printout {
  const { deadline, asOf, because, deathNoticeDueOn } = explained;
  const { statutoryDueOn, lastLawfulDay, localCutOff = null, actBy } = deadline;
  return {
    json: {
      statutoryDueOn,
      lastLawfulDay,
      localCutOff,
      actBy,
      daysLeft: daysBetween(asOf, actBy),
      ...(deathNoticeDueOn !== undefined && { deathNoticeDueOn }),
      because: becauseJson(because, frame),
    },
    lines: linesOf(explained, frame),
  };
}

function linesOf(explained: ExplainedDeadline, frame: Frame): string[] {
  const { say, wording } = frame;
  const { deadline, asOf, deathNoticeDueOn } = explained;
  const { labels, colon, date } = wording;
  const localCutOff = deadline.localCutOff && date(deadline.localCutOff);
  const rows: readonly (readonly [string, string])[] = [
    [labels.actBy, wording.deadline.actBy(deadline.actBy, daysBetween(asOf, deadline.actBy))],
    [labels.statutoryDueOn, date(deadline.statutoryDueOn)],
    [labels.lastLawfulDay, date(deadline.lastLawfulDay)],
    [
      say({ zh: '申报截止日', en: 'Local cut-off' }),
      localCutOff ?? say({ zh: '未知，请向经办机构核实', en: 'not known, please ask the agency' }),
    ],
    ...(deathNoticeDueOn === undefined
      ? []
      : [[say({ zh: '告知死亡不迟于', en: 'Tell of the death by' }), date(deathNoticeDueOn)] as const]),
    [say({ zh: '以此日为准', en: 'As of' }), date(asOf)],
  ];
  return [
    explained.title,
    ...rows.map(([label, text]) => `  ${label}${colon}${text}`),
    `${labels.basis}${colon}`.trimEnd(),
    ...becauseLines(explained.because, frame),
    ...(explained.regionGiven ? nothingShips(explained.policy, frame) : []),
  ];
}
