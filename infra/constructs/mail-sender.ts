import { RemovalPolicy, SecretValue, Stack, Validations } from 'aws-cdk-lib';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { ConfigurationSet, EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { addressOf, domainsOf, type MailSettings } from '../settings.ts';
import { allow, type Binding, readingSecret } from './binding.ts';
import { MailFeedback } from './mail-feedback.ts';

interface MailSenderProps {
  readonly stage: string;
  readonly sender: string;
  readonly mail: MailSettings;
  /** The account's limit at the mail service. */
  readonly sendsPerSecond: number;
  /** How many instances share that limit. */
  readonly instances: number;
  /** The key of this stage. */
  readonly key: Key;
}

type SesSettings = Extract<MailSettings, { transport: 'ses' }>;
type SmtpSettings = Extract<MailSettings, { transport: 'smtp' }>;

/** Sends mail. It uses SES, with a permission for this sender only, or an SMTP server if SES is not available. */
export class MailSender extends Construct {
  /** The CNAME records that verify the domain and sign its mail; empty if this deployment has no domain. */
  readonly dkimRecords: readonly { readonly name: string; readonly value: string }[];
  /** The delivery results of mails; undefined if the mail service does not report them. */
  readonly feedback: MailFeedback | undefined;
  readonly #props: MailSenderProps;
  readonly #transport: Binding;

  constructor(scope: Construct, id: string, props: MailSenderProps) {
    super(scope, id);
    this.#props = props;
    const { mail } = props;
    this.dkimRecords = mail.transport === 'ses' ? this.#identity(mail) : [];
    if (mail.transport === 'ses') {
      const { stage, key } = props;
      const { configurationSet } = mail;
      this.feedback = new MailFeedback(this, 'Feedback', { stage, key, configurationSet });
      this.#transport = this.#ses(this.feedback);
    } else {
      this.feedback = undefined;
      this.#transport = this.#smtp(mail);
    }
  }

  /** Sets SENDER, SENDS_PER_SECOND (of one instance), MAIL_TRANSPORT and the variables of that transport. */
  binding(): Binding {
    const { sender, sendsPerSecond, instances, mail } = this.#props;
    return {
      ...this.#transport,
      environment: {
        SENDER: sender,
        SENDS_PER_SECOND: String(sendsPerSecond / instances),
        MAIL_TRANSPORT: mail.transport,
        ...this.#transport.environment,
      },
    };
  }

  /** Other senders of the domain may use the identity, so it remains when the stack is deleted. */
  #identity({ domain, configurationSet }: SesSettings): MailSender['dkimRecords'] {
    if (domain === undefined) return [];
    const identity = new EmailIdentity(this, 'Identity', {
      identity: Identity.domain(domain),
      ...(configurationSet !== undefined && {
        configurationSet: ConfigurationSet.fromConfigurationSetName(this, 'Set', configurationSet),
      }),
    });
    identity.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    return identity.dkimRecords;
  }

  /** SES identifies a sender by the address or by a domain, so the permission covers the address and its domains. */
  #ses({ configurationSetName }: MailFeedback): Binding {
    const address = addressOf(this.#props.sender);
    const arn = (resource: string, resourceName: string) =>
      Stack.of(this).formatArn({ service: 'ses', resource, resourceName });
    const resources = [
      ...[address, ...domainsOf(address)].map((name) => arn('identity', name)),
      arn('configuration-set', configurationSetName),
    ];
    const asSender = { StringEquals: { 'ses:FromAddress': address } };
    return {
      environment: { SES_CONFIGURATION_SET: configurationSetName },
      statements: [allow(['ses:SendRawEmail'], resources, asSender)],
    };
  }

  /**
   * Sends through an SMTP server. The secret starts with an empty user and password; an administrator enters them after
   * the first deployment.
   */
  #smtp({ host, port }: SmtpSettings): Binding {
    const secret = new Secret(this, 'Smtp', {
      secretName: `canbao/${this.#props.stage}/smtp`,
      description: 'User and password of the SMTP server; enter them here after the first deployment',
      secretObjectValue: { user: SecretValue.unsafePlainText(''), password: SecretValue.unsafePlainText('') },
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'The mail provider issues the password; an administrator enters the new one.',
    });
    const reading = readingSecret('SMTP_SECRET_ARN', secret);
    return {
      ...reading,
      environment: { SMTP_HOST: host, SMTP_PORT: String(port), ...reading.environment },
    };
  }
}
