import { publishedCalendar } from '../../../domain/calendar/working-days.ts';
import { CHANNELS } from '../../../domain/facts/texts.ts';
import { cardGuide } from '../../../domain/guides/card-guide.ts';
import { employeeGuide } from '../../../domain/guides/employee-guide.ts';
import { flexibleGuide } from '../../../domain/guides/flexible-guide.ts';
import { residentGuide } from '../../../domain/guides/resident-guide.ts';
import { unitGuide } from '../../../domain/guides/unit-guide.ts';
import { policyFor, REGION } from '../explain/answer.ts';
import { choice, day } from '../frame/kinds.ts';
import { command, type GroupSpec } from '../frame/spec.ts';
import {
  GUIDE_DAY,
  guideResult,
  LAST_PAID,
  MISSED_YEARS,
  PERSON_OPTIONS,
  personAsked,
  REPAIRED_YEARS,
} from './guide-result.ts';
import { GUIDE_LEAVER } from './leaver.ts';

/** Explains how to stay insured as a flexible worker (G1). */
const GUIDE_FLEXIBLE = command({
  name: 'flexible',
  about: { zh: '以灵活就业身份参加职工医保', en: 'joining the employee scheme as a flexible worker' },
  options: { lastPaid: LAST_PAID, region: REGION, on: GUIDE_DAY, ...PERSON_OPTIONS },
  examples: [
    'canbao guide flexible --last-paid 2026-06 --region 上海 --born 1990-05-06 --sex female --on 2026-09-01',
  ],
  run(asked, context) {
    const { lastPaid, region, on } = asked;
    const question = { person: personAsked(asked), lastPaid, day: on, policy: policyFor(region, context) };
    return guideResult(flexibleGuide(question, publishedCalendar), context);
  },
});

/** Explains how a person is covered as a resident (G2). */
const GUIDE_RESIDENT = command({
  name: 'resident',
  about: { zh: '参加城乡居民医保', en: 'joining the scheme for residents' },
  options: { missedYears: MISSED_YEARS, repairedYears: REPAIRED_YEARS, region: REGION, on: GUIDE_DAY },
  examples: ['canbao guide resident --region 杭州 --missed-years 2 --on 2027-02-01'],
  run({ missedYears, repairedYears, region, on }, context) {
    const question = { day: on, missedYears, repairedYears, policy: policyFor(region, context) };
    return guideResult(residentGuide(question), context);
  },
});

/** Explains what a new unit must do (G3). */
const GUIDE_UNIT = command({
  name: 'unit',
  about: { zh: '新单位办理参保登记', en: 'registering a new unit' },
  options: {
    established: day({ zh: '单位成立之日；不写则只说规定', en: 'day of establishment, if known' }),
    region: REGION,
    on: GUIDE_DAY,
  },
  examples: ['canbao guide unit --established 2026-10-31 --region 北京'],
  run({ established: establishedOn, region, on }, context) {
    const question = { establishedOn, day: on, policy: policyFor(region, context) };
    return guideResult(unitGuide(question, publishedCalendar), context);
  },
});

/** Explains what to do for a certificate, a lost card or a change of information (G4). */
const GUIDE_CARD = command({
  name: 'card',
  about: { zh: '医保凭证、实体卡补办和信息变更', en: 'certificate, new card, change of information' },
  options: {
    requested: day({ zh: '申请补办实体卡的日期', en: 'the day a new card was requested' }),
    channel: choice({ zh: '单位申报变更的渠道', en: 'the unit’s channel for a change' }, CHANNELS, 'channel'),
    region: REGION,
    on: GUIDE_DAY,
  },
  examples: ['canbao guide card --requested 2026-11-18 --channel online'],
  run({ requested: requestedOn, channel, region, on }, context) {
    const question = { day: on, policy: policyFor(region, context), requestedOn, channel };
    return guideResult(cardGuide(question, publishedCalendar), context);
  },
});

/** Explains what employees can do if the employer has not enrolled them (G5). */
const GUIDE_EMPLOYEE = command({
  name: 'employee',
  about: { zh: '单位没有参保，职工怎么办', en: 'what employees can do if they are not enrolled' },
  options: {
    hired: day({ zh: '开始工作的日期；不写则只说规定', en: 'first working day, if known' }),
    region: REGION,
    on: GUIDE_DAY,
  },
  examples: ['canbao guide employee --hired 2026-09-01 --region 北京'],
  run({ hired: hiredOn, region, on }, context) {
    const question = { hiredOn, day: on, policy: policyFor(region, context) };
    return guideResult(employeeGuide(question, publishedCalendar), context);
  },
});

/** `canbao guide`: gives people advice with dates. Only a guide for a stored employee needs the store. */
export const GUIDE: GroupSpec = {
  name: 'guide',
  about: {
    zh: '指南：离职、灵活就业、居民、新单位、医保凭证、单位没有参保',
    en: 'guides: leavers, flexible workers, residents, new units, cards, people not enrolled',
  },
  commands: [GUIDE_LEAVER, GUIDE_FLEXIBLE, GUIDE_RESIDENT, GUIDE_UNIT, GUIDE_CARD, GUIDE_EMPLOYEE],
};
