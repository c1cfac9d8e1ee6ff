import type { CaseKind } from '../cases/case.ts';
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
import { FILING_WORDS, LEAVING_WORDS } from '../facts/words.ts';
import type { Texts } from '../values/language.ts';
import { type Fen, yuan } from '../values/money.ts';
import type { Wording } from './wording.ts';

/** The language that a spell is described in. */
interface Speaker {
  say(texts: Texts): string;
  readonly wording: Wording;
}

/** The fields of facts and spells whose numbers are fen. */
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

/** The keyed hash of an identity number is for matching, not for people. */
const HIDDEN: ReadonlySet<string> = new Set(['hash']);

/** A stored value for people and programs outside: money as yuan, nothing of an identity number but its mask. */
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

/** The same in one line: `unitId BJ, name 张三`; the employee's own id is not repeated. */
export function detailText(value: object): string {
  return fieldTexts(showable(value), [])
    .filter((text) => !text.startsWith('employeeId '))
    .join(', ');
}

function fieldTexts(value: unknown, path: readonly string[]): string[] {
  if (Array.isArray(value)) return [`${path.join('.')} ${value.join(' ')}`];
  if (typeof value !== 'object' || value === null) return [`${path.join('.')} ${value}`];
  return Object.entries(value).flatMap(([name, field]) => fieldTexts(field, [...path, name]));
}

/** Who stated a fact, with what vouches for it. */
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

const GUIDE_OUTCOMES: Readonly<Record<SettledGuide['is'], Texts>> = {
  sent: { zh: '已发送', en: 'mailed' },
  refused: { zh: '被邮箱退回', en: 'refused by the address' },
  'too-late': { zh: '已过时，不再发送', en: 'too late to be of help' },
};

/** A spell in words: where, from when to when, what was filed, and what was charged that needs a look. */
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
        `${say({ zh: '退费或抵扣', en: 'refund' })} ${say(REFUND_STATES[is])} ${on} ${months.join(' ')}`,
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

function situationText({ situation }: Spell, say: Speaker['say']): string {
  switch (situation.is) {
    case 'employed':
      return say({
        zh: `${situation.start.on} ${say(STARTS[situation.start.by])}，在职`,
        en: `${say(STARTS[situation.start.by])} on ${situation.start.on}, in service`,
      });
    case 'left':
      return say({
        zh: `${situation.start.on} ${say(STARTS[situation.start.by])}，最后工作日 ${situation.end.on}（${say(endWords(situation.end.reason))}）`,
        en: `${say(STARTS[situation.start.by])} on ${situation.start.on}, last working day ${situation.end.on} (${say(endWords(situation.end.reason))})`,
      });
    case 'cancelled':
      return say({
        zh: `${situation.start.on} 的入职已撤销`,
        en: `the hire on ${situation.start.on} was taken back`,
      });
    case 'never-hired':
      return situation.end === undefined
        ? say({ zh: '有扣缴，无入职记录', en: 'charged, but never seen hired' })
        : say({
            zh: `最后工作日 ${situation.end.on}，无入职记录`,
            en: `last working day ${situation.end.on}, but never seen hired`,
          });
    case 'noticed':
      return situation.missing.length === 0
        ? say({ zh: '告知过但未给日期，已撤回', en: 'told of without a day, and taken back' })
        : situation.missing.map((missing) => missingText(missing, say)).join(say({ zh: '；', en: '; ' }));
  }
}

function missingText({ of, noticedOn }: MissingDate, say: Speaker['say']): string {
  return of === 'hire'
    ? say({
        zh: `${noticedOn} 告知已入职，第一个工作日未知`,
        en: `told on ${noticedOn} to be hired, the first working day is not known`,
      })
    : say({
        zh: `${noticedOn} 告知已离职，最后工作日未知`,
        en: `told on ${noticedOn} to have left, the last working day is not known`,
      });
}

function guideText({ is, on }: SettledGuide, say: Speaker['say']): string {
  return `${say({ zh: '离职指南', en: 'leaver’s guide' })} ${on} ${say(GUIDE_OUTCOMES[is])}`;
}

function endWords(reason: End['reason']): Texts {
  return reason === 'moved-to-other-unit' ? MOVED : LEAVING_WORDS[reason];
}

function filingText(filing: Filing, state: FilingState, say: Speaker['say']): string {
  const why = state.is === 'rejected' ? `: ${state.reason}` : '';
  return `${say(FILING_WORDS[filing])} ${state.on} ${say(FILING_STATES[state.is])}${why}`;
}
