import { addresseeKey } from '../../domain/units/addressees.ts';
import { recipientTag } from '../../functions/mail/recipient-tag.ts';

interface SesMailOf {
  readonly to: string;
  readonly run?: string;
  readonly kind?: string;
  readonly guide?: string;
  readonly sentAt?: string;
  readonly messageId?: string;
}

const AT = '2026-11-23T00:30:10.000Z';

/** The events that SES publishes about a mail, with fields that our code does not read. */
export function sesEvent(
  eventType: string,
  { to, run = '2026-11-23', kind = 'digest', guide, sentAt = AT, messageId = 'ses-1' }: SesMailOf,
  more: object = {},
) {
  return {
    eventType,
    mail: {
      timestamp: sentAt,
      messageId,
      source: 'canbao@example.com',
      sendingAccountId: '123456789012',
      destination: [to],
      headersTruncated: false,
      headers: [{ name: 'To', value: to }],
      commonHeaders: { subject: '[参保管家] 2026-11-23', to: [to] },
      tags: {
        'ses:configuration-set': ['canbao-test'],
        'ses:from-domain': ['example.com'],
        run: [run],
        kind: [kind],
        to: [recipientTag(addresseeKey(to))],
        ...(guide !== undefined && { guide: [guide] }),
      },
    },
    ...more,
  };
}

export const delivery = (of: SesMailOf, timestamp = AT) =>
  sesEvent('Delivery', of, { delivery: { timestamp, recipients: [of.to], smtpResponse: '250 ok' } });

export const bounce = (of: SesMailOf, bounceType = 'Permanent', timestamp = AT) =>
  sesEvent('Bounce', of, {
    bounce: {
      bounceType,
      bounceSubType: 'General',
      bouncedRecipients: [{ emailAddress: of.to, status: '5.1.1' }],
      timestamp,
      feedbackId: 'f-1',
    },
  });

export const complaint = (of: SesMailOf, complaintFeedbackType?: string) =>
  sesEvent('Complaint', of, {
    complaint: {
      complainedRecipients: [{ emailAddress: of.to }],
      timestamp: AT,
      ...(complaintFeedbackType && { complaintFeedbackType }),
    },
  });
