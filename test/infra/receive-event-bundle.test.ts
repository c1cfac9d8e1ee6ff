import { beforeAll, describe, expect, test } from 'vitest';
import { SOURCES } from '../../functions/sources/sources.ts';
import { type Bundle, bundleOf } from '../support/bundle-of.ts';

/**
 * The packages that the bundle of receive-event may contain. A sender waits until they are loaded, so there is no SDK
 * of an HR system.
 */
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
  // Parses the XML of WeCom.
  'saxes',
  'xmlchars',
  'zod',
];

let bundle: Bundle;
beforeAll(async () => {
  bundle = await bundleOf('receive-event');
});

describe('the bundle of receive-event', () => {
  test('contains only the allowed packages', () => {
    expect(bundle.packages).toEqual(ALLOWED);
  });

  test.each([...SOURCES.keys()])('contains the source %s', (name) => {
    expect(bundle.files).toContain(`functions/sources/${name}/${name}.ts`);
  });

  test('contains no API client of an HR system, since those are called later', () => {
    expect(
      bundle.files.filter((file) =>
        /^functions\/(sources\/\w+\/api\.ts|sources\/api\/api-access\.ts|enrich-event\/)/.test(file),
      ),
    ).toEqual([]);
  });

  test('loads no source, schema, fold, rule, region or queue before the first event', () => {
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

  test('contains nothing of a source that is left out', async () => {
    const { files, bytes } = await bundleOf('receive-event', ['functions/sources/wecom/wecom.ts']);
    expect(files).not.toContain('functions/sources/wecom/xml.ts');
    expect(files).toContain('functions/sources/webhook/callback.ts');
    expect(bytes).toBeLessThan(bundle.bytes);
  });
});
