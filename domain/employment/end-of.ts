import { monthOf } from '../values/month.ts';
import type { Terminated } from './employment.ts';
import type { End } from './spell.ts';

/**
 * The latest word's day, and the latest reason that is one ("unknown" takes none back); a field that it leaves out keeps what an earlier word said of it (F2), as long as
 * the month of leaving has not changed: a stop month stated for another month of leaving is no word about this one.
 *
 * @param endings words about one leave, in the order of their statements.
 */
export function endOf(endings: readonly Terminated[]): End | undefined {
  const latest = endings.at(-1);
  if (latest === undefined) return undefined;
  const { lastWorkingDay } = latest.data;
  const { reason } = endings.findLast(({ data }) => data.reason !== 'unknown')?.data ?? latest.data;
  const sameMonth = endings.filter(({ data }) => monthOf(data.lastWorkingDay) === monthOf(lastWorkingDay));
  const { insuranceStopMonth } = sameMonth.findLast(({ data }) => data.insuranceStopMonth)?.data ?? {};
  const { reportedOn } = endings.findLast(({ data }) => data.reportedOn)?.data ?? {};
  const { personalEmail } = endings.findLast(({ data }) => data.personalEmail)?.data ?? {};
  const { hukouRegion } = endings.findLast(({ data }) => data.hukouRegion)?.data ?? {};
  const { residencePermit } = endings.findLast(({ data }) => data.residencePermit !== undefined)?.data ?? {};
  return {
    on: lastWorkingDay,
    reason,
    knownAt: latest.receivedAt,
    ...(insuranceStopMonth !== undefined && { insuranceStopMonth }),
    ...(reportedOn !== undefined && { reportedOn }),
    ...(personalEmail !== undefined && { personalEmail }),
    ...(hukouRegion !== undefined && { hukouRegion }),
    ...(residencePermit !== undefined && { residencePermit }),
  };
}
