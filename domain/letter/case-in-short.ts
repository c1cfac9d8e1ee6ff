import type { Case, CaseKind } from '../cases/case.ts';
import type { MoneyChange } from '../digest/reported-money.ts';
import { isAtStake, isClaimable, type MoneyParts } from '../rules/money-at-stake.ts';
import { counted, type Language, type Texts } from '../values/language.ts';
import { type Fen, sumKnown } from '../values/money.ts';
import { monthSpans } from '../values/month.ts';
import type { PlainDate } from '../values/plain-date.ts';
import {
  actByText,
  isActByToBeConfirmed,
  isMissedPerhaps,
  isMoneyToBeConfirmed,
  isRunning,
  whyChanged,
  yuanText,
} from './case-card.ts';
import { EN } from './en.ts';
import { printable } from './letter.ts';
import type { Wording } from './wording.ts';
import { ZH } from './zh.ts';

export function wordingIn(language: Language): Wording {
  return language === 'en' ? EN : ZH;
}

/** A text from outside on one line. A text of more than `most` characters is cut and ends with `…`. */
export function clipped(text: string, most: number): string {
  const characters = [...printable(text)];
  return characters.length <= most ? characters.join('') : `${characters.slice(0, most - 1).join('')}…`;
}

/**
 * The act-by date, marked if it is uncertain. If the case asks for a day, the text says so. Empty if there is no date.
 */
export function dayText(
  { deadline, question, because }: Pick<Case, 'deadline' | 'question' | 'because'>,
  daysLeft: number | undefined,
  language: Language,
): string {
  if (question !== undefined) return { zh: '先问清日期', en: 'ask for the day first' }[language];
  if (deadline === undefined || daysLeft === undefined) return '';
  return actByText(deadline, because, daysLeft, wordingIn(language));
}

/**
 * The state of a case with its receipt; empty if nothing was done and no complete file lacks the person. `day` is
 * today.
 */
export function stateInShort({ state }: Pick<Case, 'state'>, day: PlainDate, language: Language): string {
  switch (state.is) {
    case 'open':
      return state.unlistedIn === undefined ? '' : wordingIn(language).state.unlisted(state.unlistedIn);
    case 'submitted': {
      const { on, receiptNo, chaseFrom } = state;
      const receipt = receiptNo === undefined ? undefined : clipped(receiptNo, 40);
      const isLate = chaseFrom !== undefined && chaseFrom <= day;
      return {
        zh: `已提交 ${on}${receipt === undefined ? '' : `，回执号 ${receipt}`}${isLate ? '，请催办' : ''}`,
        en: `submitted ${on}${receipt === undefined ? '' : `, receipt ${receipt}`}${isLate ? ', late: please ask the agency' : ''}`,
      }[language];
    }
    case 'rejected':
      return { zh: `被退回 ${state.on}`, en: `rejected ${state.on}` }[language];
    case 'blocked-elsewhere':
      return { zh: '原单位未减员', en: 'blocked by the previous employer' }[language];
    case 'refund-requested':
      return { zh: `已申请退费 ${state.on}`, en: `refund requested ${state.on}` }[language];
  }
}

/** Whether the case only waits for an answer that is not late yet. */
export function isWaiting({ state }: Pick<Case, 'state'>, day: PlainDate): boolean {
  if (state.is === 'refund-requested') return true;
  return state.is === 'submitted' && !(state.chaseFrom !== undefined && state.chaseFrom <= day);
}

// ---------------------------------------------------------------- money

/** An amount in yuan, without decimals if they are zero: `¥5,676`, `¥23.66`. */
export function yuanInShort(amount: Fen): string {
  return yuanText(amount).replace(/\.00$/, '');
}

/** The sum of both parts. If one part is unknown, the text has the other part and a note. */
export function amountText({ unitPart, personalPart }: MoneyParts, language: Language): string {
  const total = sumKnown([unitPart, personalPart]);
  if (total !== undefined) return yuanInShort(total);
  if (unitPart !== undefined)
    return {
      zh: `单位 ${yuanInShort(unitPart)}，个人部分未知`,
      en: `unit ${yuanInShort(unitPart)}, person’s part unknown`,
    }[language];
  if (personalPart !== undefined)
    return {
      zh: `单位部分未知，个人 ${yuanInShort(personalPart)}`,
      en: `unit’s part unknown, person ${yuanInShort(personalPart)}`,
    }[language];
  return { zh: '金额未知', en: 'amount unknown' }[language];
}

/** The money at stake or in question, with notes on its certainty; empty if there is none. */
export function atStakeText(openCase: Case, language: Language): string {
  const { money } = openCase;
  if (money === undefined) return '';
  const { inQuestion } = money;
  if (inQuestion !== undefined)
    return `${{ zh: '待确认', en: 'in question' }[language]} ${amountText(inQuestion, language)}`;
  if (!isAtStake(money)) return '';
  const isEstimated = money.months.some((month) => month.estimated && isClaimable(month));
  const notes = [
    ...(isEstimated ? [{ zh: '含估算', en: 'includes estimates' }[language]] : []),
    ...(isMoneyToBeConfirmed(openCase) ? [{ zh: '待核实', en: 'to be confirmed' }[language]] : []),
  ];
  return [amountText(money, language), ...notes].join({ zh: '，', en: ', ' }[language]);
}

/** The text with the amount in the previous digest, and the reason why the amount differs now. */
export function changeText(change: MoneyChange, language: Language): string {
  const { before, now } = change;
  const because = whyChanged(change, wordingIn(language).money).join({ zh: '；', en: '; ' }[language]);
  const previous = before === undefined ? undefined : amountText(before, language);
  const current = now === undefined ? undefined : amountText(now, language);
  if (previous === current) return { zh: `金额未变：${because}`, en: `same amount: ${because}` }[language];
  return {
    zh: `上次${previous === undefined ? '未列金额' : ` ${previous}`}，${current === undefined ? '现无涉及金额' : `现为 ${current}`}：${because}`,
    en: `${previous === undefined ? 'no amount' : previous} last time, ${current === undefined ? 'nothing' : current} now: ${because}`,
  }[language];
}

/**
 * The texts about the cost of waiting: one about a further month and one about the late fee. Each is there only if it
 * applies.
 */
export function waitingTexts({ money }: Case, language: Language): readonly string[] {
  if (money === undefined) return [];
  const { next, lateFee } = money;
  const texts: string[] = [];
  if (next !== undefined) {
    const on = wordingIn(language).date(next.on);
    const more = amountText(next, language);
    texts.push({ zh: `${on}起再加 ${more}`, en: `${more} more from ${on} on` }[language]);
  }
  if (lateFee !== undefined && isRunning(lateFee)) {
    const [soFar, nextDay] = [yuanInShort(lateFee.soFar), yuanInShort(lateFee.nextDay)];
    texts.push(
      {
        zh: `滞纳金今日 ${soFar}，每晚一天再加 ${nextDay}`,
        en: `late fee ${soFar} today, ${nextDay} more each day`,
      }[language],
    );
  }
  return texts;
}

/** Whether a cut-off may have passed, but the sources are too uncertain to call the month lost. */
export function isCutOffToBeConfirmed({ deadline, because }: Case): boolean {
  return deadline?.missedCutOff !== undefined && because.some(isMissedPerhaps);
}

/** Whether the day, the amount or the cut-off in the line depends on weak, assumed or unknown data. */
export function isLineToBeConfirmed(openCase: Case, day: PlainDate): boolean {
  return (
    isDayShownToBeConfirmed(openCase, day) ||
    isMoneyShownToBeConfirmed(openCase) ||
    isCutOffToBeConfirmed(openCase)
  );
}

function isDayShownToBeConfirmed({ deadline, question, because }: Case, day: PlainDate): boolean {
  if (question !== undefined || deadline === undefined) return false;
  const { actBy, lastLawfulDay, statutoryDueOn, assumedCalendar } = deadline;
  if (isActByToBeConfirmed(deadline, because)) return true;
  const showsLastDay = actBy < day && (day <= lastLawfulDay || actBy !== lastLawfulDay);
  return showsLastDay && assumedCalendar && lastLawfulDay !== statutoryDueOn;
}

function isMoneyShownToBeConfirmed(openCase: Case): boolean {
  const { money } = openCase;
  return (
    money !== undefined &&
    money.inQuestion === undefined &&
    isAtStake(money) &&
    isMoneyToBeConfirmed(openCase)
  );
}

// ---------------------------------------------------------------- why, and what to do

interface KindInShort {
  why(openCase: Case): Texts;
  /** The text of the link to the case's page. It names what the reader does there. */
  readonly link: Texts;
}

const RECORD: Texts = { zh: '登记结果', en: 'Record the result' };
const CHECK: Texts = { zh: '去核对', en: 'Check' };
const ANSWER: Texts = { zh: '去答复', en: 'Answer' };
const ENTER_DAY: Texts = { zh: '填日期', en: 'Enter the day' };

const KINDS: Readonly<Record<CaseKind, KindInShort>> = {
  enrolment: {
    why: ({ eventOn }) => ({
      zh: `${eventOn === undefined ? '' : `${eventOn} 起`}在本单位工作，还没有受理的增员。`,
      en: `In service here${eventOn === undefined ? '' : ` since ${eventOn}`}; no enrolment has been accepted yet.`,
    }),
    link: RECORD,
  },
  removal: {
    why: ({ eventOn }) => ({
      zh: `${eventOn === undefined ? '已离开' : `最后工作日 ${eventOn}`}，还没有受理的减员，扣缴可能继续。`,
      en: `${eventOn === undefined ? 'Has left' : `Last working day ${eventOn}`}; no removal has been accepted yet, so charges may continue.`,
    }),
    link: RECORD,
  },
  overpayment: {
    why: (openCase) => ({
      zh: `${monthsOf(openCase, 'zh')}多缴，可申请退费或抵扣。`,
      en: `Overpaid${monthsOf(openCase, 'en')}: you can request a refund or an offset.`,
    }),
    link: { zh: '登记退费', en: 'Record the refund' },
  },
  'never-hired': {
    why: () => ({
      zh: '没有此人的入职记录：请核实是谁、属于哪个单位。',
      en: 'No hire was reported: find out who this is and which unit they belong to.',
    }),
    link: CHECK,
  },
  'double-cover': {
    why: () => ({
      zh: '同时在两个单位在职，不能重复参保：请确定由谁参保。',
      en: 'In service at two units at the same time: decide which of them insures the person.',
    }),
    link: CHECK,
  },
  'needs-person': {
    why: () => ({
      zh: '有一处只能由人判断：请核实后登记或答复。',
      en: 'A person must decide: check the facts, then record the result or answer.',
    }),
    link: CHECK,
  },
  'date-missing': {
    why: () => ({
      zh: '只收到通知，没有日期：问清填上，才知道期限。',
      en: 'Hire or leave without a day: find out the day and enter it; the deadline needs it.',
    }),
    link: ENTER_DAY,
  },
  'not-covered': {
    why: () => ({
      zh: '在职，但经办机构的账单或名单没有此人：请核实。',
      en: 'In service, but not on the agency’s bill or list: please check.',
    }),
    link: ANSWER,
  },
  'unfiled-leave': {
    why: () => ({
      zh: '离开后又回来，其间照常扣缴：当时申报过减员吗？',
      en: 'Left, came back and was charged for all months between: was a removal filed at that time?',
    }),
    link: ANSWER,
  },
  'back-payment': {
    why: (openCase) => ({
      zh: `${monthsOf(openCase, 'zh')}应缴未缴，须补缴。`,
      en: `Due but not paid${monthsOf(openCase, 'en')}: pay the arrears.`,
    }),
    link: { zh: '看怎么补缴', en: 'See how to pay' },
  },
  'top-up': {
    why: (openCase) => ({
      zh: `${monthsOf(openCase, 'zh')}按偏低的基数缴费，须补差。`,
      en: `Paid on a base that was too low${monthsOf(openCase, 'en')}: pay the difference.`,
    }),
    link: { zh: '看怎么补差', en: 'See how to pay' },
  },
  retirement: {
    why: () => ({
      zh: '快到退休年龄：退休医保待遇要提前办。',
      en: 'Close to retirement age: apply for retiree cover in advance.',
    }),
    link: CHECK,
  },
  suspension: {
    why: () => ({
      zh: '暂停期将满：请确认是回来工作还是离职。',
      en: 'The suspension is about to end: find out whether the person returns or leaves.',
    }),
    link: ENTER_DAY,
  },
  'information-change': {
    why: () => ({
      zh: '个人信息变了，经办机构登记的仍是原来的。',
      en: 'The person’s details changed, but the agency still has the old ones.',
    }),
    link: RECORD,
  },
  card: {
    why: () => ({
      zh: '申请的医保卡（证）还没有领到。',
      en: 'The requested card has not been received yet.',
    }),
    link: RECORD,
  },
  'leaver-guide': {
    why: () => ({
      zh: '离职指南没有送达，请另外交给本人。',
      en: 'The guide did not reach the person: deliver it in another way.',
    }),
    link: { zh: '登记送达', en: 'Record the delivery' },
  },
  'declare-bases': {
    why: () => ({
      zh: '新年度的缴费基数还没有申报。',
      en: 'The bases of the new year have not been declared yet.',
    }),
    link: { zh: '登记申报', en: 'Record the declaration' },
  },
  'unknown-person': {
    why: ({ people }) => ({
      zh: `账单上有${people === undefined ? '人' : ` ${people.length} 人`}不在记录中：请核对是谁。`,
      en: `On the bill but not in the records: ${people === undefined ? 'some people' : counted(people.length, 'person', 'people')}. Find out who they are.`,
    }),
    link: CHECK,
  },
  'roster-difference': {
    why: () => ({
      zh: '人事花名册与这里的记录不一致：请逐条确认。',
      en: 'The HR roster and the records here differ: confirm or dismiss each difference.',
    }),
    link: CHECK,
  },
  'confirm-existing': {
    why: ({ people }) => ({
      zh: `${people === undefined ? '有人' : `${people.length} 人`}早于本单位登记时入职，参保情况没有依据：请上传参保名单。`,
      en: `Not known if insured: ${people === undefined ? 'some people' : counted(people.length, 'person', 'people')} hired before Canbao. Upload the list of insured people.`,
    }),
    link: CHECK,
  },
};

/** Why the case exists, in one line. */
export function whyInShort(openCase: Case, language: Language): string {
  return KINDS[openCase.kind].why(openCase)[language];
}

/** The text of the link to the case's page. It names what the reader does there. */
export function linkInShort({ kind }: Pick<Case, 'kind'>, language: Language): string {
  return KINDS[kind].link[language];
}

/** The unsettled months as text: the first, the last, and how many there are. Empty if none is known. */
function monthsOf({ money }: Case, language: Language): string {
  const open = (money?.months ?? []).filter(isClaimable);
  const months = [...new Set(open.map(({ month }) => month))].sort();
  const [first, last] = [months.at(0), months.at(-1)];
  if (first === undefined || last === undefined) return '';
  const isOneRun = monthSpans(months.map((month) => ({ month }))).length === 1;
  if (first === last) return { zh: `${first} `, en: ` for ${first}` }[language];
  return {
    zh: `${first} 至 ${last}${isOneRun ? '' : '之间'}（${months.length} 个月）`,
    en: ` for ${months.length} months ${isOneRun ? 'from' : 'between'} ${first} ${isOneRun ? 'to' : 'and'} ${last}`,
  }[language];
}
