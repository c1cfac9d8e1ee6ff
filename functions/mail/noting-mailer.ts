import { addresseeKey } from '../../domain/units/addressees.ts';
import { type Clock, type MailAddresses, type Mailer, MailRefused, type Telemetry } from '../ports.ts';
import { recipientTag } from './recipient-tag.ts';

interface NotingPorts extends Telemetry {
  readonly mailAddresses: Pick<MailAddresses, 'note'>;
  readonly clock: Clock;
}

/** A mailer that records each address whose mailbox does not exist. A leaver's own address is not recorded. */
export function noting(mailer: Mailer, { mailAddresses, clock, meter, log }: NotingPorts): Mailer {
  return {
    async send(mail) {
      try {
        return await mailer.send(mail);
      } catch (error) {
        if (error instanceof MailRefused && error.noMailbox && mail.tags?.kind !== 'leaver-guide') {
          const address = addresseeKey(mail.to);
          const isNew = await mailAddresses.note(address, { is: 'refused', sentAt: clock.now() });
          if (isNew) {
            meter.count('AddressUndeliverable');
            log.error('an address does not accept mail', {
              recipient: recipientTag(address),
              why: 'refused',
            });
          }
        }
        throw error;
      }
    },
  };
}
