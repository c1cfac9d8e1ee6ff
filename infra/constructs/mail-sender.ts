import { RemovalPolicy, SecretValue, Stack, Validations } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { addressOf, type MailSettings } from '../settings.ts';
import { allow, type Binding, readingSecret } from './binding.ts';

interface MailSenderProps {
  readonly stage: string;
  readonly sender: string;
  readonly mail: MailSettings;
  /** What the mail service allows the account. */
  readonly sendsPerSecond: number;
  /** How many instances share that. */
  readonly instances: number;
}

/** The way out for mail: SES as the sender and nobody else, or an SMTP server where SES does not exist. */
export class MailSender extends Construct {
  readonly #props: MailSenderProps;
  readonly #transport: Binding;

  constructor(scope: Construct, id: string, props: MailSenderProps) {
    super(scope, id);
    this.#props = props;
    this.#transport = props.mail.transport === 'ses' ? this.#ses() : this.#smtp(props.mail);
  }

  /** SENDER, SENDS_PER_SECOND (of one instance), MAIL_TRANSPORT and what that transport needs. */
  binding(): Binding {
    const { sender, sendsPerSecond, instances, mail } = this.#props;
    return {
      environment: {
        SENDER: sender,
        SENDS_PER_SECOND: String(sendsPerSecond / instances),
        MAIL_TRANSPORT: mail.transport,
        ...this.#transport.environment,
      },
      statements: this.#transport.statements,
    };
  }

  /** SES knows a sender by its address or by its domain, whichever was verified. */
  #ses(): Binding {
    const address = addressOf(this.#props.sender);
    const domain = address.slice(address.indexOf('@') + 1);
    const identities = [address, domain].map((resourceName) =>
      Stack.of(this).formatArn({ service: 'ses', resource: 'identity', resourceName }),
    );
    const asSender = { StringEquals: { 'ses:FromAddress': address } };
    return { environment: {}, statements: [allow(['ses:SendRawEmail'], identities, asSender)] };
  }

  /** The secret starts out with an empty user and password; an administrator enters them after the first deployment. */
  #smtp({ host, port }: Extract<MailSettings, { transport: 'smtp' }>): Binding {
    const secret = new Secret(this, 'Smtp', {
      secretName: `canbao/${this.#props.stage}/smtp`,
      description: 'User and password of the SMTP server; enter them here after the first deployment',
      secretObjectValue: { user: SecretValue.unsafePlainText(''), password: SecretValue.unsafePlainText('') },
      removalPolicy: RemovalPolicy.RETAIN,
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
