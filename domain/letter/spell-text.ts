import { CASE_KINDS, type CaseKind } from '../cases/case.ts';
import {
  type End,
  type FilingState,
  type MissingDate,
  type SettledGuide,
  type Spell,
  UNKNOWN_UNIT,
} from '../employment/spell.ts';
import type { StatedBy } from '../facts/fact.ts';
import type { Filing } from '../facts/insurance.ts';
import {
  ANSWER_TEXTS,
  CATEGORY_TEXTS,
  CHANNEL_TEXTS,
  ENDED_STATUS_TEXTS,
  FILING_TEXTS,
  GUIDE_OUTCOME_TEXTS,
  IDENTITY_TEXTS,
  LEAVING_TEXTS,
  SEX_TEXTS,
  TIER_TEXTS,
} from '../facts/texts.ts';
import { ROLE_TEXTS } from '../units/texts.ts';
import type { Texts } from '../values/language.ts';
import { type Fen, yuan } from '../values/money.ts';
import { IDENTITY_PROBLEM_TEXTS } from '../values/number-texts.ts';
import { EN } from './en.ts';
import type { Wording } from './wording.ts';
import { ZH } from './zh.ts';

interface Speaker {
  say(texts: Texts): string;
  readonly wording: Wording;
}

/** The fields of facts and spells that contain fen. */
const MONEY: ReadonlySet<string> = new Set([
  'unitAmount',
  'personalAmount',
  'base',
  'declaredBase',
  'amount',
  'averageMonthlyWage',
  'wage',
  'total',
]);

/** Fields that are never shown: the keyed hash of an identity number is only for matching. */
const HIDDEN: ReadonlySet<string> = new Set(['hash']);

/** A stored value for output: money in yuan, identity numbers only as their mask. */
export function showable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(showable);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([name]) => !HIDDEN.has(name));
  return Object.fromEntries(
    fields.map(([name, field]) => [
      name,
      MONEY.has(name) && typeof field === 'number' ? yuan(field as Fen) : showable(field),
    ]),
  );
}

/** The Chinese names of the fields of facts; English output uses the field names themselves. */
const FIELDS_ZH: Readonly<Record<string, string>> = {
  unitId: '参保单位',
  toUnitId: '调入单位',
  roles: '角色',
  fromUnitId: '调出单位',
  name: '姓名',
  sex: '性别',
  birthDate: '出生日期',
  identity: '证件',
  type: '类型',
  masked: '号码',
  category: '用工类别',
  department: '部门',
  contact: '联系方式',
  email: '邮箱',
  phone: '电话',
  changes: '变更',
  hiredOn: '入职日',
  employmentId: '任职编号',
  originalRetirementAge: '原退休年龄',
  contractSignedOn: '合同签订日',
  averageMonthlyWage: '月均工资',
  firstMonthWage: '首月工资',
  basic: '基本',
  performance: '绩效',
  bonus: '奖金',
  allowance: '津贴',
  fullMonth: '足月',
  previousCover: '此前参保',
  region: '统筹区',
  lastPaidMonth: '最后已缴月',
  removed: '已减员',
  lastWorkingDay: '最后工作日',
  reason: '原因',
  insuranceStopMonth: '停保月',
  reportedOn: '报送日',
  personalEmail: '个人邮箱',
  hukouRegion: '户籍地',
  residencePermit: '居住证',
  resumedOn: '恢复日',
  effectiveOn: '生效日',
  month: '月份',
  months: '月份',
  unitAmount: '单位部分',
  personalAmount: '个人部分',
  base: '缴费基数',
  chargedOn: '扣款日',
  filing: '申报',
  on: '日期',
  channel: '途径',
  receiptNo: '回执号',
  declaredBase: '申报基数',
  effectiveMonth: '生效月',
  way: '方式',
  role: '角色',
  amount: '金额',
  caseKind: '待办种类',
  caseId: '待办',
  document: '材料',
  kind: '种类',
  replaces: '补办',
  factId: '事实',
  spellId: '劳动关系',
  by: '登记人',
  until: '再提醒日',
  text: '内容',
  from: '起始月',
  contributionTier: '医保档次',
  problem: '问题',
  total: '合计',
  occurrence: '序号',
  supplement: '补差补缴',
  since: '起始日',
  status: '状态',
  outcome: '结果',
  answer: '答复',
  about: '关于',
  people: '人数',
  extent: '范围',
  import: '导入编号',
  file: '文件',
  asOf: '截至日',
  agencyNumber: '经办机构编号',
};

/** Texts for coded values, by the field that contains them. */
const VALUES: Readonly<Record<string, Readonly<Record<string, Texts>>>> = {
  reason: LEAVING_TEXTS,
  filing: FILING_TEXTS,
  channel: CHANNEL_TEXTS,
  way: { refund: { zh: '退费', en: 'refund' }, offset: { zh: '抵扣', en: 'offset' } },
  sex: SEX_TEXTS,
  category: CATEGORY_TEXTS,
  contributionTier: TIER_TEXTS,
  type: IDENTITY_TEXTS,
  problem: {
    ...IDENTITY_PROBLEM_TEXTS,
    'other-type': { zh: '不是这种证件的号码', en: 'it is not a valid number for this kind of document' },
  },
  status: ENDED_STATUS_TEXTS,
  outcome: GUIDE_OUTCOME_TEXTS,
  answer: ANSWER_TEXTS,
  extent: { whole: { zh: '全部', en: 'whole' }, part: { zh: '部分', en: 'part' } },
  caseKind: Object.fromEntries(CASE_KINDS.map((kind) => [kind, { zh: ZH.kinds[kind], en: EN.kinds[kind] }])),
  role: ROLE_TEXTS,
  kind: { electronic: { zh: '电子凭证', en: 'electronic' }, physical: { zh: '实体卡', en: 'physical' } },
};

/** An object on one line: `unitId BJ, name 张三`, without the employee's own id. */
export function detailText(value: object, speaker: Pick<Speaker, 'say'>): string {
  const { employeeId: _, ...fields } = showable(value) as Readonly<Record<string, unknown>>;
  return fieldTexts(fields, [], speaker).join(speaker.say({ zh: '，', en: ', ' }));
}

function fieldTexts(value: unknown, path: readonly string[], speaker: Pick<Speaker, 'say'>): string[] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return Object.entries(value).flatMap(([name, field]) => fieldTexts(field, [...path, name], speaker));
  }
  const { say } = speaker;
  const names = { zh: path.map((name) => FIELDS_ZH[name] ?? name).join(''), en: path.join('.') };
  const text = Array.isArray(value) ? value.map((item) => itemText(item, speaker)).join(' ') : String(value);
  const yesNo = value === true ? { zh: '是', en: 'true' } : { zh: '否', en: 'false' };
  const words = typeof value === 'boolean' ? yesNo : VALUES[path.at(-1) ?? '']?.[text];
  return [`${say(names)} ${words === undefined ? text : say(words)}`];
}

/** The values of an item without the names of its fields, for example `BJ 经办人`. */
function itemText(item: unknown, { say }: Pick<Speaker, 'say'>): string {
  if (typeof item !== 'object' || item === null) return String(item);
  const values = Object.entries(item).map(([name, value]) => {
    const words = VALUES[name]?.[String(value)];
    return words === undefined ? String(value) : say(words);
  });
  return values.join(' ');
}

/** The person who stated a fact, with a mark if unverified and with the note. */
export function statedByText({ who, verified, note }: StatedBy, { say }: Pick<Speaker, 'say'>): string {
  const marks = [
    ...(verified ? [] : [say({ zh: '未核实', en: 'unverified' })]),
    ...(note === undefined ? [] : [say({ zh: `备注 ${note}`, en: `note ${note}` })]),
  ];
  if (marks.length === 0) return who;
  return say({ zh: `${who}（${marks.join('，')}）`, en: `${who} (${marks.join(', ')})` });
}

const STARTS = {
  hired: { zh: '入职', en: 'hired' },
  transferred: { zh: '调入', en: 'transferred here' },
  resumed: { zh: '恢复工作', en: 'resumed' },
} as const;

const MOVED: Texts = { zh: '调往其他单位', en: 'moved to another unit' };

const FILING_STATES: Readonly<Record<FilingState['is'], Texts>> = {
  submitted: { zh: '已提交', en: 'submitted' },
  accepted: { zh: '已受理', en: 'accepted' },
  rejected: { zh: '被退回', en: 'rejected' },
};

const REFUND_STATES = {
  requested: { zh: '已申请', en: 'requested' },
  settled: { zh: '已办结', en: 'settled' },
  denied: { zh: '未获批', en: 'denied' },
} as const;

/** A spell as text: the unit, start and end, filings, charges and everything that staff recorded. */
export function spellLines(spell: Spell, speaker: Speaker): string[] {
  const { say, wording } = speaker;
  const unit = spell.unitId === UNKNOWN_UNIT ? wording.unknownUnit : spell.unitId;
  const rows = [
    situationText(spell, say),
    ...(spell.missingDate === undefined ? [] : [missingText(spell.missingDate, say)]),
    ...Object.entries(spell.filings).map(([filing, state]) => filingText(filing as Filing, state, say)),
    ...spell.charges.map(
      ({ month, unitAmount, personalAmount, unitId, supplement }) =>
        `${say(supplement ? { zh: '补差', en: 'supplement' } : { zh: '扣缴', en: 'charged' })} ${month} ${unitId} ${yuan(unitAmount)} + ${yuan(personalAmount)}`,
    ),
    ...(spell.filedBases ?? []).map(
      ({ from, to, base }) =>
        `${say({ zh: '缴费基数', en: 'base' })} ${from === to ? from : `${from} – ${to}`} ${yuan(base)}`,
    ),
    ...spell.refunds.map(
      ({ is, months, on }) =>
        `${say({ zh: '退费或抵扣', en: 'refund or offset' })} ${say(REFUND_STATES[is])} ${on} ${months.join(' ')}`,
    ),
    ...spell.documents.map(
      ({ document, caseKind, on }) =>
        `${say({ zh: '收到', en: 'received' })} ${document} (${wording.kinds[caseKind as CaseKind] ?? caseKind}) ${on}`,
    ),
    ...(spell.guide === undefined ? [] : [guideText(spell.guide, say)]),
    ...spell.attentions.map(({ caseId, by, on, until }) =>
      until === undefined
        ? say({ zh: `${by} ${on} 已知悉 ${caseId}`, en: `${by} acknowledged ${caseId} on ${on}` })
        : say({
            zh: `${by} ${on} 请求 ${until} 再提醒 ${caseId}`,
            en: `${by} snoozed ${caseId} until ${until}`,
          }),
    ),
    ...(spell.notes ?? []).map(({ caseId, text, on, by }) => {
      const whose = by === undefined ? '' : ` · ${statedByText(by, speaker)}`;
      return say({
        zh: `${on} 备注 ${caseId}：${text}${whose}`,
        en: `note on ${caseId}, ${on}: ${text}${whose}`,
      });
    }),
    ...spell.otherSpells.map(({ employeeId, unitId, startOn, endOn }) =>
      say({
        zh: `同一人的另一段：${unitId}，工号 ${employeeId}，${startOn} 起${endOn === undefined ? '' : `至 ${endOn}`}`,
        en: `another spell of the same person: ${unitId}, employee ${employeeId}, from ${startOn}${endOn === undefined ? '' : ` to ${endOn}`}`,
      }),
    ),
  ];
  return [`  ${spell.spellId} · ${unit}`, ...rows.map((row) => `    ${row}`)];
}

/** The start and end of service, or what is missing. */
export function situationText({ situation }: Pick<Spell, 'situation'>, say: Speaker['say']): string {
  switch (situation.is) {
    case 'employed':
      return say({
        zh: `${situation.start.on} ${say(STARTS[situation.start.by])}，在职`,
        en: `${say(STARTS[situation.start.by])} on ${situation.start.on}, in service`,
      });
    case 'left':
      return say({
        zh: `${situation.start.on} ${say(STARTS[situation.start.by])}，最后工作日 ${situation.end.on}（${say(endText(situation.end.reason))}）`,
        en: `${say(STARTS[situation.start.by])} on ${situation.start.on}, last working day ${situation.end.on} (${say(endText(situation.end.reason))})`,
      });
    case 'cancelled':
      return say({
        zh: `${situation.start.on} 的入职已撤销`,
        en: `the hire on ${situation.start.on} was cancelled`,
      });
    case 'never-hired':
      return situation.end === undefined
        ? say({ zh: '有扣缴，无入职记录', en: 'contributions were charged, but no hire was reported' })
        : say({
            zh: `最后工作日 ${situation.end.on}，无入职记录`,
            en: `last working day ${situation.end.on}, but no hire was reported`,
          });
    case 'noticed':
      return situation.missing.length === 0
        ? say({ zh: '告知过但未给日期，已撤回', en: 'reported without a day, and cancelled' })
        : situation.missing.map((missing) => missingText(missing, say)).join(say({ zh: '；', en: '; ' }));
  }
}

function missingText({ of, noticedOn }: MissingDate, say: Speaker['say']): string {
  return of === 'hire'
    ? say({
        zh: `${noticedOn} 告知已入职，第一个工作日未知`,
        en: `hire reported on ${noticedOn}; the first working day is not known`,
      })
    : say({
        zh: `${noticedOn} 告知已离职，最后工作日未知`,
        en: `leave reported on ${noticedOn}; the last working day is not known`,
      });
}

function guideText({ is, on }: SettledGuide, say: Speaker['say']): string {
  return `${say({ zh: '离职指南', en: 'leaver’s guide' })} ${on} ${say(GUIDE_OUTCOME_TEXTS[is])}`;
}

function endText(reason: End['reason']): Texts {
  return reason === 'moved-to-other-unit' ? MOVED : LEAVING_TEXTS[reason];
}

function filingText(filing: Filing, state: FilingState, say: Speaker['say']): string {
  const why = state.is === 'rejected' ? `: ${state.reason}` : '';
  const line = `${say(FILING_TEXTS[filing])} ${state.on} ${say(FILING_STATES[state.is])}${why}`;
  if (state.is !== 'accepted' || state.again === undefined) return line;
  const { on } = state.again;
  return say({ zh: `${line}；${on} 再次提交`, en: `${line}; submitted again ${on}` });
}
