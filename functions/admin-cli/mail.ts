import type { UndeliverableStaff } from '../../domain/digest/digest.ts';
import { EN } from '../../domain/letter/en.ts';
import { ZH } from '../../domain/letter/zh.ts';
import { addressIn } from '../sign-in/sign-in.ts';
import { tryAgain, undeliverable } from '../staff-actions/mail-addresses.ts';
import { noteAct } from './activity.ts';
import { argument } from './frame/kinds.ts';
import { type GroupSpec, storeCommand } from './frame/spec.ts';

const LIST = storeCommand({
  name: 'list',
  about: {
    zh: '收不到邮件的经办人员：自何时起、原因、所属单位',
    en: 'staff whose mail cannot be delivered: since when, why, at which units',
  },
  examples: ['canbao mail list --local', 'canbao mail list --stage prod --json'],
  async run(_asked, _context, store) {
    const fallbackMailbox = await store.settings.fallbackMailbox();
    const addresses: readonly UndeliverableStaff[] = await undeliverable({ ...store, fallbackMailbox });
    return {
      json: { addresses },
      lines: [
        addresses.length === 0 && {
          zh: '所有登记的地址都能收到邮件',
          en: 'mail reaches every registered address',
        },
        ...addresses.map((staff) => ({
          zh: ZH.administration.undeliverable(staff),
          en: EN.administration.undeliverable(staff),
        })),
        fallbackMailbox === undefined && {
          zh: '无权读取部署设置，后备邮箱（fallbackMailbox）未检查',
          en: 'the settings of the deployment cannot be read, so its fallbackMailbox was not checked',
        },
      ],
    };
  },
});

const RETRY = storeCommand({
  name: 'retry',
  about: {
    zh: '再次向某个地址发送：对方邮箱已恢复时使用，从下一次运行起生效',
    en: 'send mail to an address again, from the next run on; use this when the mailbox accepts mail again',
  },
  args: { address: argument({ zh: '邮箱地址', en: 'the address' }) },
  examples: ['canbao mail retry wang.fang@example.com --local'],
  check({ address }, context) {
    if (addressIn(address) !== undefined) return;
    throw context.badUsage({
      zh: '请写一个邮箱地址，例如 wang.fang@example.com',
      en: 'write a mail address, e.g. wang.fang@example.com',
    });
  },
  async run({ address }, context, store) {
    await noteAct('address-tried-again', [address], store, context);
    const isChanged = await tryAgain(address, store);
    const text = isChanged
      ? {
          zh: `${address}：从下一次运行起重新发送`,
          en: `${address}: mail is sent again from the next run on`,
        }
      : {
          zh: `${address} 没有停发，无需处理`,
          en: `${address}: mail to this address was not stopped; nothing to do`,
        };
    return { json: { address, retried: isChanged }, lines: [text] };
  },
});

export const MAIL: GroupSpec = {
  name: 'mail',
  about: { zh: '收不到邮件的地址', en: 'addresses that do not accept mail' },
  commands: [LIST, RETRY],
};
