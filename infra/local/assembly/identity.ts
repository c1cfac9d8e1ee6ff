import { createHash } from 'node:crypto';
import type { Resource } from './assembly.ts';
import { type Place, partitionOf } from './place.ts';

/** What CloudFormation answers for a resource: `Ref`, and attributes for `Fn::GetAtt`. */
export interface Identity {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

type Identify = (resource: Resource, place: Place, name: (property: string) => string) => Identity;

const arnOf = (place: Place, service: string, rest: string) =>
  `arn:${partitionOf(place.region)}:${service}:${place.region}:${place.account}:${rest}`;

const table: Identify = (_resource, place, name) => {
  const ref = name('TableName');
  const Arn = arnOf(place, 'dynamodb', `table/${ref}`);
  return { ref, attributes: { Arn, TableId: ref, StreamArn: `${Arn}/stream/2000-01-01T00:00:00.000` } };
};

const queue: Identify = (_resource, place, name) => {
  const QueueName = name('QueueName').slice(-80);
  const QueueUrl = `${place.queueOrigin}/${place.account}/${QueueName}`;
  return { ref: QueueUrl, attributes: { Arn: arnOf(place, 'sqs', QueueName), QueueName, QueueUrl } };
};

const lambda: Identify = (_resource, place, name) => {
  const ref = name('FunctionName');
  return { ref, attributes: { Arn: arnOf(place, 'lambda', `function:${ref}`) } };
};

const secret: Identify = (resource, place, name) => {
  const Id = arnOf(place, 'secretsmanager', `secret:${name('Name')}-${suffix(resource.logicalId)}`);
  return { ref: Id, attributes: { Id, Arn: Id } };
};

const topic: Identify = (_resource, place, name) => {
  const TopicName = name('TopicName');
  const TopicArn = arnOf(place, 'sns', TopicName);
  return { ref: TopicArn, attributes: { TopicArn, TopicName, Arn: TopicArn } };
};

const api: Identify = (resource, place) => {
  const ApiId = suffix(resource.logicalId);
  return { ref: ApiId, attributes: { ApiId, ApiEndpoint: place.apiOrigin } };
};

const key: Identify = (resource, place) => {
  const ref = suffix(resource.logicalId);
  return { ref, attributes: { Arn: arnOf(place, 'kms', `key/${ref}`), KeyId: ref } };
};

const role: Identify = (resource, place, name) => {
  const ref = name('RoleName');
  const Arn = `arn:${partitionOf(place.region)}:iam::${place.account}:role/${ref}`;
  return { ref, attributes: { Arn, RoleId: suffix(resource.logicalId) } };
};

const logGroup: Identify = (_resource, place, name) => {
  const ref = name('LogGroupName');
  return { ref, attributes: { Arn: arnOf(place, 'logs', `log-group:${ref}:*`) } };
};

const BY_TYPE: Readonly<Record<string, Identify>> = {
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::SQS::Queue': queue,
  'AWS::Lambda::Function': lambda,
  'AWS::SecretsManager::Secret': secret,
  'AWS::SNS::Topic': topic,
  'AWS::ApiGatewayV2::Api': api,
  'AWS::KMS::Key': key,
  'AWS::IAM::Role': role,
  'AWS::Logs::LogGroup': logGroup,
};

/** Everything else is known by its name, or its logical id where it has none. */
const other: Identify = (resource, place, name) => {
  const ref = name('Name');
  const service = (resource.type.split('::')[1] ?? 'unknown').toLowerCase();
  return { ref, attributes: { Arn: arnOf(place, service, ref), Id: ref, Name: ref } };
};

/**
 * @param resolve resolves the property that may hold the physical name.
 * @returns the identity that the resource has on this machine: the given name, or `<stack>-<logical id>`.
 */
export function identify(resource: Resource, place: Place, resolve: (value: unknown) => unknown): Identity {
  const name = (property: string) => {
    const given = resource.properties[property];
    return given === undefined ? `${resource.stackName}-${resource.logicalId}` : String(resolve(given));
  };
  return (BY_TYPE[resource.type] ?? other)(resource, place, name);
}

function suffix(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 6);
}
