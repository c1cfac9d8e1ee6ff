import { seededUuid } from '../seeded.ts';
import type { Letter, Reply, Vendor } from './vendor.ts';

/** A message: its id, type, time and the fields of the type. */
export type XinrenxinshiMessage = Readonly<Record<string, unknown>> & {
  readonly messageId: string;
  readonly type: string;
  /** Seconds since 1970 as text. */
  readonly sendtime: string;
};

/**
 * 薪人薪事 does not sign its messages, waits 3 s for one exact response, and never tries again.
 * @param key the last part of the path.
 */
export function xinrenxinshiVendor(key: string): Vendor<XinrenxinshiMessage> {
  const letterOf = (message: object): Letter => ({
    method: 'POST',
    path: `/hooks/xinrenxinshi/${key}`,
    headers: { 'content-type': 'application/json;charset=UTF-8' },
    body: Buffer.from(JSON.stringify(message)),
  });
  return {
    source: 'xinrenxinshi',
    limitSeconds: 3,
    waits: [],
    letter: letterOf,
    judge: (reply) => (isSuccess(reply) ? 'received' : 'lost'),
    greeting: (now) => ({
      limitSeconds: 3,
      letter: letterOf({
        messageId: seededUuid(),
        type: 'verify',
        sendtime: String(Math.floor(now / 1_000)),
      }),
      accepts: isSuccess,
    }),
  };
}

function isSuccess({ status, body }: Reply): boolean {
  return status === 200 && body.toString() === '{"message":"success"}';
}
