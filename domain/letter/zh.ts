import type { MonthSpan } from '../values/month.ts';
import { dayOfWeek, type PlainDate } from '../values/plain-date.ts';
import { isUnknown, type MonthsRun, type Parts, type Wording } from './wording.ts';

const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];

const URGENCIES = { overdue: '逾期', today: '今日', soon: '7日内', later: '之后' };

const MONTH_STATES = { open: undefined, requested: '已申请', settled: '已退', denied: '未获批' } as const;

const ENDED = {
  done: '已办结',
  withdrawn: '已撤回，无需再办',
  moved: '不再列入您的提醒',
  unreadable: '记录暂时无法读取',
} as const;

const WHY_GONE = {
  settled: '已退回或抵扣',
  denied: '未获批',
  'not-charged': '没有扣缴，估算撤销',
  paid: '账单已列缴费',
  'no-longer-owed': '账单已列缴费，或记录已更正',
  corrected: '记录已更正或作废',
  accepted: '增员已受理，仍须补缴的另列待办',
  withdrawn: '所依据的记录已撤回',
  'in-question': '是否多缴待确认，另列待办',
  moved: '待办仍未办结，已不由您办理或不再临近期限',
  unreadable: '请查看系统维护，金额尚未了结',
} as const;

const HEDGE =
  '标有“待核实”的内容来源较弱、说法不一或系推定；这些内容和写明未知的，请以当地经办机构的答复为准。';

export const ZH: Wording = {
  htmlLanguage: 'zh-CN',
  colon: '：',
  subject: (day, { overdue, today, soon }) =>
    `[参保管家] ${day} 逾期 ${overdue} · 今日 ${today} · 7日内 ${soon}`,
  heading: (day) => `参保管家 · ${date(day)}`,
  greeting: (name) => `${name}，您好！`,
  summary: (listed, news) => {
    if (listed === 0) return '您目前没有未办结的待办。';
    return news === 0
      ? `您有 ${listed} 件待办，均无新情况。`
      : `您有 ${listed} 件待办，其中 ${news} 件今天需要留意。`;
  },
  toBeConfirmed: (cases) => `有 ${cases} 件的日期或金额待核实。`,
  leftOut: (cases) => `这封邮件放不下全部待办：最不紧急的 ${cases} 件没有列出，请向管理员索取全部清单。`,
  moreLines: (lines) => `另有 ${lines} 项，这里没有列出。`,
  count: (urgency, count) => `${URGENCIES[urgency]} ${count}`,
  urgencies: URGENCIES,
  section: (name, count) => `${name}（${count}）`,
  news: {
    opened: '新',
    changed: '有变化',
    threshold: '期限临近',
    'past-act-by': '已过建议办理日',
    overdue: '已逾期',
    unanswered: '仍待答复',
    'month-added': '新增月份',
    'estimate-replaced': '账单已到',
    'late-fee-begun': '滞纳金起算',
    'money-changed': '金额有变',
    monthly: '每月提醒',
  },
  kinds: {
    enrolment: '增员申报',
    removal: '减员申报',
    overpayment: '多缴处理',
    'never-hired': '没有入职记录',
    'double-cover': '重复参保',
    'needs-person': '需人工判断',
    'date-missing': '缺入职或离职日期',
    'not-covered': '在职未缴',
    'unfiled-leave': '离职是否申报',
    'back-payment': '补缴',
    'top-up': '缴费基数补差',
    retirement: '即将退休',
    suspension: '暂停期将满',
    'information-change': '信息变更申报',
    card: '医保卡（证）办理',
    'leaver-guide': '离职指南未送达',
    'declare-bases': '年度缴费基数申报',
    'unknown-person': '账单上有不认识的人',
    'roster-difference': '花名册与记录不符',
    'confirm-existing': '存量人员待核对',
  },
  who: (employeeId, name) => (name === undefined ? `工号 ${employeeId}` : `${name}（${employeeId}）`),
  unknownUnit: '参保单位未知',
  labels: {
    actBy: '建议办理日',
    statutoryDueOn: '法定期限',
    lastLawfulDay: '顺延后期限',
    state: '进展',
    money: '涉及金额',
    inQuestion: '待确认金额',
    months: '涉及月份',
    moneyChange: '金额变化',
    next: '再不办理',
    lateFee: '滞纳金',
    steps: '怎么办',
    documents: '还缺材料',
    note: '注意',
    why: '原因',
    basis: '依据',
  },
  date,
  deadline: {
    actBy: (actBy, daysLeft) => `${actBy}，${daysLeftText(daysLeft)}`,
    pastActBy: (actBy, lastLawfulDay, daysLeft) =>
      `${actBy}，已过；最后期限 ${lastLawfulDay}，${daysLeftText(daysLeft)}`,
    overdue: (actBy, lastLawfulDay, daysOver) =>
      lastLawfulDay === undefined
        ? `${actBy}，已逾期 ${daysOver} 天`
        : `${actBy}，已过；最后期限 ${lastLawfulDay}，已逾期 ${daysOver} 天`,
    none: '没有固定期限',
    unanswered: (reportedOn) => `无法推算，${date(reportedOn)}告知时未给日期，请今天就问清`,
    cutOffBinds: '申报截止日早于法定期限，按截止日办理',
    missedCutOff: (missed, toBeConfirmed) =>
      toBeConfirmed
        ? `申报截止日可能是 ${date(missed, true)}，已过；当月能否办理请立即向经办机构核实`
        : `${date(missed)}的申报截止日已过，当月来不及了`,
    assumedCalendar: '所涉年份的放假安排尚未公布，暂按周末休息推算',
    calendarNotShipped: '未收录所涉年份的放假安排，暂按周末休息推算',
  },
  state: {
    submitted: ({ on, receiptNo, chaseFrom, late }) => {
      const receipt = receiptNo === undefined ? '尚无回执号' : `回执号 ${receiptNo}`;
      if (chaseFrom === undefined) return `${date(on)}已提交，${receipt}，等待受理；答复期限未知`;
      return late
        ? `${date(on)}已提交，${receipt}；经办机构应在 ${date(chaseFrom)}前答复，现已超时，请催办`
        : `${date(on)}已提交，${receipt}，等待受理；${date(chaseFrom)}起仍无答复即可催办`;
    },
    cardRequested: ({ on, chaseFrom, late }) => {
      if (chaseFrom === undefined) return `${date(on)}已申请；办理时限未知`;
      return late
        ? `${date(on)}已申请，应在 ${date(chaseFrom)}前领到，现已超时`
        : `${date(on)}已申请；${date(chaseFrom)}起仍未领到即可催办`;
    },
    unlisted: (month) => `${month} 的账单没有此人`,
    both: (state, unlisted) => `${state}；${unlisted}`,
    rejected: (on, reason) => `${date(on)}被退回：${reason}`,
    blockedElsewhere: (on, reason) => {
      const since = on === undefined ? '原单位尚未减员' : `${date(on)}因原单位尚未减员而受阻`;
      const shown = reason === undefined ? '' : `（${reason}）`;
      return `${since}${shown}；期限照常计算，请联系原单位`;
    },
    refundRequested: (on, way) =>
      `${date(on)}已申请${way ? { refund: '退费', offset: '抵扣' }[way] : '退费或抵扣'}，等待答复`,
  },
  money: {
    now: (parts, { estimated, toBeConfirmed }) =>
      `${partsText(parts)}${estimated ? '，含估算' : ''}${toBeConfirmed ? '，待核实' : ''}`,
    months: (runs) => runs.map(monthsRun).join('、'),
    next: (on, parts) => `${date(on)}起再增加${isUnknown(parts) ? '，金额未知' : ` ${partsText(parts)}`}`,
    lateFee: (soFar, nextDay) => `今日缴清为 ${soFar}，每晚一天再加 ${nextDay}（未计入涉及金额）`,
    owedToPerson: '个人部分收回后应退还本人',
    changed: (before, now, isSame, why) => {
      const shown = before === undefined ? '上次提醒未列金额' : `上次提醒 ${partsText(before)}`;
      const current = now === undefined ? '现已无涉及金额' : `现为 ${partsText(now)}`;
      return `${isSame ? '金额未变' : `${shown}，${current}`}：${why.join('；')}`;
    },
    added: (months) => `新增 ${spansText(months)}`,
    billed: (months) => `${spansText(months)} 的估算已由账单取代`,
    gone: (why, months) => `${months.length === 0 ? '' : `${spansText(months)} `}${WHY_GONE[why]}`,
    lateFeeChange: { begun: '滞纳金开始计算', ended: '滞纳金不再计算' },
    recalculated: '重新计算',
    lastTold: (parts, why) => `上次提醒涉及 ${partsText(parts)}，现不再列出：${why.join('；')}`,
  },
  documents: {
    paper: ({ name, orElse }) => (orElse === undefined ? name : `${name}或${orElse}`),
    missing: (required, local) =>
      [required.join('、'), local.length === 0 ? '' : `窗口可能还要：${local.join('、')}`]
        .filter((part) => part !== '')
        .join('；'),
    complete: '已齐备',
  },
  citation: ({ text, law, source, confidence }) => {
    const notes = [law, source, confidence].filter((note) => note !== undefined).join('；');
    if (text === undefined) return notes;
    return notes === '' ? text : `${text}〔${notes}〕`;
  },
  unknown: '未知',
  sourceNumber: (number) => `来源 ${number}`,
  sources: '资料来源',
  link: '去办理',
  moreBasis: (reasons) => `另有 ${reasons} 条同类依据，全部见待办页面`,
  ended: {
    heading: '不再需要办理',
    line: ({ who, what, unitName, how, isPaymentDue, money }) => {
      const shown = isPaymentDue
        ? '已受理；还须向税务部门申报缴费工资并按时缴费，首次缴费后才有待遇'
        : ENDED[how];
      const ofMoney = money === undefined ? '' : `。${money}`;
      return `${who === undefined ? '' : `${who} · `}${what} · ${unitName}：${shown}${ofMoney}`;
    },
  },
  administration: {
    heading: '系统维护',
    unitWithoutHandler: ({ unitId, cases }) => `参保单位 ${unitId} 没有经办人，它的 ${cases} 件待办转给了您`,
    unregisteredUnit: ({ unitId, cases }) => `参保单位 ${unitId} 尚未登记，涉及 ${cases} 件待办`,
    casesWithoutUnit: (cases) => `${cases} 件待办不知属于哪个参保单位`,
    quarantined: (count) => `新增 ${count} 条无法识别的事件，已隔离，请查看`,
    refused: ({ source, mismatched, unsigned, malformed }) =>
      `人事系统 ${source} 的地址自上次邮件当天起拒收了请求：签名、密钥或时间不符 ${mismatched} 次，没有签名 ${unsigned} 次，格式不对 ${malformed} 次；如是真实事件，入职、离职可能漏报，请核对密钥并重新推送；处理办法见 README 的告警 EventMismatched`,
    notComputed: (count) => `${count} 条记录无法计算，需人工处理`,
    undeliverable: ({ address, since, why, unitIds }) =>
      `邮箱 ${address}（${unitIds.length === 0 ? '后备人员' : `参保单位 ${unitIds.join('、')}`}）自 ${date(since)}起收不到邮件：${{ bounced: '被退回', complained: '被收件人标记为垃圾邮件', refused: '对方服务器说没有这个邮箱', delayed: '有三天的邮件未能送达' }[why]}；已停发，没有其他经办人的单位由您代收；请更正登记的地址，能收信后再恢复发送`,
    silent: ({ source, lastHeardOn, workingDays, usual }) =>
      `人事系统 ${source} 自 ${date(lastHeardOn)}起 ${workingDays} 个工作日没有发来任何事件（平时不超过 ${usual} 个），入职、离职可能漏报，请检查推送设置`,
    unlisted: (source) =>
      `已启用多个人事系统，而 ${source} 不在登记的 sources 中：请按先后补上（说法不一时以排在前的为准），并写明 idPrefix 或 sharesIdsWith；不使用的，请从部署设置 sources 中去掉`,
    unmapped: ({ source, field, value }) =>
      `人事系统 ${source} 的${{ unit: '部门或公司', reason: '离职原因', category: '用工类别' }[field]}“${value}”没有对应关系，请在登记的 sources 中补上，再重放隔离的事件`,
    unsigned: (source) =>
      `人事系统 ${source} 的事件没有签名，见过一条的人就能伪造，仅限试用；请在其后台设置 Encrypt Key，存入密钥，并去掉部署设置 unsigned`,
    unreadable: ({ pk, sk }) => `存储的记录无法读取：${pk} ${sk}；处理办法见 README 的告警 RecordUnreadable`,
    moreUnreadable: (count) => `另有 ${count} 条记录无法读取，见函数日志`,
  },
  unwatched: {
    heading: '逾期待办无人查看',
    line: ({ unitName, overdue, lastSeenOn, workingDays }) =>
      `${unitName}：有 ${overdue} 件逾期，负责人已 ${workingDays} 个工作日没有打开页面${lastSeenOn === undefined ? '' : `（上次 ${date(lastSeenOn)}）`}，请联系其本人`,
  },
  hedge: HEDGE,
  footer: ['建议办理日取法定期限与已知截止日中最早的一个，遇休息日提前。', HEDGE],
};

function date(day: PlainDate, toBeConfirmed = false): string {
  return `${day}（${WEEKDAYS[dayOfWeek(day)]}${toBeConfirmed ? '，待核实' : ''}）`;
}

function daysLeftText(daysLeft: number): string {
  return daysLeft === 0 ? '就在今天' : `还有 ${daysLeft} 天`;
}

function partsText(parts: Parts): string {
  if (isUnknown(parts)) return '金额未知';
  const { unit, personal, total } = parts;
  const unitPart = unit === undefined ? '单位部分未知' : `单位 ${unit}`;
  const personalPart = personal === undefined ? '个人部分未知' : `个人 ${personal}`;
  return total === undefined ? `${unitPart}，${personalPart}` : `${total}（${unitPart}，${personalPart}）`;
}

function spansText(spans: readonly MonthSpan[]): string {
  return spans.map(({ from, to }) => (from === to ? from : `${from} 至 ${to}`)).join('、');
}

function monthsRun({ from, to, count, estimated, state }: MonthsRun): string {
  const span = from === to ? from : `${from} 至 ${to}`;
  const notes = [
    count > 1 ? `${count} 个月` : undefined,
    estimated ? '估算' : undefined,
    MONTH_STATES[state],
  ].filter((note) => note !== undefined);
  return notes.length === 0 ? span : `${span}（${notes.join('，')}）`;
}
