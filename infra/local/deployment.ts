import { type Assembly, readAssembly } from './assembly/assembly.ts';
import { createResolver, DEFAULT_REGION, LOCAL_ACCOUNT, type Place } from './assembly/resolver.ts';
import type { Deployed } from './assembly/resources.ts';
import { type TableDefinition, tableDefinitions } from './dynamodb/tables.ts';
import { type Route, routes } from './http-api/routes.ts';
import { type FunctionDefinition, functionDefinitions } from './lambda/function-definitions.ts';
import { type EventSource, eventSources } from './queues/event-sources.ts';
import { type QueueDefinition, queueDefinitions } from './queues/queues.ts';
import { mailFeedbackTopic, type TopicSubscription, topicSubscriptions } from './queues/topics.ts';
import { type ScheduleDefinition, scheduleDefinitions } from './scheduler.ts';
import { type SecretDefinition, secretDefinitions } from './secrets/secret-store.ts';

/** The parts of the assembly that run here, in plain values. */
export interface Deployment extends Deployed {
  readonly place: Place;
  readonly tables: readonly TableDefinition[];
  readonly queues: readonly QueueDefinition[];
  readonly subscriptions: readonly TopicSubscription[];
  readonly mailFeedbackTopic: string | undefined;
  readonly secrets: readonly SecretDefinition[];
  readonly functions: readonly FunctionDefinition[];
  readonly routes: readonly Route[];
  readonly eventSources: readonly EventSource[];
  readonly schedules: readonly ScheduleDefinition[];
}

/** Resource types that the runner implements. */
const RUN = [
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::DynamoDB::Table',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::SES::ConfigurationSetEventDestination',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
  'AWS::Scheduler::Schedule',
  'AWS::SecretsManager::Secret',
];

/** Resource types that have no meaning on one machine: permissions, keys, retention, SES identities, and monitoring. */
const LEFT_OUT = [
  'AWS::ApiGatewayV2::ApiMapping',
  'AWS::ApiGatewayV2::DomainName',
  'AWS::ApiGatewayV2::Stage',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::KMS::Alias',
  'AWS::KMS::Key',
  'AWS::Lambda::Permission',
  'AWS::Logs::LogGroup',
  'AWS::Logs::MetricFilter',
  'AWS::SES::ConfigurationSet',
  'AWS::SES::EmailIdentity',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
];

/**
 * Reads the assembly as if it were deployed to this machine.
 * @param place the addresses of the HTTP API and of the SQS endpoint in queue URLs.
 * @param warn called with each resource that is not run.
 * @throws Error naming a resource and its unsupported part.
 */
export function readDeployment(
  directory: string,
  { queueOrigin, apiOrigin }: Pick<Place, 'queueOrigin' | 'apiOrigin'>,
  warn: (message: string) => void,
): Deployment {
  const assembly = readAssembly(directory);
  for (const warning of warningsFor(assembly)) warn(warning);
  const place = { region: assembly.region ?? DEFAULT_REGION, account: LOCAL_ACCOUNT, queueOrigin, apiOrigin };
  const deployed = { assembly, resolver: createResolver(assembly, place) };
  return {
    ...deployed,
    place,
    tables: tableDefinitions(deployed),
    queues: queueDefinitions(deployed),
    subscriptions: topicSubscriptions(deployed),
    mailFeedbackTopic: mailFeedbackTopic(deployed),
    secrets: secretDefinitions(deployed),
    functions: functionDefinitions(deployed),
    routes: routes(deployed),
    eventSources: eventSources(deployed),
    schedules: scheduleDefinitions(deployed),
  };
}

/** @returns one line for each resource whose type is neither in RUN nor in LEFT_OUT. */
function warningsFor(assembly: Assembly): string[] {
  return [...assembly.resources.values()]
    .filter(({ type }) => !RUN.includes(type) && !LEFT_OUT.includes(type))
    .map(({ type, logicalId }) => `${logicalId} is a ${type}, which the local runner does not run`);
}
