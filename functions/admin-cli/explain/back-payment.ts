import type { Command } from 'commander';
import type { ContributionTier } from '../../../domain/facts/life-course.ts';
import { alsoAtStake } from '../../../domain/rules/arrears/also-at-stake.ts';
import {
  type BackPayment,
  type BackPaymentMonth,
  backPayment,
} from '../../../domain/rules/arrears/back-payment.ts';
import type { WageAnswer } from '../../../domain/rules/contribution/wage-for-base.ts';
import { type Fen, sumKnown } from '../../../domain/values/money.ts';
import type { Month } from '../../../domain/values/month.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import type { Frame, Printout } from '../frame/frame.ts';
import {
  asOfOption,
  choiceOption,
  dayOption,
  example,
  monthOption,
  monthsOption,
  yuanOption,
} from '../frame/options.ts';
import { policyFor } from './deadline-printout.ts';
import { regionOption } from './enrolment.ts';
import { amountText, type Row, rulePrintout, yuanOrNull } from './rule-printout.ts';

interface Asked {
  readonly hired: PlainDate;
  readonly coveredFrom: Month;
  readonly wage?: Fen;
  readonly paid?: readonly Month[];
  readonly tier?: ContributionTier;
  readonly region: string;
  readonly asOf?: PlainDate;
}

/** `canbao explain back-payment`: what is owed for months before cover, with the late fee to a day (R8, R5). */
export function explainBackPayment(parent: Command, frame: Frame): void {
  const { say } = frame;
  const hired = dayOption(frame, '--hired <day>', {
    zh: '第一个工作日（用工之日），YYYY-MM-DD',
    en: 'first working day for the employer, YYYY-MM-DD',
  });
  const coveredFrom = monthOption(frame, '--covered-from <month>', {
    zh: '参保起始月，YYYY-MM',
    en: 'first covered month, YYYY-MM',
  });
  const wage = yuanOption(frame, '--wage <yuan>', {
    zh: '应计入基数的月工资，元；不写则只列出月份',
    en: 'monthly wage that counts, in yuan; the months alone where it is not given',
  });
  const paid = monthsOption(frame, '--paid <month>', {
    zh: '其间已扣缴的月份，可多次给出',
    en: 'a month that was charged all the same; may be repeated',
  });
  const tier = choiceOption(
    frame,
    '--tier <tier>',
    { zh: '职工的缴费档次，一档为 first，二档为 second', en: 'contribution tier of the employee' },
    TIERS,
  );
  parent
    .command('back-payment')
    .description(say({ zh: '参保前的月份须补缴多少', en: 'what is owed for the months before cover' }))
    .addOption(hired.makeOptionMandatory())
    .addOption(coveredFrom.makeOptionMandatory())
    .addOption(regionOption(frame).makeOptionMandatory())
    .addOption(wage)
    .addOption(tier)
    .addOption(paid)
    .addOption(asOfOption(frame))
    .addHelpText(
      'after',
      example(
        frame,
        'canbao explain back-payment --hired 2026-06-15 --covered-from 2026-08 --wage 5000 --region 北京 --as-of 2026-09-10',
      ),
    )
    .action(frame.act((asked: Asked) => explain(asked, frame)));
}

/** Written out: an explanation loads no schema. */
const TIERS = ['first', 'second'] as const satisfies readonly ContributionTier[];

const UNKNOWN_WAGE: WageAnswer = { known: false, because: [] };

function explain(asked: Asked, frame: Frame): Printout {
  const { say } = frame;
  const { hired: hiredOn, coveredFrom, wage, paid = [], tier, region, asOf = frame.today() } = asked;
  const policy = policyFor(region, frame);
  const told: WageAnswer = wage === undefined ? UNKNOWN_WAGE : { known: true, wage, because: [] };
  const owed = backPayment({ hiredOn, coveredFrom, paid, wageIn: () => told, tier, asOf, policy });
  const stakes = owed
    ? alsoAtStake({ dues: sumKnown([owed.unitPart, owed.personalPart]), asOf, policy })
    : [];
  return rulePrintout(
    {
      title: say({
        zh: `补缴：${hiredOn} 用工，自 ${coveredFrom} 参保，${asOf} 缴费`,
        en: `Back-payment, employed from ${hiredOn}, covered from ${coveredFrom}, paid on ${asOf}`,
      }),
      json: jsonOf(owed),
      rows: rowsOf(owed, frame),
      because: owed ? [...owed.because, ...stakes] : [],
      region: policy,
    },
    frame,
  );
}

function jsonOf(owed: BackPayment | undefined) {
  return {
    months: owed?.months.map(monthJson) ?? [],
    ...(owed === undefined
      ? { unitPart: '0.00', personalPart: '0.00', lateFee: '0.00', lateFeeNextDay: '0.00' }
      : amountsJson(owed)),
    needsPerson: owed?.needsPerson ?? false,
  };
}

function monthJson(of: BackPaymentMonth) {
  const { month, base, estimated, lateFeeFrom, beyondLongest } = of;
  return { month, base: yuanOrNull(base), ...amountsJson(of), estimated, lateFeeFrom, beyondLongest };
}

function amountsJson({ unitPart, personalPart, lateFee, lateFeeNextDay }: BackPayment | BackPaymentMonth) {
  return {
    unitPart: yuanOrNull(unitPart),
    personalPart: yuanOrNull(personalPart),
    lateFee: yuanOrNull(lateFee),
    lateFeeNextDay: yuanOrNull(lateFeeNextDay),
  };
}

function rowsOf(owed: BackPayment | undefined, frame: Frame): readonly Row[] {
  const { say } = frame;
  const months = say({ zh: '应补月份', en: 'Months owed' });
  if (owed === undefined) return [[months, say({ zh: '无', en: 'none' })]];
  return [
    [months, owed.months.map(({ month }) => month).join(say({ zh: '、', en: ', ' }))],
    [say({ zh: '单位部分', en: "Unit's part" }), amountText(owed.unitPart, frame)],
    [say({ zh: '个人部分', en: "Person's part" }), amountText(owed.personalPart, frame)],
    [say({ zh: '滞纳金', en: 'Late fee' }), amountText(owed.lateFee, frame)],
    [say({ zh: '每晚一日再加', en: 'One day more adds' }), amountText(owed.lateFeeNextDay, frame)],
    [
      say({ zh: '注意', en: 'Note' }),
      owed.needsPerson
        ? say({
            zh: '超过当地可补缴的月数，须人工办理',
            en: 'further back than the region takes: a person is needed',
          })
        : undefined,
    ],
  ];
}
