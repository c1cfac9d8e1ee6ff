import { beforeAll, describe, expect, test } from 'vitest';
import { SOURCES } from '../../functions/sources/sources.ts';
import { type Bundle, bundleOf } from '../support/bundle-of.ts';

/** What receive-event needs of others; a sender waits for each of them. An SDK of an HR system is none of these. */
const ALLOWED = [
  '@aws-sdk/client-dynamodb',
  '@aws-sdk/client-secrets-manager',
  '@aws-sdk/client-sqs',
  '@aws-sdk/core',
  '@aws-sdk/credential-provider-env',
  '@aws-sdk/credential-provider-node',
  '@aws-sdk/dynamodb-codec',
  '@aws-sdk/endpoint-cache',
  '@aws-sdk/middleware-endpoint-discovery',
  '@aws-sdk/middleware-sdk-sqs',
  '@aws/lambda-invoke-store',
  '@middy/core',
  '@smithy/core',
  '@smithy/node-http-handler',
  '@smithy/signature-v4',
  '@smithy/types',
  'dayjs',
  'mnemonist',
  'obliterator',
  // WeCom's XML.
  'saxes',
  'xmlchars',
  'zod',
];

let bundle: Bundle;
beforeAll(async () => {
  bundle = await bundleOf('receive-event');
});

describe('the bundle of receive-event', () => {
  test('has nothing of a package in it but of those allowed', () => {
    expect(bundle.packages).toEqual(ALLOWED);
  });

  test.each([...SOURCES.keys()])('has the source %s in it', (name) => {
    expect(bundle.files).toContain(`functions/sources/${name}/${name}.ts`);
  });

  test('has nothing of the HR systems’ APIs in it, which are asked later', () => {
    expect(
      bundle.files.filter((file) =>
        /^functions\/(sources\/\w+\/api\.ts|sources\/api\/api-access\.ts|enrich-event\/)/.test(file),
      ),
    ).toEqual([]);
  });

  test('loads no source, no schema of a fact, no fold, no rule, no region and no queue before they are needed', () => {
    const needed =
      /^functions\/sources\/(standard|feishu|bamboohr|dingtalk|wecom|xinrenxinshi|cloudevents)\//;
    const others =
      /^domain\/(regions|rules)\/|^domain\/employment\/(fold|authority)|^functions\/intake\/(handle|append|commit)-|^domain\/facts\/schema-parts|^functions\/adapters\/sqs-/;
    expect(bundle.filesAtOnce).toContain('functions/receive-event/handler.ts');
    expect(bundle.filesAtOnce.filter((file) => needed.test(file) || others.test(file))).toEqual([]);
    expect(bundle.files.filter((file) => others.test(file))).not.toEqual([]);
    expect(bundle.packagesAtOnce).not.toContain('saxes');
    expect(bundle.packagesAtOnce).toContain('zod');
  });

  test('without a source has nothing that only that one needs', async () => {
    const { files, bytes } = await bundleOf('receive-event', ['functions/sources/wecom/wecom.ts']);
    expect(files).not.toContain('functions/sources/wecom/xml.ts');
    expect(files).toContain('functions/sources/webhook/callback.ts');
    expect(bytes).toBeLessThan(bundle.bytes);
  });
});
