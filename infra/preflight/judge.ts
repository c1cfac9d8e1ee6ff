import type { Template } from './template.ts';

/** Finds what AWS rejects only at deployment, from a template alone. Each function returns problems, one line each. */

/** For each resource type, the property with the physical name, and the names that its service accepts. */
const NAMES: Readonly<Record<string, readonly [property: string, allowed: RegExp]>> = {
  'AWS::ApiGatewayV2::Api': ['Name', /^.{1,128}$/],
  'AWS::CloudWatch::Alarm': ['AlarmName', /^[ -~]{1,255}$/],
  'AWS::CloudWatch::Dashboard': ['DashboardName', /^[\w-]{1,255}$/],
  'AWS::DynamoDB::Table': ['TableName', /^[\w.-]{3,255}$/],
  'AWS::IAM::ManagedPolicy': ['ManagedPolicyName', /^[\w+=,.@-]{1,128}$/],
  'AWS::KMS::Alias': ['AliasName', /^alias\/[\w/-]{1,249}$/],
  'AWS::Lambda::Function': ['FunctionName', /^[\w-]{1,64}$/],
  'AWS::Logs::LogGroup': ['LogGroupName', /^[\w./#-]{1,512}$/],
  'AWS::SES::ConfigurationSet': ['Name', /^[\w-]{1,64}$/],
  'AWS::SNS::Topic': ['TopicName', /^[\w-]{1,256}$/],
  'AWS::SQS::Queue': ['QueueName', /^[\w-]{1,80}$/],
  'AWS::Scheduler::Schedule': ['Name', /^[\w.-]{1,64}$/],
  // The end of a name must not look like the suffix of a secret's ARN, because the two could not be distinguished.
  'AWS::SecretsManager::Secret': ['Name', /^(?!.*-[A-Za-z0-9]{6}$)[\w/+=.@-]{1,512}$/],
};

/** Lists every resource with a physical name, for example `AWS::SQS::Queue canbao-test-digests`. */
export function namesIn({ Resources }: Template): string[] {
  return Object.values(Resources).flatMap(({ Type, Properties }) => {
    const [property = ''] = NAMES[Type] ?? [];
    return property in (Properties ?? {}) ? [`${Type} ${Properties[property]}`] : [];
  });
}

export function nameProblems(template: Template): string[] {
  const names = namesIn(template);
  const refused = names.filter((name) => {
    const [type = '', ...rest] = name.split(' ');
    return !NAMES[type]?.[1].test(rest.join(' '));
  });
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return [
    ...refused.map((name) => `${name}: its service does not accept this name`),
    ...twice.map((name) => `${name}: two resources have this name`),
  ];
}

/** The limits of CloudFormation, IAM and Lambda, in bytes and counts. */
const LIMITS = {
  template: 1_000_000,
  resources: 500,
  outputs: 200,
  parameters: 200,
  policy: 10_240,
  environment: 4_096,
};

/** The greatest length of a secret's ARN or a queue's URL. */
const LONGEST_REFERENCE = 140;

export function sizeProblems(template: Template): string[] {
  const { Resources, Outputs = {}, Parameters = {} } = template;
  const tooLarge = (what: string, size: number, most: number) =>
    size > most ? [`${what}: ${size}, at most ${most}`] : [];
  return [
    ...tooLarge('bytes of the template', bytesOf(template), LIMITS.template),
    ...tooLarge('resources', Object.keys(Resources).length, LIMITS.resources),
    ...tooLarge('outputs', Object.keys(Outputs).length, LIMITS.outputs),
    ...tooLarge('parameters', Object.keys(Parameters).length, LIMITS.parameters),
    ...Object.entries(Resources).flatMap(([id, { Type, Properties }]) => {
      // References are measured unresolved. A resolved ARN is at most as long as its reference.
      if (Type === 'AWS::IAM::Policy')
        return tooLarge(`${id}, bytes of the policy`, bytesOf(Properties.PolicyDocument), LIMITS.policy);
      if (Type !== 'AWS::Lambda::Function') return [];
      const bytes = Object.entries(variablesOf(Properties)).map(
        ([name, value]) =>
          name.length + (typeof value === 'string' ? Buffer.byteLength(value) : LONGEST_REFERENCE),
      );
      const sum = bytes.reduce((total, one) => total + one, 0);
      return tooLarge(`${id}, bytes of the environment`, sum, LIMITS.environment);
    }),
  ];
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

function variablesOf(properties: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { Variables = {} } = (properties.Environment ?? {}) as { Variables?: Record<string, unknown> };
  return Variables;
}

/** Variables that Lambda sets itself and rejects in a function's configuration. */
const RESERVED =
  /^(_HANDLER|_X_AMZN_TRACE_ID|AWS_DEFAULT_REGION|AWS_REGION|AWS_EXECUTION_ENV|AWS_LAMBDA_\w+|AWS_ACCESS_KEY(_ID)?|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|LAMBDA_TASK_ROOT|LAMBDA_RUNTIME_DIR)$/;

export function environmentProblems({ Resources }: Template): string[] {
  return Object.entries(Resources).flatMap(([id, { Type, Properties }]) =>
    Type === 'AWS::Lambda::Function'
      ? Object.keys(variablesOf(Properties)).flatMap((name) =>
          RESERVED.test(name) || !/^[A-Za-z]\w+$/.test(name)
            ? [`${id}: Lambda refuses the variable ${name}`]
            : [],
        )
      : [],
  );
}

/** Finds Ref, GetAtt, Sub and DependsOn that name something that is neither in the template nor a pseudo parameter. */
export function referenceProblems(template: Template): string[] {
  const known = new Set([...Object.keys(template.Resources), ...Object.keys(template.Parameters ?? {})]);
  const problems: string[] = [];
  const check = (where: string, id: string) => {
    if (!known.has(id) && !id.startsWith('AWS::'))
      problems.push(`${where} refers to ${id}, which does not exist`);
  };
  const walk = (where: string, value: unknown): void => {
    if (value === null || typeof value !== 'object') return;
    if (Array.isArray(value)) {
      for (const each of value) walk(where, each);
      return;
    }
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'Ref') check(where, String(inner));
      else if (key === 'Fn::GetAtt') check(where, String([inner].flat()[0]).split('.')[0] ?? '');
      else if (key === 'Fn::Sub')
        for (const [, id = ''] of String([inner].flat()[0]).matchAll(/\$\{([^!}.]+)[^}]*\}/g)) {
          const given = Array.isArray(inner) ? Object.keys(inner[1] ?? {}) : [];
          if (!given.includes(id)) check(where, id);
        }
      walk(where, inner);
    }
  };
  for (const [id, resource] of Object.entries(template.Resources)) {
    walk(id, resource.Properties);
    for (const other of [resource.DependsOn ?? []].flat()) check(id, other);
  }
  walk('Outputs', template.Outputs);
  return problems;
}

/** The services that may assume a role of this stack. */
const TRUSTED = ['lambda.amazonaws.com', 'scheduler.amazonaws.com', 'apigateway.amazonaws.com'];

/** Finds trust policies that name other services or grant more than assuming the role. */
export function trustProblems({ Resources }: Template): string[] {
  return Object.entries(Resources).flatMap(([id, { Type, Properties }]) => {
    if (Type !== 'AWS::IAM::Role') return [];
    const { Statement } = Properties.AssumeRolePolicyDocument as { Statement: readonly Trust[] };
    return Statement.flatMap(({ Effect, Action, Principal }) => {
      const services = [Principal?.Service ?? []].flat();
      const isPlain =
        Effect === 'Allow' &&
        Action === 'sts:AssumeRole' &&
        Object.keys(Principal ?? {}).join() === 'Service' &&
        services.every((service) => TRUSTED.includes(service));
      return isPlain ? [] : [`${id}: its trust policy lets ${JSON.stringify(Principal)} assume it`];
    });
  });
}

interface Trust {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Principal?: { readonly Service?: string | readonly string[] };
}

/** All problems that the functions above find. */
export function problemsOf(template: Template): string[] {
  return [nameProblems, sizeProblems, environmentProblems, referenceProblems, trustProblems].flatMap(
    (judge) => judge(template),
  );
}
