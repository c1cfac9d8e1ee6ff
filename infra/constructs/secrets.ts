import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { SOURCES } from '../../functions/sources/sources.ts';
import { type Binding, readingSecret } from './binding.ts';

interface SecretsProps {
  readonly stage: string;
  readonly sources: readonly string[];
}

/**
 * The length of a generated key. Its letters and digits are valid base64: 44 of them are 33 bytes, more than the 32
 * that HMAC-SHA256 can use.
 */
const CHARACTERS = 44;

/**
 * Keys that the deployment generates, each as JSON `{"current": "<base64>"}`. To rotate a webhook secret, an
 * administrator adds a second entry. The secrets remain when the stack is deleted: without the data key no identity
 * number could be matched again.
 */
export class Secrets extends Construct {
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
      'Hashes identity numbers, so that people are recognised without stored numbers, and encrypts the quarantine',
      'Stored hashes and encrypted bodies depend on it; another key would neither recognise nor decrypt them.',
    );
  }

  /** Sets WEBHOOK_SECRET_ARN_… of each source, and allows reading the secrets. */
  verifyingWebhooks(): Binding[] {
    return [...this.webhooks].map(([source, secret]) =>
      readingSecret(`WEBHOOK_SECRET_ARN_${source.toUpperCase()}`, secret),
    );
  }

  /** Whether any source has an API. */
  get hasApis(): boolean {
    return this.#apis.size > 0;
  }

  /** Sets API_SECRET_ARN_… of each source with an API, and allows reading the secrets. */
  callingApis(): Binding[] {
    return [...this.#apis].map(([source, secret]) =>
      readingSecret(`API_SECRET_ARN_${source.toUpperCase()}`, secret),
    );
  }

  /** Sets DATA_KEY_SECRET_ARN, and allows reading the secret. */
  hashingIdentities(): Binding {
    return readingSecret('DATA_KEY_SECRET_ARN', this.#dataKey);
  }

  #webhook(source: string, stage: string): Secret {
    const name = `canbao/${stage}/webhook/${source}`;
    const id = `Webhook${capitalised(source)}`;
    const entered = `The secret with which ${source} signs and encrypts its events; enter it after the first deployment`;
    if (SOURCES.get(source)?.secret === 'theirs') return this.#empty(id, name, entered);
    return this.#generated(
      id,
      name,
      `Verifies the events of ${source}; give its sender the value of current`,
      'An administrator exchanges it, because the new value must be entered in the HR system by hand.',
    );
  }

  #api(source: string, stage: string): Secret {
    const description = `The key of the API of ${source}, for missing details of events; enter it after the first deployment`;
    return this.#empty(`Api${capitalised(source)}`, `canbao/${stage}/api/${source}`, description);
  }

  /** A secret that starts without an entry, because the vendor issues the values. */
  #empty(id: string, secretName: string, description: string): Secret {
    const secret = new Secret(this, id, {
      secretName,
      description,
      secretObjectValue: {},
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'The vendor issues it; an administrator adds the new one to the old one.',
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
