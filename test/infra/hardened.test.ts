import { describe, expect, test } from 'vitest';
import { SOURCES } from '../../functions/sources/sources.ts';
import { IN_CHINA, synthesized } from './synthesized.ts';
import { inWords } from './template-text.ts';

const ALL = { CANBAO_STAGE: 'test', CANBAO_SOURCES: [...SOURCES.keys()].join(',') };
const KEYS: Readonly<Record<string, string>> = {
  'AWS::SecretsManager::Secret': 'KmsKeyId',
  'AWS::Logs::LogGroup': 'KmsKeyId',
  'AWS::SQS::Queue': 'KmsMasterKeyId',
};

describe.each([
  ['with SES', { ...ALL, CANBAO_HARDENED: 'on' }],
  ['in China', { ...ALL, ...IN_CHINA, CANBAO_HARDENED: 'on' }],
])('the hardened stack %s', (_, env) => {
  const { template } = synthesized(env);

  test.each(Object.entries(KEYS))('encrypts every %s with the company’s key', (type, property) => {
    const found = Object.values(template.findResources(type));
    expect(found.length).toBeGreaterThan(3);
    for (const { Properties } of found) expect(inWords(Properties[property])).toBe('OwnKey.Arn');
  });

  test('rotates the key, keeps it after the stack, and allows only its own services', () => {
    const [key] = Object.entries(template.findResources('AWS::KMS::Key')).flatMap(([id, resource]) =>
      id.startsWith('OwnKey') ? [resource] : [],
    );
    expect(key).toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      Properties: { EnableKeyRotation: true },
    });
    const [account, ...rest]: {
      Principal: { AWS?: never; Service?: never };
      Condition: Record<string, Record<string, never>>;
    }[] = key?.Properties.KeyPolicy.Statement ?? [];
    expect(inWords(account?.Principal.AWS ?? '')).toContain('root');
    const said = rest.map(({ Principal, Condition }) => [
      inWords(Principal.Service ?? Principal.AWS ?? ''),
      Object.values(Condition).flatMap((each) => Object.keys(each)),
    ]);
    expect(said).toEqual([
      ['*', ['kms:CallerAccount', 'kms:ViaService']],
      ['logs.AWS::Region.AWS::URLSuffix', ['kms:EncryptionContext:aws:logs:arn']],
      ['sns.amazonaws.com', ['aws:SourceAccount']],
    ]);
  });
});

test('the stack without hardening has no company key', () => {
  const { template } = synthesized(ALL);
  for (const [type, property] of Object.entries(KEYS))
    for (const { Properties } of Object.values(template.findResources(type)))
      expect(Properties).not.toHaveProperty(property);
});
