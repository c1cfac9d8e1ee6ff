import { publishedCalendar } from '../../domain/calendar/working-days.ts';
import { cardGuide } from '../../domain/guides/card-guide.ts';
import { employeeGuide } from '../../domain/guides/employee-guide.ts';
import { flexibleGuide } from '../../domain/guides/flexible-guide.ts';
import type { Guide, GuideLine } from '../../domain/guides/guide.ts';
import type { Leaver } from '../../domain/guides/leaver.ts';
import { leaverGuide } from '../../domain/guides/leaver-guide.ts';
import { residentGuide } from '../../domain/guides/resident-guide.ts';
import { unitGuide } from '../../domain/guides/unit-guide.ts';
import { type Month, month } from '../../domain/values/month.ts';
import { type PlainDate, plainDate } from '../../domain/values/plain-date.ts';
import type { GuideExample } from '../examples/guides.ts';
import { toldPolicy } from './stated-policy.ts';

/** The guide of an example. Values that the agency stated apply from 2026-01-01. */
export function guideOf({ guide, on, region, told = {}, given }: Omit<GuideExample, 'name'>): Guide {
  const day = plainDate(on);
  const entries = Object.entries(told).map(([name, value]) => [name, { value, from: '2026-01-01' }]);
  const policy = toldPolicy(region, Object.fromEntries(entries));
  const person = personOf(given);
  const { missedYears, repairedYears } = given;
  switch (guide) {
    case 'leaver':
      return leaverGuide({ leaver: leaverIn(given), day, policy }, publishedCalendar);
    case 'flexible':
      return flexibleGuide(
        { person, lastPaid: optional(month, given.lastPaid), day, policy },
        publishedCalendar,
      );
    case 'resident':
      return residentGuide({ day, missedYears, repairedYears, policy });
    case 'unit':
      return unitGuide(
        { establishedOn: optional(plainDate, given.establishedOn), day, policy },
        publishedCalendar,
      );
    case 'card':
      return cardGuide(
        { requestedOn: optional(plainDate, given.requestedOn), day, policy },
        publishedCalendar,
      );
    case 'employee':
      return employeeGuide({ hiredOn: optional(plainDate, given.startOn), day, policy }, publishedCalendar);
  }
}

export function linesOf(guide: Guide): readonly GuideLine[] {
  return guide.sections.flatMap(({ lines }) => lines);
}

type Given = GuideExample['given'];

function leaverIn(given: Given): Leaver {
  const { reason, wasEnrolled, missedYears } = given;
  return {
    ended: endedIn(given),
    reason,
    wasEnrolled,
    missedYears,
    startOn: optional(plainDate, given.startOn),
    chargedUntil: optional(month, given.chargedUntil),
    person: personOf(given),
  };
}

function endedIn({ lastPaid, leftOn, insuranceStopMonth }: Given): Leaver['ended'] {
  if (lastPaid !== undefined) return { lastPaid: month(lastPaid), leftOn: optional(plainDate, leftOn) };
  if (leftOn === undefined) throw new Error('a leaver needs leftOn or lastPaid');
  return { leftOn: plainDate(leftOn), insuranceStopMonth: optional(month, insuranceStopMonth) };
}

function personOf({ bornOn, sex, originalAge, hukouRegion, residencePermit }: Given) {
  return { bornOn: optional(plainDate, bornOn), sex, originalAge, hukouRegion, residencePermit };
}

function optional<T extends PlainDate | Month>(read: (text: string) => T, text: string | undefined) {
  return text === undefined ? undefined : read(text);
}
