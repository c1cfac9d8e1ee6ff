import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { instant, line } from '../../domain/facts/schema-parts.ts';
import { escapeHtml } from '../../domain/letter/letter.ts';
import { chinaDayOf } from '../../domain/values/plain-date.ts';
import { jsonOf, type QueuedMessage } from '../adapters/queue-batch.ts';
import { buildMail, type Sender } from '../mail/build-mail.ts';
import { failureIds } from '../mail/mail-failure.ts';
import { recipientTag } from '../mail/recipient-tag.ts';
import {
  type Clock,
  type Mailer,
  MailRefused,
  type RegistryReader,
  type SignInCodes,
  type Telemetry,
} from '../ports.ts';
import { codeFor } from '../sign-in/sign-in.ts';

interface SendCodePorts extends Telemetry {
  readonly codes: Pick<SignInCodes, 'keep'>;
  readonly registry: RegistryReader;
  readonly clock: Clock;
  readonly mailer: Mailer;
  readonly sender: Sender;
  readonly fallbackMailbox?: string | undefined;
}

const requestSchema = z.object({ address: line(254), browser: line(64), requestedAt: instant });

/** Handles a batch. @returns the ids of the messages that the queue delivers again. */
export async function sendSignInCodes(
  batch: readonly QueuedMessage[],
  ports: SendCodePorts,
): Promise<string[]> {
  const failed: string[] = [];
  for (const { id, body } of batch) {
    try {
      await sendSignInCode(jsonOf({ body }), ports);
    } catch (error) {
      failed.push(id);
      ports.log.warn('a sign-in code could not be sent', {
        messageId: id,
        ...failureIds(error),
      });
    }
  }
  return failed;
}

/** Mails a code if the address is registered. If the mail is refused, an operator can pass a code to the person. */
async function sendSignInCode(message: unknown, ports: SendCodePorts): Promise<void> {
  const { mailer, sender, clock, meter, log } = ports;
  const request = requestSchema.parse(message);
  const made = await codeFor(request, ports);
  if (made === undefined) return;
  const { code, addressee } = made;
  const to = recipientTag(addressee.key);
  const now = clock.now();
  const id = createHash('sha256').update(`${now}\n${addressee.key}`).digest('hex').slice(0, 32);
  const mail = await buildMail({
    sender,
    recipient: addressee,
    day: chinaDayOf(now),
    messageId: `<code.${id}@${sender.domain}>`,
    date: now,
    content: codeMail(code, sender.name),
    kind: 'sign-in-code',
  });
  try {
    await mailer.send(mail);
    meter.count('SignInCodeSent');
    log.info('sign-in code sent', { recipient: to });
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error;
    meter.count('SignInCodeFailed');
    log.error('the mail with a sign-in code was refused for good', { recipient: to, ...failureIds(error) });
  }
}

/**
 * The mail is in both languages, because the person has perhaps not chosen one yet. It has no link: the code is entered
 * where it was requested.
 */
function codeMail(code: string, product: string) {
  const lines = [
    `您的登录验证码：${code}`,
    '请在请求验证码的那个浏览器里填写，15 分钟内有效，只能用一次。不要转发给任何人；如果不是您本人请求的，忽略本邮件即可。',
    `Your sign-in code: ${code}`,
    'Enter it in the browser that requested it, within 15 minutes; it works once. Do not share it. If you did not request it, ignore this mail.',
  ];
  const [first = '', ...rest] = lines;
  return {
    subject: `[${product}] 登录验证码 ${code} / sign-in code`,
    text: `${lines.join('\n\n')}\n`,
    html: `<!doctype html><html lang="zh-CN"><body style="font:16px/1.6 sans-serif"><p style="font-size:20px">${escapeHtml(first)}</p>${rest.map((text) => `<p>${escapeHtml(text)}</p>`).join('')}</body></html>`,
  };
}
