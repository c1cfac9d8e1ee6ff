import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { writeFileAtomically } from '../data-directory.ts';
import { generateSecret } from './generate-secret.ts';
import type { SecretDefinition } from './secret-definitions.ts';
import { vendorSecret } from './vendor-secrets.ts';

/** The embedded Secrets Manager: values are generated once and kept. */
export interface SecretStore {
  valueOf(arn: string): string;
  /** Enters a new value, as an administrator would. */
  put(arn: string, value: string): void;
  /** By name, ARN, or ARN without its random end. */
  find(secretId: string): SecretDefinition | undefined;
}

const fileSchema = z.record(z.string(), z.string());

/**
 * Keeps the values in `file`, which only its owner can read.
 * @param entered values that somebody enters, by the secret's name; they win over what is kept.
 */
export function openSecretStore(
  file: string,
  definitions: readonly SecretDefinition[],
  entered: Readonly<Record<string, string>> = {},
): SecretStore {
  const kept = existsSync(file) ? fileSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : {};
  const values = { ...kept };
  for (const { name, given, generate } of definitions)
    values[name] = entered[name] ?? values[name] ?? vendorSecret(name) ?? given ?? generateSecret(generate);
  const keep = () => writeFileAtomically(file, `${JSON.stringify(values, null, 2)}\n`, 0o600);
  keep();
  const find = (secretId: string) =>
    definitions.find(
      ({ name, arn }) => secretId === name || secretId === arn || secretId === arn.slice(0, -7),
    );
  return {
    find,
    valueOf: (arn) => values[find(arn)?.name ?? ''] ?? '',
    put(arn, value) {
      const name = find(arn)?.name;
      if (name === undefined) return;
      values[name] = value;
      keep();
    },
  };
}
