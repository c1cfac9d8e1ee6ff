import type { Language } from '../values/language.ts';
import type { PlainDate } from '../values/plain-date.ts';
import type { GuideHeading, GuideKind } from './guide.ts';

/** Headings and other texts around a guide's sentences. */
interface GuideFrame {
  title(kind: GuideKind, region: string): string;
  subject(title: string, day: PlainDate): string;
  readonly headings: Readonly<Record<GuideHeading, string>>;
  /**
   * The first paragraph. @param unitName the name of the leaver's unit; undefined if the guide does not name the unit.
   */
  opening(kind: GuideKind, unitName: string | undefined, day: PlainDate): string;
  readonly sources: string;
  readonly footer: readonly string[];
}

const ZH: GuideFrame = {
  title: (kind, region) => {
    const titles = {
      leaver: '离职人员医保指南',
      flexible: '灵活就业人员参保指南',
      resident: '城乡居民医保参保指南',
      unit: '新单位参保登记指南',
      card: '医保凭证与信息变更指南',
      employee: '单位没有参保，职工怎么办',
    };
    return region === '' ? titles[kind] : `${titles[kind]} · ${region}`;
  },
  subject: (title, day) => `${title}（${day}）`,
  headings: {
    dates: '要紧的日期',
    cover: '参保到哪个月',
    'next-employer': '去路一：新单位',
    flexible: '去路二：灵活就业参保',
    conditions: '参保条件',
    clock: '期限与等待期',
    steps: '办理步骤',
    resident: '去路三：居民医保',
    window: '参保时间与等待期',
    transfer: '关系转移',
    account: '个人账户',
    retiree: '退休后的医保',
    papers: '材料',
    registration: '登记期限',
    electronic: '医保电子凭证',
    replacement: '实体卡补办',
    change: '信息变更',
    'employer-duty': '单位该做什么',
    'not-enrolled': '单位不办怎么办',
    loss: '看病的钱谁来出',
    mistakes: '常见误解',
  },
  opening: (kind, unitName, day) => {
    const from = kind === 'leaver' && unitName !== undefined ? `${unitName}为您整理了离职后的医保事项，` : '';
    return `${from}日期按 ${day} 的情况和已知规定推算。`;
  },
  sources: '资料来源',
  footer: [
    '本指南只说明已知的规定，不代替经办机构的决定；标有“待核实”的内容来源较弱、说法不一或系推定；这些内容和写明未知的，请向当地医保经办机构或 12345 热线核实。',
    '请只通过医保经办机构窗口、官方平台或社区服务点办理，警惕代办骗取个人信息。',
  ],
};

const EN: GuideFrame = {
  title: (kind, region) => {
    const titles = {
      leaver: 'Medical insurance after leaving',
      flexible: 'Medical insurance as a flexible worker',
      resident: 'Medical insurance as a resident',
      unit: 'Registering a new unit',
      card: 'Certificate, card and changes',
      employee: 'If your employer has not enrolled you',
    };
    return region === '' ? titles[kind] : `${titles[kind]} · ${region}`;
  },
  subject: (title, day) => `${title} (${day})`,
  headings: {
    dates: 'The dates that matter',
    cover: 'Until when you are covered',
    'next-employer': 'Option 1: a new employer',
    flexible: 'Option 2: as a flexible worker',
    conditions: 'Who can enrol',
    clock: 'Deadlines and waiting period',
    steps: 'Steps',
    resident: 'Option 3: as a resident',
    window: 'Enrolment period and waiting period',
    transfer: 'Transfer of the insurance relation',
    account: 'Personal account',
    retiree: 'Cover as a retiree',
    papers: 'Papers',
    registration: 'Deadline for registration',
    electronic: 'Electronic certificate',
    replacement: 'A new card',
    change: 'Change of information',
    'employer-duty': 'What your employer must do',
    'not-enrolled': 'If your employer does not enrol you',
    loss: 'Who pays medical costs in the meantime',
    mistakes: 'Common mistakes',
  },
  opening: (kind, unitName, day) => {
    const from =
      kind === 'leaver' && unitName !== undefined
        ? `From ${unitName}, about your medical insurance after you leave. `
        : '';
    return `${from}Dates are computed as of ${day} from the known rules.`;
  },
  sources: 'Sources',
  footer: [
    'This guide explains the known rules; it does not replace a decision of the agency. “To be confirmed” marks statements that are based on a weak source, on contradictory sources or on an assumption: ask the local agency or the hotline 12345 about these, and about everything that is unknown.',
    'Use only the counters of the agency, the official platforms or the community service points; beware of others who ask for your data.',
  ],
};

export const GUIDE_FRAMES: Readonly<Record<Language, GuideFrame>> = { zh: ZH, en: EN };

interface LeaverMailAbout {
  readonly unitName: string;
  readonly leftOn: PlainDate;
  readonly answered: boolean;
}

/** The footer of the mail to a leaver names the sender and the reason, and says that the mail is sent only once. */
interface LeaverMailWording {
  footer(about: LeaverMailAbout): readonly string[];
}

export const LEAVER_MAIL_WORDING: Readonly<Record<Language, LeaverMailWording>> = {
  zh: {
    footer: ({ unitName, leftOn, answered }) => [
      `您收到这封邮件，是因为您在${unitName}的最后工作日是 ${leftOn}，并在离职时留下了这个邮箱。邮件由${unitName}的参保系统自动发送，只发一次。`,
      answered
        ? `如与实际情况不符或有疑问，请直接回复，由${unitName}的经办人答复。`
        : `如与实际情况不符或有疑问，请联系${unitName}的人事部门。`,
    ],
  },
  en: {
    footer: ({ unitName, leftOn, answered }) => [
      `You receive this mail because your last working day at ${unitName} was ${leftOn} and you gave this address when you left. This mail is sent automatically on behalf of ${unitName}, and only once.`,
      answered
        ? `If something is wrong or unclear, reply to this mail: the insurance handler of ${unitName} will answer.`
        : `If something is wrong or unclear, ask the HR department of ${unitName}.`,
    ],
  },
};
