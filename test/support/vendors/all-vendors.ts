import { bambooHrVendor } from './bamboohr.ts';
import { cloudeventsVendor, type Mode } from './cloudevents.ts';
import { dingtalkVendor } from './dingtalk.ts';
import { feishuVendor } from './feishu.ts';
import { standardVendor } from './standard.ts';
import { wecomVendor } from './wecom.ts';
import { xinrenxinshiVendor } from './xinrenxinshi.ts';

type Parts = Readonly<Record<string, string>>;

/** For each source the parts of one entry of its secret, as the vendor's console or the deployment shows them. */
export type SecretsOfAll = Readonly<Record<string, Parts>>;

/** Every HR system, with the same keys as the receiver. */
export function allVendors(secrets: SecretsOfAll, { mode }: { readonly mode?: Mode } = {}) {
  const of = (source: string) => partsOf(secrets, source);
  const feishu = of('feishu');
  const dingtalk = of('dingtalk');
  const wecom = of('wecom');
  return {
    standard: standardVendor(of('standard')('key')),
    cloudevents: cloudeventsVendor(of('cloudevents')('key'), mode),
    feishu: feishuVendor({
      encryptKey: feishu('encryptKey'),
      verificationToken: feishu('verificationToken'),
    }),
    dingtalk: dingtalkVendor({
      token: dingtalk('token'),
      aesKey: dingtalk('aesKey'),
      receiver: dingtalk('ownerKey'),
    }),
    wecom: wecomVendor({ token: wecom('token'), aesKey: wecom('aesKey'), receiver: wecom('receiveId') }),
    bamboohr: bambooHrVendor(of('bamboohr')('key')),
    xinrenxinshi: xinrenxinshiVendor(of('xinrenxinshi')('key')),
  };
}

export type AllVendors = ReturnType<typeof allVendors>;

function partsOf(secrets: SecretsOfAll, source: string): (name: string) => string {
  return (name) => {
    const value = secrets[source]?.[name];
    if (value === undefined) throw new Error(`${source} has no ${name}`);
    return value;
  };
}

/** Generated keys in the form of each vendor. @param seed one letter or digit, from which the keys are made. */
export function madeUpSecrets(seed: string): SecretsOfAll {
  const letters = (count: number) => `k${seed}`.repeat(count).slice(0, count);
  const key = `whsec_${Buffer.from(letters(32)).toString('base64')}`;
  const aesKey = letters(43);
  return {
    standard: { key },
    cloudevents: { key },
    feishu: { encryptKey: letters(32), verificationToken: letters(24) },
    dingtalk: { token: letters(24), aesKey, ownerKey: `ding${letters(16)}` },
    wecom: { token: letters(24), aesKey, receiveId: `ww${letters(16)}` },
    bamboohr: { key: letters(64) },
    xinrenxinshi: { key: letters(40) },
  };
}
