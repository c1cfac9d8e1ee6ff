import { describe, expect, test } from 'vitest';
import { readSettings } from '../../infra/settings.ts';
import { onlyResource } from './only-resource.ts';
import { synthesized } from './synthesized.ts';
import { inWords } from './template-text.ts';

const CERTIFICATE = 'arn:aws:acm:ap-southeast-1:123456789012:certificate/0000';
const on = synthesized({ CANBAO_STAGE: 'test' });
const off = synthesized({ CANBAO_STAGE: 'test', CANBAO_PORTAL: 'off' });
const named = synthesized({
  CANBAO_PORTAL_DOMAIN: 'canbao.example.cn',
  CANBAO_PORTAL_CERTIFICATE_ARN: CERTIFICATE,
});

interface Route {
  readonly Properties: { readonly RouteKey: string; readonly Target: never };
}

const routesOf = ({ template }: typeof on) =>
  Object.values(template.findResources('AWS::ApiGatewayV2::Route') as Record<string, Route>).map(
    ({ Properties }) => Properties.RouteKey,
  );

describe('the portal', () => {
  test('has every path beside the webhooks, on the same API', () => {
    expect(routesOf(on)).toEqual([
      'POST /hooks/standard',
      'GET /',
      'POST /',
      'GET /{proxy+}',
      'POST /{proxy+}',
    ]);
    on.template.resourceCountIs('AWS::ApiGatewayV2::Api', 1);
  });

  test('has its own throttle, set after its routes, and the webhook keeps its own', () => {
    const [stage] = Object.values(on.template.findResources('AWS::ApiGatewayV2::Stage'));
    const own = { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 };
    expect(stage?.Properties.RouteSettings).toEqual({
      'POST /hooks/standard': { ThrottlingRateLimit: 10, ThrottlingBurstLimit: 1000 },
      'GET /': own,
      'POST /': own,
      'GET /{proxy+}': own,
      'POST /{proxy+}': own,
    });
    const routes = Object.entries(
      on.template.findResources('AWS::ApiGatewayV2::Route') as Record<string, Route>,
    );
    const portal = routes.flatMap(([id, { Properties }]) =>
      Properties.RouteKey.includes('hooks') ? [] : [id],
    );
    expect(portal.length).toBe(4);
    for (const id of portal) expect(stage?.DependsOn).toContain(id);
  });

  test.each([
    ['StaffPortal', ['SecretsDataKey']],
    ['ImportUpload', ['SecretsDataKey']],
    ['SendSignInCode', []],
  ])('lets %s read at most the data key, and no secret of an HR system', (id, secrets) => {
    const policies = Object.values(on.template.findResources('AWS::IAM::Policy')).filter(({ Properties }) =>
      Properties.Roles.some(({ Ref }: { Ref: string }) => Ref.startsWith(`${id}Role`)),
    );
    expect(policies).toHaveLength(1);
    const statements = policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
    const reading = statements.filter(({ Action }) => JSON.stringify(Action).includes('secretsmanager'));
    expect(reading.map(({ Resource }) => inWords(Resource))).toEqual(secrets);
  });

  test('drops a request for a sign-in code after ten minutes', () => {
    const queue = onlyResource(on.template, 'AWS::SQS::Queue', 'QueueName', 'canbao-test-sign-in-codes');
    const { MessageRetentionPeriod, VisibilityTimeout, RedrivePolicy } = queue.Properties;
    expect(MessageRetentionPeriod).toBe(600);
    expect(VisibilityTimeout * RedrivePolicy.maxReceiveCount).toBeLessThan(600);
  });

  test('gives mails its address', () => {
    const urlIn = ({ template }: typeof on) => {
      const functions = Object.values(template.findResources('AWS::Lambda::Function'));
      const send = functions.find(({ Properties }) => Properties.FunctionName.endsWith('-send-digest'));
      const url = send?.Properties.Environment.Variables.PORTAL_URL;
      return url === undefined ? undefined : inWords(url as never);
    };
    expect([on, named, off].map(urlIn)).toEqual([
      'WebhooksApi.ApiEndpoint',
      'https://canbao.example.cn',
      undefined,
    ]);
  });

  test('keeps a waiting upload for an hour, and gives it enough time to be processed', () => {
    const { Properties } = onlyResource(on.template, 'AWS::SQS::Queue', 'QueueName', 'canbao-test-uploads');
    expect(Properties.MessageRetentionPeriod).toBe(3600);
    const worker = onlyResource(
      on.template,
      'AWS::Lambda::Function',
      'FunctionName',
      'canbao-test-import-upload',
    );
    expect(Properties.VisibilityTimeout).toBeGreaterThan(worker.Properties.Timeout);
  });

  test('can have its own domain name', () => {
    named.template.hasResourceProperties('AWS::ApiGatewayV2::DomainName', {
      DomainName: 'canbao.example.cn',
      DomainNameConfigurations: [{ CertificateArn: CERTIFICATE, EndpointType: 'REGIONAL' }],
    });
    named.template.resourceCountIs('AWS::ApiGatewayV2::ApiMapping', 1);
    expect(Object.keys(named.template.findOutputs('*'))).toContain('PortalAlias');
  });

  test('creates no resource where it is off', () => {
    expect(routesOf(off)).toEqual(['POST /hooks/standard']);
    const text = JSON.stringify(off.template.toJSON());
    const parts = [
      'staff-portal',
      'sign-in-code',
      'import-upload',
      'replay-event',
      'REPLAY_QUEUE_URL',
      'PortalUrl',
      'CODE_QUEUE_URL',
      'UPLOAD_QUEUE_URL',
    ];
    for (const part of parts) expect([part, text.includes(`${part}"`)]).toEqual([part, false]);
    off.template.resourceCountIs('AWS::SQS::Queue', 5);
  });
});

describe('the settings of the portal', () => {
  const read = (given: Record<string, string>) => () => readSettings({ context: { canbao: given }, env: {} });

  test.each([
    [{ portal: 'yes' }, 'portal: "yes" cannot be used; allowed is on or off'],
    [{ portalDomain: 'canbao.example.cn' }, 'portalDomain: "canbao.example.cn (no portalCertificateArn)"'],
    [{ portalCertificateArn: CERTIFICATE }, '(no portalDomain)'],
    [{ portal: 'off', portalDomain: 'canbao.example.cn', portalCertificateArn: CERTIFICATE }, '(portal off)'],
    [{ portalDomain: 'https://canbao.example.cn', portalCertificateArn: CERTIFICATE }, 'a host name'],
  ])('%j are rejected by name', (given, message) => {
    expect(read(given)).toThrow(message);
  });
});
