import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { writeFileAtomically } from '../data-directory.ts';
import { generateSecret } from './generate-secret.ts';
import type { SecretDefinition } from './secret-definitions.ts';

/** The embedded Secrets Manager: values are generated once and kept. */
export interface SecretStore {
  valueOf(arn: string): string;
  /** By name, ARN, or ARN without its random end. */
  find(secretId: string): SecretDefinition | undefined;
}

const fileSchema = z.record(z.string(), z.string());

/** Keeps the values in `file`, which only its owner can read. */
export function openSecretStore(file: string, definitions: readonly SecretDefinition[]): SecretStore {
  const kept = existsSync(file) ? fileSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : {};
  const values = { ...kept };
  for (const { name, given, generate } of definitions) {
    if (given !== undefined) values[name] = given;
    else values[name] ??= generateSecret(generate);
  }
  writeFileAtomically(file, `${JSON.stringify(values, null, 2)}\n`, 0o600);
  const find = (secretId: string) =>
    definitions.find(
      ({ name, arn }) => secretId === name || secretId === arn || secretId === arn.slice(0, -7),
    );
  return {
    find,
    valueOf: (arn) => values[find(arn)?.name ?? ''] ?? '',
  };
}
