import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { type Deployed, resourcesOfType } from '../assembly/resources.ts';

export interface FunctionDefinition {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  /** The bundle's file, which exports `handler`. */
  readonly file: string;
  readonly taskRoot: string;
  readonly runtime: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  /** The variables that the template sets; `environmentOf` adds those of Lambda. */
  readonly variables: Readonly<Record<string, string>>;
}

const functionSchema = z.strictObject({
  FunctionName: z.string(),
  Handler: z.literal('index.handler'),
  Runtime: z.string().startsWith('nodejs'),
  Code: z.strictObject({ S3Bucket: z.optional(z.unknown()), S3Key: z.string() }),
  Timeout: z.number(),
  MemorySize: z.number(),
  Environment: z.strictObject({ Variables: z.record(z.string(), z.string()) }),
});

const NO_EFFECT = ['Architectures', 'LoggingConfig', 'Role'];

/** All functions. @throws Error for one that does not run on Node from a bundled asset. */
export function functionDefinitions(deployed: Deployed): FunctionDefinition[] {
  return resourcesOfType(deployed, 'AWS::Lambda::Function', functionSchema, NO_EFFECT).map(
    ({ resource, properties }) => {
      const { logicalId } = resource;
      const taskRoot = deployed.assembly.assets.get(properties.Code.S3Key) ?? '';
      const file = join(taskRoot, 'index.js');
      if (taskRoot === '' || !existsSync(file))
        throw new Error(`${logicalId}: no asset of the assembly contains its index.js`);
      return {
        logicalId,
        name: properties.FunctionName,
        arn: deployed.resolver.identityOf(resource).attributes.Arn ?? '',
        file,
        taskRoot,
        runtime: properties.Runtime,
        timeoutSeconds: properties.Timeout,
        memoryMegabytes: properties.MemorySize,
        variables: properties.Environment.Variables,
      };
    },
  );
}

/** The function with this physical name, ARN or logical id. */
export function findFunction<T extends { readonly definition: FunctionDefinition }>(
  functions: readonly T[],
  name: string,
): T | undefined {
  return functions.find(({ definition }) =>
    [definition.name, definition.arn, definition.logicalId].includes(name),
  );
}

/** The addresses of the services for the functions' SDK clients. */
export interface Endpoints {
  readonly dynamodb: string;
  readonly sqs: string;
  readonly ses: string;
  readonly secretsManager: string;
  readonly lambda: string;
}

/**
 * All environment variables of a function: those of the template, those of Lambda, and the SDK's standard ones that
 * direct each client to this machine. The runner's own variables are not included. The access key is no secret: it
 * tells the gateway which function calls.
 */
export function environmentOf(
  definition: FunctionDefinition,
  region: string,
  endpoints: Endpoints,
): Record<string, string> {
  return {
    ...definition.variables,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: definition.logicalId,
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_LAMBDA_FUNCTION_NAME: definition.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMegabytes),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: logGroupOf(definition),
    AWS_LAMBDA_LOG_STREAM_NAME: LOG_STREAM,
    AWS_EXECUTION_ENV: `AWS_Lambda_${definition.runtime}`,
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_SQS: endpoints.sqs,
    AWS_ENDPOINT_URL_SES: endpoints.ses,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoints.secretsManager,
    AWS_ENDPOINT_URL_LAMBDA: endpoints.lambda,
    LAMBDA_TASK_ROOT: definition.taskRoot,
    _HANDLER: 'index.handler',
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
  };
}

export const LOG_STREAM = 'local';

export function logGroupOf({ name }: FunctionDefinition): string {
  return `/aws/lambda/${name}`;
}
