import type { FunctionDefinition } from './function-definitions.ts';

/** Where the functions' SDK clients find each service. */
export interface Endpoints {
  readonly dynamodb: string;
  readonly sqs: string;
  readonly ses: string;
  readonly secretsManager: string;
  readonly lambda: string;
}

/**
 * All environment variables of a function: those of the template, those that Lambda sets, and the SDK's own
 * standard ones that point each client to this machine. The runner's own variables are not among them.
 * The access key is no secret: it tells the gateway which function calls.
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
    AWS_ENDPOINT_URL_SESV2: endpoints.ses,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoints.secretsManager,
    AWS_ENDPOINT_URL_LAMBDA: endpoints.lambda,
    LAMBDA_TASK_ROOT: definition.taskRoot,
    _HANDLER: `index.${definition.handlerName}`,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
  };
}

export const LOG_STREAM = 'local';

export function logGroupOf({ name }: FunctionDefinition): string {
  return `/aws/lambda/${name}`;
}
