import { createHash } from 'node:crypto';
import type { Assembly, Resource } from './assembly.ts';

/** The simulated place of the deployment, for pseudo parameters and the names of resources. */
export interface Place {
  readonly region: string;
  readonly account: string;
  /** The origin of the SQS endpoint that queue URLs point to, for example `http://127.0.0.1:4100`. */
  readonly queueOrigin: string;
  readonly apiOrigin: string;
}

/** The account that the embedded SQS puts into its own ARNs. It supports no other account. */
export const LOCAL_ACCOUNT = '000000000000';

/** The region that is used if the stack was synthesized for any region. It has every service that the stack may use. */
export const DEFAULT_REGION = 'ap-southeast-1';

/** The values that CloudFormation gives a resource: `Ref`, and the attributes for `Fn::GetAtt`. */
export interface Identity {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Resolves the values of a template as CloudFormation would at deployment. */
export interface Resolver {
  /** @throws Error naming `owner` if the value contains an unsupported intrinsic. */
  resolve(value: unknown, owner: string): unknown;
  propertiesOf(resource: Resource): Record<string, unknown>;
  identityOf(resource: Resource): Identity;
}

/** @returns an ARN in the place's partition, region and account. @param rest the part after the account. */
export function arnIn({ region, account }: Place, service: string, rest: string): string {
  return `arn:${partitionOf(region)}:${service}:${region}:${account}:${rest}`;
}

/**
 * The intrinsics that the app's templates use. If a template uses another one, the start fails with an error that names
 * it.
 */
type Intrinsic = 'Ref' | 'Fn::GetAtt' | 'Fn::Join' | 'Fn::Sub';

export function createResolver(assembly: Assembly, place: Place): Resolver {
  const pseudo: Readonly<Record<string, string>> = {
    'AWS::AccountId': place.account,
    'AWS::Region': place.region,
    'AWS::Partition': partitionOf(place.region),
    'AWS::URLSuffix': place.region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com',
  };

  const identityOf = (resource: Resource): Identity =>
    identify(resource, place, (value) => resolve(value, resource.logicalId));

  const identityNamed = (logicalId: string): Identity => {
    const resource = assembly.resources.get(logicalId);
    if (resource === undefined) throw new Error(`refers to ${logicalId}, which is not in the assembly`);
    return identityOf(resource);
  };

  const ref = (name: string): string => pseudo[name] ?? identityNamed(name).ref;

  const intrinsics: Readonly<Record<Intrinsic, (argument: unknown) => unknown>> = {
    Ref: (name) => ref(String(name)),
    'Fn::GetAtt': (argument) => {
      const [logicalId, name] = listOf(argument).map(String) as [string, string];
      const value = identityNamed(logicalId).attributes[name];
      if (value === undefined)
        throw new Error(`uses the attribute ${name} of ${logicalId}, which is unknown`);
      return value;
    },
    'Fn::Join': (argument) => {
      const [separator, parts] = listOf(evaluate(argument));
      return listOf(parts).map(String).join(String(separator));
    },
    'Fn::Sub': (text) => {
      if (typeof text !== 'string' || text.includes('${!'))
        throw new Error(
          'uses Fn::Sub with variables or literals, which the local runner does not understand',
        );
      return text.replaceAll(/\$\{([^}]+)\}/g, (_all, name: string) => ref(name));
    },
  };

  function evaluate(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(evaluate);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [[name, argument] = ['', undefined]] = entries;
    if (entries.length === 1 && (name === 'Ref' || name.startsWith('Fn::'))) {
      if (!Object.hasOwn(intrinsics, name))
        throw new Error(`uses ${name}, which the local runner does not understand`);
      return intrinsics[name as Intrinsic](argument);
    }
    return Object.fromEntries(entries.map(([key, inner]) => [key, evaluate(inner)]));
  }

  function resolve(value: unknown, owner: string): unknown {
    try {
      return evaluate(value);
    } catch (error) {
      throw new Error(`${owner} ${(error as Error).message}`, { cause: error });
    }
  }

  return {
    resolve,
    identityOf,
    propertiesOf: (resource) => resolve(resource.properties, resource.logicalId) as Record<string, unknown>,
  };
}

/** The identity of a resource on this machine. If the resource has no name, its logical id is used. */
function identify(resource: Resource, place: Place, resolve: (value: unknown) => unknown): Identity {
  const { logicalId, type, properties } = resource;
  const named = (property: string) => String(resolve(properties[property] ?? logicalId));
  const withArn = (ref: string, service: string, rest: string) => ({
    ref,
    attributes: { Arn: arnIn(place, service, rest) },
  });
  switch (type) {
    case 'AWS::DynamoDB::Table':
      return withArn(named('TableName'), 'dynamodb', `table/${named('TableName')}`);
    case 'AWS::SQS::Queue': {
      const QueueName = named('QueueName');
      const { attributes } = withArn(QueueName, 'sqs', QueueName);
      return {
        ref: `${place.queueOrigin}/${place.account}/${QueueName}`,
        attributes: { ...attributes, QueueName },
      };
    }
    case 'AWS::SNS::Topic':
      return { ref: arnIn(place, 'sns', named('TopicName')), attributes: {} };
    case 'AWS::Lambda::Function':
      return withArn(named('FunctionName'), 'lambda', `function:${named('FunctionName')}`);
    case 'AWS::SecretsManager::Secret':
      return {
        ref: arnIn(place, 'secretsmanager', `secret:${named('Name')}-${suffix(logicalId)}`),
        attributes: {},
      };
    case 'AWS::ApiGatewayV2::Api':
      return { ref: suffix(logicalId), attributes: { ApiEndpoint: place.apiOrigin } };
    case 'AWS::KMS::Key':
      return withArn(suffix(logicalId), 'kms', `key/${suffix(logicalId)}`);
    case 'AWS::IAM::Role':
      return {
        ref: logicalId,
        attributes: { Arn: `arn:${partitionOf(place.region)}:iam::${place.account}:role/${logicalId}` },
      };
    case 'AWS::Logs::LogGroup':
      return withArn(named('LogGroupName'), 'logs', `log-group:${named('LogGroupName')}:*`);
    default:
      return { ref: named('Name'), attributes: {} };
  }
}

function partitionOf(region: string): string {
  return region.startsWith('cn-') ? 'aws-cn' : 'aws';
}

function suffix(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 6);
}

function listOf(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new Error(`has ${JSON.stringify(value)} where a list is expected`);
  return value;
}
