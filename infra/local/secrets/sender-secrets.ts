import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { SOURCES } from '../../../functions/sources/sources.ts';
import type { FunctionDefinition } from '../lambda/function-definitions.ts';
import type { LocalJson } from '../local-json.ts';
import type { SecretStore } from './secret-store.ts';

const VARIABLE = /^WEBHOOK_SECRET_ARN_(\w+)$/;
const secretSchema = z.record(z.string(), z.union([z.string(), z.record(z.string(), z.string())]));

type SenderSecrets = Pick<LocalJson, 'webhookSecrets' | 'sourceSecrets'>;

/** The current entry of each source's secret. The secrets are found by the variables of the functions. */
export function senderSecrets(functions: readonly FunctionDefinition[], secrets: SecretStore): SenderSecrets {
  const webhookSecrets: Record<string, string> = {};
  const sourceSecrets: Record<string, Readonly<Record<string, string>>> = {};
  for (const [name, arn] of functions.flatMap(({ variables }) => Object.entries(variables))) {
    const source = VARIABLE.exec(name)?.[1]?.toLowerCase();
    if (source === undefined) continue;
    const { current } = secretSchema.parse(JSON.parse(secrets.valueOf(arn)));
    const entry = SOURCES.get(source);
    if (typeof current !== 'string') sourceSecrets[source] = current ?? {};
    else if (entry?.isKeyInPath) sourceSecrets[source] = { key: current };
    else webhookSecrets[source] = `whsec_${current}`;
  }
  return { webhookSecrets, sourceSecrets };
}

const letters = (count: number) => randomBytes(count).toString('hex').slice(0, count);

/** An aesKey as DingTalk and WeCom issue it: 43 characters of base64 for 32 bytes. */
const aesKey = () => randomBytes(32).toString('base64').slice(0, 43);

/** Invented entries by source, in the form in which the vendor's console issues them. */
const MADE_UP: Readonly<Record<string, () => Readonly<Record<string, string>>>> = {
  feishu: () => ({ encryptKey: letters(32), verificationToken: letters(32) }),
  dingtalk: () => ({ token: letters(24), aesKey: aesKey(), ownerKey: `ding${letters(16)}` }),
  wecom: () => ({ token: letters(24), aesKey: aesKey(), receiveId: `ww${letters(16)}` }),
  bamboohr: () => ({ key: letters(64) }),
};

/**
 * An invented entry for a secret that the vendor issues, `canbao/<stage>/webhook/<source>`; undefined for other
 * secrets.
 */
export function vendorSecret(secretName: string): string | undefined {
  const made = MADE_UP[/\/webhook\/([^/]+)$/.exec(secretName)?.[1] ?? ''];
  return made === undefined ? undefined : JSON.stringify({ current: made() });
}
