import { randomInt } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { type Deployed, resourcesOfType } from '../assembly/resources.ts';
import { writeFileAtomically } from '../data-directory.ts';
import { vendorSecret } from './sender-secrets.ts';

export interface SecretDefinition {
  readonly name: string;
  readonly arn: string;
  /** The value in the template, or the options for generating it. */
  readonly value: string | GenerateSecretString;
}

const generateSchema = z.strictObject({
  PasswordLength: z.number(),
  ExcludePunctuation: z.literal(true),
  SecretStringTemplate: z.string(),
  GenerateStringKey: z.string(),
});

type GenerateSecretString = z.infer<typeof generateSchema>;

const secretSchema = z.strictObject({
  Name: z.string(),
  SecretString: z.optional(z.string()),
  GenerateSecretString: z.optional(generateSchema),
});

export function secretDefinitions(deployed: Deployed): SecretDefinition[] {
  return resourcesOfType(deployed, 'AWS::SecretsManager::Secret', secretSchema).map(
    ({ resource, properties: { Name: name, SecretString, GenerateSecretString } }) => {
      const value = SecretString ?? GenerateSecretString;
      if (value === undefined)
        throw new Error(`${resource.logicalId} has neither a SecretString nor a GenerateSecretString`);
      return { name, arn: deployed.resolver.identityOf(resource).ref, value };
    },
  );
}

/** The embedded Secrets Manager: values are generated once and stored. */
export interface SecretStore {
  valueOf(arn: string): string;
  /** Enters a new value, as an administrator would. */
  put(nameOrArn: string, value: string): void;
  find(nameOrArn: string): SecretDefinition | undefined;
}

const fileSchema = z.record(z.string(), z.string());

/**
 * Opens the store, which keeps the values in `file`. Only the file's owner can read it.
 * @param entered values by secret name; they take precedence.
 */
export function openSecretStore(
  file: string,
  definitions: readonly SecretDefinition[],
  entered: Readonly<Record<string, string>> = {},
): SecretStore {
  const kept = existsSync(file) ? fileSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : {};
  const values = { ...kept };
  for (const { name, value } of definitions)
    values[name] =
      entered[name] ??
      values[name] ??
      vendorSecret(name) ??
      (typeof value === 'string' ? value : generateSecret(value));
  const keep = () => writeFileAtomically(file, `${JSON.stringify(values, null, 2)}\n`, 0o600);
  keep();
  const find = (nameOrArn: string) =>
    definitions.find(({ name, arn }) => nameOrArn === name || nameOrArn === arn);
  return {
    find,
    valueOf: (arn) => values[find(arn)?.name ?? ''] ?? '',
    put(nameOrArn, value) {
      const name = find(nameOrArn)?.name;
      if (name === undefined) return;
      values[name] = value;
      keep();
    },
  };
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const CHARACTERS = `${LETTERS}${LETTERS.toUpperCase()}0123456789`;

/**
 * The JSON of the template, with a random value of letters and digits under the given key.
 */
export function generateSecret(options: GenerateSecretString): string {
  const password = Array.from({ length: options.PasswordLength }, () =>
    CHARACTERS.charAt(randomInt(CHARACTERS.length)),
  ).join('');
  return JSON.stringify({
    ...JSON.parse(options.SecretStringTemplate),
    [options.GenerateStringKey]: password,
  });
}
