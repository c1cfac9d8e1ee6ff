import { CATEGORIES } from '../../../domain/facts/texts.ts';
import { coverOf } from '../../../domain/rules/cover/cover.ts';
import { coverGap } from '../../../domain/rules/cover/gap.ts';
import { enrolmentDue } from '../../../domain/rules/eligibility/enrolment-due.ts';
import { flexibleGap } from '../../../domain/rules/individual/flexible.ts';
import { compact } from '../../../domain/values/compact.ts';
import { AS_OF, choice, day, flag, month, required, text, texts, yesNo } from '../frame/kinds.ts';
import { ageOf, explanation, field, ORIGINAL_AGE, REGION, row, SEX } from './answer.ts';
import { HIRED } from './deadlines.ts';

/** Explains from which month an employee is covered (R3). */
export const EXPLAIN_COVER = explanation({
  name: 'cover',
  about: { zh: '从哪个月起享受待遇', en: 'from which month a person is covered' },
  options: {
    hired: HIRED,
    accepted: day({
      zh: '增员受理日，尚未受理的不写',
      en: 'day the enrolment was accepted, if it was accepted',
    }),
    effective: month({
      zh: '受理时确定的起始月',
      en: 'month from which cover begins, as the agency stated it',
    }),
    region: REGION,
    asOf: AS_OF,
  },
  examples: ['canbao explain cover --hired 2026-08-10 --accepted 2026-08-20 --region 杭州'],
  explain({ hired: hiredOn, accepted: on, effective: effectiveMonth, asOf }, policy, context) {
    if (effectiveMonth !== undefined && on === undefined) {
      throw context.badUsage({
        zh: '--effective 只能与 --accepted 一起使用：起始月由受理时确定',
        en: '--effective needs --accepted: the agency states the month of cover when it accepts the enrolment',
      });
    }
    const accepted = on === undefined ? undefined : { on, effectiveMonth };
    const cover = coverOf({ hiredOn, accepted, asOf, policy });
    const { firstCoveredMonth, uncoveredDays, uncoveredDaysFinal } = cover;
    const final = uncoveredDaysFinal ? '' : context.say({ zh: '（未定）', en: ' (not final)' });
    return {
      title: { zh: `待遇起始：${hiredOn} 用工`, en: `Cover, employed from ${hiredOn}` },
      fields: [
        field('firstCoveredMonth', { zh: '待遇起始月', en: 'First covered month' }, firstCoveredMonth),
        field(
          'uncoveredDays',
          { zh: '没有待遇的天数', en: 'Days without cover' },
          uncoveredDays,
          `${uncoveredDays}${final}`,
        ),
        { key: 'uncoveredDaysFinal', value: uncoveredDaysFinal },
      ],
      because: cover.because,
    };
  },
});

/** Explains how months without contribution affect cover (R10). */
export const EXPLAIN_GAP = explanation({
  name: 'gap',
  about: { zh: '断缴几个月有什么后果', en: 'the effects of a gap between two paid months' },
  options: {
    lastPaid: required(month({ zh: '最后已缴月份', en: 'last month paid' })),
    nextPaid: required(month({ zh: '续缴的第一个月', en: 'first month paid again' })),
    region: REGION,
    transfer: flag({
      zh: '在另一统筹地区续缴并办理关系转移',
      en: 'paid again in another pooling area, with a transfer of the insurance relation',
    }),
    flexible: flag({ zh: '续缴时以灵活就业身份参保', en: 'continues as a flexible worker' }),
  },
  examples: ['canbao explain gap --last-paid 2026-06 --next-paid 2026-10'],
  explain({ lastPaid, nextPaid, flexible = false, transfer: onTransfer = false }, policy, context) {
    if (nextPaid < lastPaid) {
      throw context.badUsage({
        zh: `--next-paid "${nextPaid}" 早于 --last-paid "${lastPaid}"；续缴月份不得早于最后已缴月份`,
        en: `--next-paid "${nextPaid}" is before --last-paid "${lastPaid}"; the month paid again must not be before the last month paid`,
      });
    }
    const question = { lastPaid, nextPaid, onTransfer, policy };
    const gap = coverGap(question);
    const { gapMonths, catchUpAllowed, waitingMonthsAtMost } = gap;
    // With `--flexible`, the result of the region's rule for flexible workers is shown too, and the reasons are those
    // of this rule.
    const own = flexible ? flexibleGap(question) : undefined;
    const allowed = catchUpAllowed ? { zh: '可以', en: 'yes' } : { zh: '不可以', en: 'no' };
    return {
      title: { zh: `断缴：${lastPaid} 至 ${nextPaid}`, en: `Gap from ${lastPaid} to ${nextPaid}` },
      fields: [
        field('gapMonths', { zh: '中断整月数', en: 'Whole months without contribution' }, gapMonths),
        field(
          'catchUpAllowed',
          { zh: '补缴接续', en: 'Can be paid later' },
          catchUpAllowed,
          catchUpAllowed === undefined ? undefined : context.say(allowed),
        ),
        field(
          'waitingMonthsAtMost',
          { zh: '等待期最长（月）', en: 'Waiting period at most, in months' },
          waitingMonthsAtMost,
        ),
        ...(own === undefined
          ? []
          : [
              field(
                'flexibleCoverFrom',
                { zh: '灵活就业待遇起始月', en: 'Covered as a flexible worker from' },
                own.coverFrom,
              ),
            ]),
      ],
      because: own?.because ?? gap.because,
    };
  },
});

const ANSWERS = {
  due: { zh: '应当参保', en: 'due' },
  'not-due': { zh: '不须参保', en: 'not due' },
  'needs-person': { zh: '需人工判断', en: 'needs a decision by a person' },
};

/** Explains whether a person must be enrolled (R6). */
export const EXPLAIN_ELIGIBILITY = explanation({
  name: 'eligibility',
  about: { zh: '是否应当参保', en: 'whether enrolment is required' },
  options: {
    hired: HIRED,
    born: day({ zh: '出生日期', en: 'date of birth' }),
    sex: SEX,
    originalAge: ORIGINAL_AGE,
    category: choice({ zh: '用工类别', en: 'category' }, CATEGORIES, 'category'),
    insuredIn: text(
      { zh: '原单位尚未减员的统筹区', en: 'region where a former employer still insures the person' },
      'region',
    ),
    activeAt: texts(
      { zh: '同时在职的本公司其他参保单位', en: 'our other units where the person is in service' },
      'unit...',
    ),
    retireeCover: yesNo({ zh: '是否已享受退休医保待遇', en: 'whether the person has retiree cover' }),
    waiver: flag({ zh: '本人签过放弃参保的承诺', en: 'the person signed a waiver' }),
    region: REGION,
  },
  examples: ['canbao explain eligibility --hired 2026-08-03 --born 1990-05-06 --category intern'],
  explain(asked, policy, context) {
    const { hired, born, sex, originalAge, category = 'regular', insuredIn } = asked;
    const { enrolment, blockedElsewhere, because } = enrolmentDue({
      person: {
        category,
        ...compact({ birthDate: born, sex, originalRetirementAge: ageOf(originalAge) }),
        ...(insuredIn !== undefined && { previousCover: { region: insuredIn, removed: false } }),
      },
      startOn: hired,
      unitId: context.say({ zh: '本次入职', en: 'this unit' }),
      activeAt: asked.activeAt ?? [],
      drawsRetireeCover: asked.retireeCover,
      waiver: asked.waiver,
      policy,
    });
    const blocked = context.say({ zh: '受阻：原单位尚未减员', en: 'blocked: still insured elsewhere' });
    return {
      title: { zh: `参保判断：${hired} 用工`, en: `Eligibility, employed from ${hired}` },
      fields: [
        field('enrolment', { zh: '参保', en: 'Enrolment' }, enrolment, context.say(ANSWERS[enrolment])),
        { key: 'blockedElsewhere', value: blockedElsewhere },
        ...row({ zh: '进展', en: 'State' }, blockedElsewhere ? blocked : undefined),
      ],
      because,
    };
  },
});
