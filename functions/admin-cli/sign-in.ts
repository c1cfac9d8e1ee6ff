import { addressIn, codeInPlace } from '../sign-in/sign-in.ts';
import { noteAct } from './activity.ts';
import { line, required } from './frame/kinds.ts';
import { type GroupSpec, storeCommand } from './frame/spec.ts';

/**
 * Creates a code for a person whose mail cannot be delivered. It replaces the code that was sent, and is valid in the
 * same browser.
 */
const SIGN_IN_CODE = storeCommand({
  name: 'code',
  about: {
    zh: '代取登录验证码：邮件到不了时，对方先在登录页填写地址，再由管理员告知；会留下记录',
    en: 'create a sign-in code for a person whose mail cannot be delivered and who has just requested one; this is recorded in the audit log',
  },
  options: { for: required(line({ zh: '对方的邮箱地址', en: 'the address of that person' }, 'mail', 254)) },
  examples: ['canbao sign-in code --for wang.fang@example.com --local'],
  async run(asked, context, store) {
    const address = addressIn(asked.for);
    if (address === undefined)
      throw context.badUsage({
        zh: '--for 不是邮箱地址；例如 wang.fang@example.com',
        en: '--for must be a mail address, e.g. wang.fang@example.com',
      });
    const { clock } = context;
    const made = await codeInPlace(address, { codes: store.signInCodes, clock });
    if (made === undefined)
      throw context.failure({
        zh: `${address} 在 15 分钟内没有请求过验证码，或没有登记；请对方先在登录页填写地址`,
        en: `${address} requested no code in the last 15 minutes, or is not registered; the person must first enter the address on the sign-in page`,
      });
    // The audit log has the entry before the code is shown, and so before it can be used.
    const { by: who } = await noteAct('sign-in-code', [address], store, context);
    const { code, lapsesAt } = made;
    return {
      json: { address, code, lapsesAt },
      lines: [
        {
          zh: `${address} 的验证码：${code}（15 分钟内有效，只能在请求它的浏览器里使用；已记录由 ${who} 代取）`,
          en: `The code for ${address}: ${code} (valid for 15 minutes in the browser that requested it; recorded as created by ${who})`,
        },
      ],
    };
  },
});

export const SIGN_IN: GroupSpec = {
  name: 'sign-in',
  about: { zh: '协助员工登录页面', en: 'help staff to sign in to the portal' },
  commands: [SIGN_IN_CODE],
};
