import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import * as z from 'zod';
import type { SecretStore } from '../secrets/secret-store.ts';

const inputSchema = z.object({ SecretId: z.string(), VersionStage: z.optional(z.string()) });

interface Answer {
  readonly status: number;
  readonly content: object;
}

/** Answers as Secrets Manager does: functions read secrets, an administrator's tools enter them too. */
export function answerSecret(
  action: string,
  body: Buffer,
  response: ServerResponse,
  secrets: SecretStore,
): void {
  const { status, content } = answerTo(action, body, secrets);
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(content));
}

function answerTo(action: string, body: Buffer, secrets: SecretStore): Answer {
  if (action === 'GetSecretValue') return secretValue(body, secrets);
  return action === 'PutSecretValue' ? putValue(body, secrets) : unknownAction(action);
}

function unknownAction(action: string): Answer {
  const message = `the local Secrets Manager knows GetSecretValue and PutSecretValue, not ${action}`;
  return { status: 400, content: { __type: 'InvalidRequestException', message } };
}

function secretValue(body: Buffer, secrets: SecretStore): Answer {
  const { SecretId, VersionStage = 'AWSCURRENT' } = inputSchema.parse(JSON.parse(body.toString()));
  const secret = secrets.find(SecretId);
  if (secret === undefined || VersionStage !== 'AWSCURRENT')
    return notFound(`value for staging label: ${VersionStage}`);
  const SecretString = secrets.valueOf(secret.arn);
  const VersionId = versionOf(SecretString);
  const { arn: ARN, name: Name } = secret;
  return {
    status: 200,
    content: { ARN, Name, VersionId, SecretString, VersionStages: ['AWSCURRENT'], CreatedDate: 0 },
  };
}

const putSchema = z.object({ SecretId: z.string(), SecretString: z.string() });

function putValue(body: Buffer, secrets: SecretStore): Answer {
  const { SecretId, SecretString } = putSchema.parse(JSON.parse(body.toString()));
  const secret = secrets.find(SecretId);
  if (secret === undefined) return notFound('.');
  secrets.put(secret.arn, SecretString);
  const { arn: ARN, name: Name } = secret;
  return {
    status: 200,
    content: { ARN, Name, VersionId: versionOf(SecretString), VersionStages: ['AWSCURRENT'] },
  };
}

function notFound(what: string): Answer {
  const message = `Secrets Manager can't find the specified secret ${what}`;
  return { status: 400, content: { __type: 'ResourceNotFoundException', message } };
}

function versionOf(value: string): string {
  return createHash('sha256').update(value).digest('hex').slice(0, 32);
}
