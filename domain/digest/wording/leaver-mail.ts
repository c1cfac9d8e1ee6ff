import type { Language } from '../../units/unit.ts';
import type { PlainDate } from '../../values/plain-date.ts';

export interface LeaverMailAbout {
  readonly unitName: string;
  readonly leftOn: PlainDate;
  readonly answered: boolean;
}

/** What the mail to a leaver says of itself: who sends it, why, and that it comes once. */
export interface LeaverMailWording {
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
      `You get this mail because your last working day at ${unitName} was ${leftOn} and you left this address there. It is sent automatically on behalf of ${unitName}, once.`,
      answered
        ? `If something is wrong or unclear, reply to this mail: whoever handles insurance at ${unitName} will answer.`
        : `If something is wrong or unclear, ask the personnel department of ${unitName}.`,
    ],
  },
};
