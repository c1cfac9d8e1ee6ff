import { afterEach, expect, it } from 'vitest';
import { callerArn } from '../../../functions/adapters/caller-identity.ts';
import { type LocalServer, localServer } from '../../support/local-server.ts';

const ARN = 'arn:aws:sts::123456789012:assumed-role/Operators/wang.fang';
const IDENTITY = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <GetCallerIdentityResult><Arn>${ARN}</Arn><UserId>AROA:wang.fang</UserId><Account>123456789012</Account></GetCallerIdentityResult>
</GetCallerIdentityResponse>`;
const REFUSED = `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <Error><Type>Sender</Type><Code>ExpiredToken</Code><Message>expired</Message></Error>
</ErrorResponse>`;

let server: LocalServer | undefined;
afterEach(() => server?.stop());

/** An STS server that answers every request with the same response. */
async function answering(status: number, body: string) {
  const asked: string[] = [];
  server = await localServer((_, text, response) => {
    asked.push(text);
    response.writeHead(status, { 'content-type': 'text/xml' }).end(body);
  });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return { asked, place: { endpoint: server.url, region: 'cn-north-1', credentials } };
}

it('callerArn returns the ARN of the credentials in use', async () => {
  const { asked, place } = await answering(200, IDENTITY);
  expect(await callerArn(place)).toBe(ARN);
  expect(asked).toEqual([expect.stringContaining('Action=GetCallerIdentity')]);
});

it('callerArn fails with the error name that STS returns', async () => {
  const { place } = await answering(403, REFUSED);
  await expect(callerArn(place)).rejects.toMatchObject({ name: expect.stringContaining('ExpiredToken') });
});
