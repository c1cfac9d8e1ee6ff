import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { type Binding, readingSecret } from './binding.ts';

/** Letters and digits are base64 as they stand: 44 of them make 33 bytes, above the 32 that HMAC-SHA256 can use. */
const CHARACTERS = 44;

/**
 * Keys that the deployment makes up itself, each as JSON `{"current": "<base64>"}`. A second webhook secret is put
 * beside the first when it is to be exchanged. They survive the stack: with the data key gone, no identity number
 * would be recognised again.
 */
export class Secrets extends Construct {
  readonly webhookStandard: Secret;
  readonly #dataKey: Secret;

  constructor(scope: Construct, id: string, { stage }: { readonly stage: string }) {
    super(scope, id);
    this.webhookStandard = this.#generated(
      'WebhookStandard',
      `canbao/${stage}/webhook/standard`,
      'Signs the events of the HR system; give it whsec_ and the value of current',
      'It is exchanged together with the HR system, which has to be given the new one by hand.',
    );
    this.#dataKey = this.#generated(
      'DataKey',
      `canbao/${stage}/data-key`,
      'Hashes identity numbers, so that a person is found without their number being kept, and seals the quarantine',
      'Hashes made with it are stored, and bodies sealed with it; another key would recognise and open none of them.',
    );
  }

  /** WEBHOOK_SECRET_ARN_STANDARD and reading it. */
  verifyingStandardWebhooks(): Binding {
    return readingSecret('WEBHOOK_SECRET_ARN_STANDARD', this.webhookStandard);
  }

  /** DATA_KEY_SECRET_ARN and reading it. */
  hashingIdentities(): Binding {
    return readingSecret('DATA_KEY_SECRET_ARN', this.#dataKey);
  }

  #generated(id: string, secretName: string, description: string, whyNotRotated: string): Secret {
    const secret = new Secret(this, id, {
      secretName,
      description,
      generateSecretString: {
        secretStringTemplate: '{}',
        generateStringKey: 'current',
        passwordLength: CHARACTERS,
        excludePunctuation: true,
      },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(secret).acknowledge({ id: 'AwsSolutions-SMG4', reason: whyNotRotated });
    return secret;
  }
}
