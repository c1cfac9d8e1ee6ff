import { CHANNELS, FILINGS } from '../../../domain/facts/texts.ts';
import { yuan } from '../../../domain/values/money.ts';
import { filingInput, recordFiling } from '../../staff-actions/filing.ts';
import { recordRefund, refundInput } from '../../staff-actions/refund.ts';
import { choice, day, month, months, required, yuanAmount } from '../frame/kinds.ts';
import { EMPLOYEE_ARGUMENT, RECEIPT, reason, SPELL, staffCommand } from './staff.ts';

export const RECORD_FILING = staffCommand({
  name: 'filing',
  about: { zh: '登记申报：已提交、已受理或被退回', en: 'record a filing: submitted, accepted or rejected' },
  args: { employeeId: EMPLOYEE_ARGUMENT },
  options: {
    what: required(choice({ zh: '增员、减员或信息变更', en: 'the kind of filing' }, FILINGS, 'filing')),
    submitted: day({ zh: '提交日', en: 'the day of the submission' }),
    channel: choice({ zh: '提交途径', en: 'the channel of the submission' }, CHANNELS, 'channel'),
    receipt: RECEIPT,
    base: yuanAmount({ zh: '申报的缴费基数，元', en: 'the base that was declared, in yuan' }),
    accepted: day({ zh: '受理日', en: 'the day of the acceptance' }),
    effectiveMonth: month({
      zh: '受理后从哪个月起生效',
      en: 'the month from which the accepted filing takes effect',
    }),
    rejected: day({ zh: '退回日', en: 'the day of the rejection' }),
    reason: reason({ zh: '退回原因', en: 'the reason for the rejection' }),
    spell: SPELL,
  },
  steps: { submitted: ['channel', 'receipt', 'base'], accepted: ['effectiveMonth'], rejected: ['reason!'] },
  examples: [
    'canbao record filing BJ-0001 --what enrolment --submitted 2026-12-01 --channel online --receipt R-1 --local',
    'canbao record filing BJ-0001 --what enrolment --accepted 2026-12-02 --effective-month 2026-12 --local',
    {
      zh: "canbao record filing BJ-0001 --what removal --rejected 2026-12-02 --reason '姓名不符' --local",
      en: "canbao record filing BJ-0001 --what removal --rejected 2026-12-02 --reason 'name differs' --local",
    },
  ],
  action: 'filing',
  schema: filingInput,
  input: ({ what: filing, base }) => ({ filing, declaredBase: base === undefined ? undefined : yuan(base) }),
  act: recordFiling,
});

export const RECORD_REFUND = staffCommand({
  name: 'refund',
  about: {
    zh: '登记多缴月份的退费或抵扣：已申请、已办结或未获批',
    en: 'record the refund or offset of overpaid months: requested, settled or denied',
  },
  args: { employeeId: EMPLOYEE_ARGUMENT },
  options: {
    months: required(
      months({ zh: '多缴的月份，用逗号分隔', en: 'the overpaid months, separated by commas' }),
    ),
    requested: day({ zh: '申请日', en: 'the day of the request' }),
    settled: day({ zh: '办结日', en: 'the day the money was received or offset' }),
    denied: day({ zh: '未获批之日', en: 'the day of the denial' }),
    way: choice(
      {
        zh: '退费或抵扣；办结时默认申请的方式',
        en: 'refund or offset; for --settled the default is what was requested',
      },
      ['refund', 'offset'],
      'way',
    ),
    amount: yuanAmount({ zh: '金额，元', en: 'the amount in yuan' }),
    reason: reason({ zh: '未获批的原因', en: 'the reason for the denial' }),
    spell: SPELL,
  },
  steps: { requested: ['way!', 'amount'], settled: ['way', 'amount'], denied: ['way', 'reason!'] },
  examples: [
    'canbao record refund BJ-0003 --months 2026-08,2026-09 --requested 2026-11-20 --way refund --local',
    'canbao record refund BJ-0003 --months 2026-08,2026-09 --settled 2026-12-01 --amount 2352.00 --local',
    {
      zh: "canbao record refund BJ-0003 --months 2026-09 --denied 2026-12-01 --reason '已超过期限' --local",
      en: "canbao record refund BJ-0003 --months 2026-09 --denied 2026-12-01 --reason 'too late' --local",
    },
  ],
  action: 'refund',
  schema: refundInput,
  input: ({ amount }) => ({ amount: amount === undefined ? undefined : yuan(amount) }),
  act: recordRefund,
});
