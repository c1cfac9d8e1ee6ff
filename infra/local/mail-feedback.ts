import { addresseeKey } from '../../domain/units/addressees.ts';
import { chinaDayOf, type Instant } from '../../domain/values/plain-date.ts';
import { recipientTag } from '../../functions/mail/recipient-tag.ts';

/** The SES notification of a permanent bounce of a mail to the address, sent now. */
export function cannedBounce(address: string, messageId: string, now: Instant): object {
  return {
    eventType: 'Bounce',
    bounce: {
      bounceType: 'Permanent',
      bounceSubType: 'General',
      bouncedRecipients: [{ emailAddress: address, action: 'failed', status: '5.1.1' }],
      timestamp: now,
    },
    mail: {
      messageId,
      timestamp: now,
      destination: [address],
      tags: { kind: ['digest'], run: [chinaDayOf(now)], to: [recipientTag(addresseeKey(address))] },
    },
  };
}
