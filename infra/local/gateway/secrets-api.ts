import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import * as z from 'zod';
import type { SecretStore } from '../secrets/secret-store.ts';

const inputSchema = z.object({ SecretId: z.string(), VersionStage: z.optional(z.string()) });

interface Answer {
  readonly status: number;
  readonly content: object;
}

/** Answers as Secrets Manager does. Only GetSecretValue is known: functions read secrets and nothing else. */
export function answerSecret(
  action: string,
  body: Buffer,
  response: ServerResponse,
  secrets: SecretStore,
): void {
  const { status, content } =
    action === 'GetSecretValue' ? secretValue(body, secrets) : unknownAction(action);
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(content));
}

function unknownAction(action: string): Answer {
  const message = `the local Secrets Manager knows GetSecretValue only, not ${action}`;
  return { status: 400, content: { __type: 'InvalidRequestException', message } };
}

function secretValue(body: Buffer, secrets: SecretStore): Answer {
  const { SecretId, VersionStage = 'AWSCURRENT' } = inputSchema.parse(JSON.parse(body.toString()));
  const secret = secrets.find(SecretId);
  if (secret === undefined || VersionStage !== 'AWSCURRENT') {
    const message = `Secrets Manager can't find the specified secret value for staging label: ${VersionStage}`;
    return { status: 400, content: { __type: 'ResourceNotFoundException', message } };
  }
  const SecretString = secrets.valueOf(secret.arn);
  const VersionId = createHash('sha256').update(SecretString).digest('hex').slice(0, 32);
  const { arn: ARN, name: Name } = secret;
  return {
    status: 200,
    content: { ARN, Name, VersionId, SecretString, VersionStages: ['AWSCURRENT'], CreatedDate: 0 },
  };
}
