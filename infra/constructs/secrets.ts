import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { SOURCES } from '../../functions/sources/sources.ts';
import { type Binding, readingSecret } from './binding.ts';

interface SecretsProps {
  readonly stage: string;
  readonly sources: readonly string[];
}

/** Letters and digits are base64 as they stand: 44 of them make 33 bytes, above the 32 that HMAC-SHA256 can use. */
const CHARACTERS = 44;

/**
 * Keys that the deployment makes up itself, each as JSON `{"current": "<base64>"}`. A second webhook secret is put
 * beside the first when it is to be exchanged. They survive the stack: with the data key gone, no identity number
 * would be recognised again.
 */
export class Secrets extends Construct {
  /** By the source's name. */
  readonly webhooks: ReadonlyMap<string, Secret>;
  readonly #apis: ReadonlyMap<string, Secret>;
  readonly #dataKey: Secret;

  constructor(scope: Construct, id: string, { stage, sources }: SecretsProps) {
    super(scope, id);
    this.webhooks = new Map(sources.map((source) => [source, this.#webhook(source, stage)]));
    const withApi = sources.filter((source) => SOURCES.get(source)?.hasApi);
    this.#apis = new Map(withApi.map((source) => [source, this.#api(source, stage)]));
    this.#dataKey = this.#generated(
      'DataKey',
      `canbao/${stage}/data-key`,
      'Hashes identity numbers, so that a person is found without their number being kept, and seals the quarantine',
      'Hashes made with it are stored, and bodies sealed with it; another key would recognise and open none of them.',
    );
  }

  /** WEBHOOK_SECRET_ARN_… of each source, and reading it. */
  verifyingWebhooks(): Binding[] {
    return [...this.webhooks].map(([source, secret]) =>
      readingSecret(`WEBHOOK_SECRET_ARN_${source.toUpperCase()}`, secret),
    );
  }

  /** Whether any source has an API to ask. */
  get hasApis(): boolean {
    return this.#apis.size > 0;
  }

  /** API_SECRET_ARN_… of each source that has an API, and reading it. */
  callingApis(): Binding[] {
    return [...this.#apis].map(([source, secret]) =>
      readingSecret(`API_SECRET_ARN_${source.toUpperCase()}`, secret),
    );
  }

  /** DATA_KEY_SECRET_ARN and reading it. */
  hashingIdentities(): Binding {
    return readingSecret('DATA_KEY_SECRET_ARN', this.#dataKey);
  }

  #webhook(source: string, stage: string): Secret {
    const name = `canbao/${stage}/webhook/${source}`;
    const id = `Webhook${capitalised(source)}`;
    const entered = `What ${source} signs and encrypts its events with; enter it after the first deployment`;
    if (SOURCES.get(source)?.secret === 'theirs') return this.#empty(id, name, entered);
    return this.#generated(
      id,
      name,
      `Proves the events of ${source}; give its sender the value of current`,
      'It is exchanged together with the HR system, which has to be given the new one by hand.',
    );
  }

  #api(source: string, stage: string): Secret {
    const description = `For asking ${source} what its events leave out; enter it after the first deployment`;
    return this.#empty(`Api${capitalised(source)}`, `canbao/${stage}/api/${source}`, description);
  }

  /** Starts out with no entry; the vendor issues what belongs into it. */
  #empty(id: string, secretName: string, description: string): Secret {
    const secret = new Secret(this, id, {
      secretName,
      description,
      secretObjectValue: {},
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'The vendor issues it; an administrator enters the new one beside the old.',
    });
    return secret;
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
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    Validations.of(secret).acknowledge({ id: 'AwsSolutions-SMG4', reason: whyNotRotated });
    return secret;
  }
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
