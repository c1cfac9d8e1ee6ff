import { Aspects, Aws, type IAspect, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AnyPrincipal, type PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct, type IConstruct } from 'constructs';
import { allow } from './binding.ts';

const USING = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'];

/**
 * A key of the company for secrets, logs and queues. Without it, AWS encrypts them with its own keys. The secrets
 * remain when the stack is deleted, and so does their key. A role that may use a secret or a queue may use the key for
 * it, but only through that service; this is the same with AWS's keys.
 */
export class OwnKey extends Construct implements IAspect {
  readonly #key: Key;

  constructor(scope: Construct, id: string, { stage }: { readonly stage: string }) {
    super(scope, id);
    this.#key = new Key(this, 'Key', {
      alias: `canbao-${stage}-hardened`,
      description: 'Canbao: secrets, logs and queues',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    Aspects.of(scope).add(this);
    for (const statement of this.#statements()) this.#key.addToResourcePolicy(statement);
  }

  /** Encrypts a secret, log group or queue with the key. CDK calls this method for every construct of the stack. */
  visit(node: IConstruct): void {
    const { keyArn } = this.#key;
    if (node instanceof CfnSecret || node instanceof CfnLogGroup) node.kmsKeyId = keyArn;
    if (!(node instanceof CfnQueue)) return;
    node.kmsMasterKeyId = keyArn;
    node.sqsManagedSseEnabled = undefined;
  }

  #statements(): PolicyStatement[] {
    const { account } = Stack.of(this);
    const throughServices = allow(USING, ['*'], {
      StringEquals: {
        'kms:CallerAccount': account,
        'kms:ViaService': ['secretsmanager', 'sqs'].map(
          (service) => `${service}.${Aws.REGION}.${Aws.URL_SUFFIX}`,
        ),
      },
    });
    throughServices.addPrincipals(new AnyPrincipal());
    const logs = allow(USING, ['*'], {
      ArnLike: {
        'kms:EncryptionContext:aws:logs:arn': Stack.of(this).formatArn({
          service: 'logs',
          resource: 'log-group:*',
        }),
      },
    });
    logs.addPrincipals(new ServicePrincipal(`logs.${Aws.REGION}.${Aws.URL_SUFFIX}`));
    const mailNews = allow(USING, ['*'], { StringEquals: { 'aws:SourceAccount': account } });
    mailNews.addPrincipals(new ServicePrincipal('sns.amazonaws.com'));
    return [throughServices, logs, mailNews];
  }
}
