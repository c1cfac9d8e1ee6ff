import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { callerArn } from '../../../functions/adapters/caller-identity.ts';

const ARN = 'arn:aws:sts::123456789012:assumed-role/Operators/wang.fang';
const IDENTITY = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <GetCallerIdentityResult><Arn>${ARN}</Arn><UserId>AROA:wang.fang</UserId><Account>123456789012</Account></GetCallerIdentityResult>
</GetCallerIdentityResponse>`;
const REFUSED = `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <Error><Type>Sender</Type><Code>ExpiredToken</Code><Message>expired</Message></Error>
</ErrorResponse>`;

let server: Server | undefined;
afterEach(() => server?.close());

/** An STS server that answers every request with the same response. */
async function answering(status: number, body: string) {
  const asked: string[] = [];
  server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    asked.push(text);
    response.writeHead(status, { 'content-type': 'text/xml' }).end(body);
  });
  await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return { asked, place: { endpoint: `http://127.0.0.1:${port}`, region: 'cn-north-1', credentials } };
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
