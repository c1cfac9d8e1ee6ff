import type { LeavingReason } from '../../../domain/facts/life-course.ts';
import type { Leaver } from '../../../domain/guides/leaver.ts';
import type { Policy } from '../../../domain/policy/policy.ts';
import { policyOf } from '../../../domain/regions/policy-of.ts';
import type { Month } from '../../../domain/values/month.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import { policyFor } from '../explain/deadline-printout.ts';
import { BadUsage } from '../frame/failures.ts';
import type { Frame } from '../frame/frame.ts';
import { type AskedPerson, personAsked } from './person-options.ts';
import { wholeYears } from './resident.ts';

/** Whom a leaver's guide is about, and where a mail with it would go. */
export interface GuideSubject {
  readonly leaver: Leaver;
  readonly policy: Policy;
  readonly name?: string | undefined;
  readonly unitName?: string | undefined;
  readonly to?: string | undefined;
}

export interface AskedLeaver extends AskedPerson {
  readonly left?: PlainDate;
  readonly lastPaid?: Month;
  readonly reason?: LeavingReason;
  readonly missedYears?: number;
  readonly region?: string;
}

/** Somebody of whom the command line alone tells. @throws BadUsage where no day and no month is given. */
export function subjectAsked(asked: AskedLeaver, frame: Frame): GuideSubject {
  return {
    leaver: {
      ended: endedAsked(asked, frame),
      reason: asked.reason,
      missedYears: wholeYears(asked.missedYears, frame),
      person: personAsked(asked),
    },
    policy: policyFor(asked.region, frame),
  };
}

/** What the command line says beside the store goes first. Who died is not written to. */
export function withAsked(stored: GuideSubject, asked: AskedLeaver, frame: Frame): GuideSubject {
  const { leaver } = stored;
  const reason = asked.reason ?? leaver.reason;
  const person = { ...leaver.person, ...personAsked(asked) };
  return {
    ...stored,
    leaver: { ...leaver, reason, person, missedYears: wholeYears(asked.missedYears, frame) },
    ...(asked.region !== undefined && { policy: policyOf(asked.region) }),
    ...(reason === 'deceased' && { name: undefined, to: undefined }),
  };
}

function endedAsked({ left: leftOn, lastPaid }: AskedLeaver, { say }: Frame): Leaver['ended'] {
  if (lastPaid !== undefined) return { lastPaid, leftOn };
  if (leftOn !== undefined) return { leftOn };
  throw new BadUsage(
    say({
      zh: '必须给出 --employee、--left 或 --last-paid 之一',
      en: 'one of --employee, --left and --last-paid has to be given',
    }),
  );
}
