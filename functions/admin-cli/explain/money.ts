import { alsoAtStake } from '../../../domain/rules/arrears/also-at-stake.ts';
import { type BackPayment, backPayment } from '../../../domain/rules/arrears/back-payment.ts';
import { lateFee } from '../../../domain/rules/arrears/late-fee.ts';
import { contributionBase, type HeldBase } from '../../../domain/rules/contribution/contribution-base.ts';
import { type Fen, sumKnown, yuan } from '../../../domain/values/money.ts';
import { AS_OF, choice, day, month, months, required, yuanAmount } from '../frame/kinds.ts';
import { amountText, explanation, field, REGION, row, yuanOrNull } from './answer.ts';
import { HIRED } from './deadlines.ts';

/** Explains which base to declare for a wage (R4). */
export const EXPLAIN_BASE = explanation({
  name: 'base',
  about: { zh: '某月工资按什么缴费基数申报', en: 'the contribution base to declare for a wage' },
  options: {
    region: required(REGION),
    month: required(month({ zh: '费款所属月份', en: 'month of the contribution' })),
    wage: required(yuanAmount({ zh: '应计入基数的月工资，元', en: 'monthly wage for the base, in yuan' })),
  },
  examples: ['canbao explain base --region 北京 --month 2026-09 --wage 5000'],
  explain({ month: of, wage }, policy, context) {
    const base = contributionBase({ wage, month: of, policy });
    const clampedBase = base.known ? base : base.estimate;
    const declared = base.known
      ? { zh: '申报基数', en: 'Declared base' }
      : { zh: '估算基数（未公布）', en: 'Estimated base (not published)' };
    const band =
      clampedBase &&
      `${amountText(clampedBase.floor, context)} – ${amountText(clampedBase.ceiling, context)}`;
    const unknown = { declaredBase: null, floor: null, ceiling: null, clamped: null };
    const document = base.known
      ? heldJson(base)
      : { ...unknown, estimate: base.estimate && heldJson(base.estimate) };
    return {
      title: { zh: `缴费基数：${of}`, en: `Contribution base, ${of}` },
      fields: [
        ...Object.entries(document).map(([key, value]) => ({ key, value })),
        ...row(declared, amountText(clampedBase?.declaredBase, context)),
        ...row({ zh: '上下限', en: 'Band' }, band),
      ],
      because: base.because,
    };
  },
});

function heldJson({ declaredBase, floor, ceiling, clamped }: HeldBase) {
  return { declaredBase: yuan(declaredBase), floor: yuan(floor), ceiling: yuan(ceiling), clamped };
}

/** Explains the late fee on arrears for a number of days (R5). */
export const EXPLAIN_LATE_FEE = explanation({
  name: 'late-fee',
  about: { zh: '欠费的滞纳金是多少', en: 'the late fee on arrears' },
  options: {
    principal: required(
      yuanAmount({ zh: '欠费本金（单位与个人部分合计），元', en: 'arrears, both parts together, in yuan' }),
    ),
    from: required(day({ zh: '欠缴之日，计入', en: 'first day of the arrears, included' })),
    to: required(day({ zh: '缴费前一日，计入', en: 'day before payment, included' })),
    region: REGION,
  },
  examples: ['canbao explain late-fee --principal 1000 --from 2011-09-01 --to 2011-10-09'],
  explain({ principal, from, to }, policy, context) {
    if (to < from) {
      throw context.badUsage({
        zh: `--to "${to}" 早于 --from "${from}"；截止日不得早于起算日`,
        en: `--to "${to}" is before --from "${from}"; the last day must not be before the first`,
      });
    }
    const fee = lateFee({ principal, from, to, policy });
    const due = fee.known ? fee.fee : undefined;
    const stakes = alsoAtStake({ dues: principal, asOf: to, policy });
    return {
      title: {
        zh: `滞纳金：${from} 至 ${to}，本金 ¥${yuan(principal)}`,
        en: `Late fee from ${from} to ${to} on ¥${yuan(principal)}`,
      },
      fields: [
        field('days', { zh: '天数', en: 'Days' }, fee.known ? fee.days : undefined),
        field('fee', { zh: '滞纳金', en: 'Late fee' }, yuanOrNull(due), amountText(due, context)),
        ...(fee.known
          ? []
          : [
              { key: 'problem', value: fee.why },
              { key: 'unknownOn', value: fee.unknownOn },
            ]),
      ],
      because: [...fee.because, ...stakes],
    };
  },
});

type Amounts = Pick<BackPayment, 'unitPart' | 'personalPart' | 'lateFee' | 'lateFeeNextDay'>;
const NOTHING: Amounts = {
  unitPart: 0 as Fen,
  personalPart: 0 as Fen,
  lateFee: 0 as Fen,
  lateFeeNextDay: 0 as Fen,
};

/** Explains the amount owed for months before cover, with the late fee up to a day (R8, R5). */
export const EXPLAIN_BACK_PAYMENT = explanation({
  name: 'back-payment',
  about: { zh: '参保前的月份须补缴多少', en: 'the amount owed for the months before cover' },
  options: {
    hired: HIRED,
    coveredFrom: required(month({ zh: '参保起始月', en: 'first covered month' })),
    region: required(REGION),
    wage: yuanAmount({
      zh: '应计入基数的月工资，元（不写则只列月份）',
      en: 'monthly wage for the base, in yuan, if known',
    }),
    tier: choice(
      { zh: '职工的缴费档次，一档为 first，二档为 second', en: 'contribution tier of the employee' },
      ['first', 'second'],
      'tier',
    ),
    paid: months(
      {
        zh: '其间已扣缴的月份，可多次给出',
        en: 'a month before cover that has already been charged; give the option once for each month',
      },
      'month',
    ),
    asOf: AS_OF,
  },
  examples: [
    'canbao explain back-payment --hired 2026-06-15 --covered-from 2026-08 --wage 5000 --region 北京 --as-of 2026-09-10',
  ],
  explain({ hired: hiredOn, coveredFrom, wage, paid = [], tier, asOf }, policy, context) {
    const counted =
      wage === undefined
        ? ({ known: false, because: [] } as const)
        : ({ known: true, wage, because: [] } as const);
    const owed = backPayment({ hiredOn, coveredFrom, paid, wageIn: () => counted, tier, asOf, policy });
    const stakes = owed
      ? alsoAtStake({ dues: sumKnown([owed.unitPart, owed.personalPart]), asOf, policy })
      : [];
    const amounts = owed ?? NOTHING;
    const { say } = context;
    const amount = (key: keyof Amounts, zh: string, en: string) =>
      field(key, { zh, en }, yuanOrNull(amounts[key]), owed ? amountText(amounts[key], context) : null);
    const listed = owed?.months.map((each) => each.month).join(say({ zh: '、', en: ', ' }));
    const tooFar = { zh: '超过当地可补缴的月数，须人工办理', en: 'too far back for the region' };
    return {
      title: {
        zh: `补缴：${hiredOn} 用工，自 ${coveredFrom} 参保，${asOf} 缴费`,
        en: `Back-payment, employed from ${hiredOn}, covered from ${coveredFrom}, paid on ${asOf}`,
      },
      fields: [
        field(
          'months',
          { zh: '应补月份', en: 'Months owed' },
          owed?.months.map(monthJson) ?? [],
          listed ?? say({ zh: '无', en: 'none' }),
        ),
        amount('unitPart', '单位部分', "Unit's part"),
        amount('personalPart', '个人部分', "Person's part"),
        amount('lateFee', '滞纳金', 'Late fee'),
        amount('lateFeeNextDay', '每晚一日再加', 'One day more adds'),
        field(
          'needsPerson',
          { zh: '注意', en: 'Note' },
          owed?.needsPerson ?? false,
          owed?.needsPerson ? say(tooFar) : null,
        ),
      ],
      because: owed ? [...owed.because, ...stakes] : [],
    };
  },
});

function monthJson(of: BackPayment['months'][number]) {
  const { month: owedFor, base, estimated, lateFeeFrom, beyondLongest } = of;
  return {
    month: owedFor,
    base: yuanOrNull(base),
    unitPart: yuanOrNull(of.unitPart),
    personalPart: yuanOrNull(of.personalPart),
    lateFee: yuanOrNull(of.lateFee),
    lateFeeNextDay: yuanOrNull(of.lateFeeNextDay),
    estimated,
    lateFeeFrom,
    beyondLongest,
  };
}
