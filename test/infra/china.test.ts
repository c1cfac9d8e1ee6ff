import { expect, test } from 'vitest';
import { IN_CHINA, synthesized } from './synthesized.ts';
import { inWords } from './template-text.ts';

const { template } = synthesized(IN_CHINA);

test('in China, mail is sent over SMTP with a login that an administrator enters', () => {
  template.hasResource('AWS::SecretsManager::Secret', {
    DeletionPolicy: 'RetainExceptOnCreate',
    Properties: { Name: 'canbao/dev/smtp', SecretString: '{"user":"","password":""}' },
  });
  const [send] = Object.values(
    template.findResources('AWS::Lambda::Function', {
      Properties: { FunctionName: 'canbao-dev-send-digest' },
    }),
  );
  const { SMTP_SECRET_ARN, ...variables } = send?.Properties.Environment.Variables ?? {};
  expect(variables).toMatchObject({
    MAIL_TRANSPORT: 'smtp',
    SMTP_HOST: 'smtp.example.com',
    SMTP_PORT: '465',
  });
  expect(inWords(SMTP_SECRET_ARN)).toBe('MailSmtp');
});

test('in China, the dashboard has an address of the Chinese console', () => {
  const { template: withOne } = synthesized({ ...IN_CHINA, CANBAO_DASHBOARD: 'on' });
  const { Value } = withOne.findOutputs('DashboardUrl').DashboardUrl ?? {};
  expect(inWords(Value)).toMatch(/^https:\/\/console\.amazonaws\.cn\/cloudwatch\/home\?region=/);
});
