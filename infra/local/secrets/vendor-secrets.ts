import { randomBytes } from 'node:crypto';

const letters = (count: number) => randomBytes(count).toString('hex').slice(0, count);

/** 43 characters of base64 that stand for 32 bytes, as DingTalk and WeCom give them. */
const aesKey = () => randomBytes(32).toString('base64').slice(0, 43);

/** By source, what its vendor's console would give an administrator to enter. */
const MADE_UP: Readonly<Record<string, () => Readonly<Record<string, string>>>> = {
  feishu: () => ({ encryptKey: letters(32), verificationToken: letters(32) }),
  dingtalk: () => ({ token: letters(24), aesKey: aesKey(), ownerKey: `ding${letters(16)}` }),
  wecom: () => ({ token: letters(24), aesKey: aesKey(), receiveId: `ww${letters(16)}` }),
  bamboohr: () => ({ key: letters(64) }),
};

/**
 * What stands in for the vendor's console on one machine: the secret `canbao/<stage>/webhook/<source>` of a source
 * whose vendor issues it, with one entry made up. @returns undefined for every other secret.
 */
export function vendorSecret(secretName: string): string | undefined {
  const made = MADE_UP[/\/webhook\/([^/]+)$/.exec(secretName)?.[1] ?? ''];
  return made === undefined ? undefined : JSON.stringify({ current: made() });
}
