import { join } from 'node:path';
import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import {
  type BundlingOptions,
  Charset,
  LogLevel,
  NodejsFunction,
  OutputFormat,
} from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Binding } from './binding.ts';
import { METRIC_NAMESPACE, serviceName } from './service-metric.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/**
 * Ways for the SDK to come by credentials that Lambda has no use for: it gives a function its own in the environment,
 * where they are looked for first. Nothing of this is ever loaded; left in, it would be a quarter of each bundle.
 */
const OTHER_CREDENTIALS = [
  '@aws-sdk/nested-clients',
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-login',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/credential-provider-imds',
];

/**
 * CommonJS, minified, ES modules preferred where a package offers both, Chinese not escaped, what is used of the SDK inside: the
 * fastest to load of what was measured. Beside it goes a package.json that says so, for wherever the bundle is loaded
 * from a folder whose own package.json says otherwise.
 */
export const BUNDLING: BundlingOptions = {
  format: OutputFormat.CJS,
  minify: true,
  sourceMap: false,
  mainFields: ['module', 'main'],
  charset: Charset.UTF8,
  externalModules: OTHER_CREDENTIALS,
  forceDockerBundling: false,
  logLevel: LogLevel.WARNING,
  commandHooks: {
    beforeBundling: () => [],
    beforeInstall: () => [],
    afterBundling: (_input, output) => [
      `node -p "JSON.stringify({type:'commonjs'})" > "${join(output, 'package.json')}"`,
    ],
  },
};

export interface CanbaoFunctionProps {
  readonly stage: string;
  /** The folder under functions/ that holds handler.ts, and the last part of the physical name. */
  readonly name: string;
  readonly description: string;
  readonly timeout: Duration;
  /** In MB; CPU comes with it. */
  readonly memorySize?: number;
  readonly bindings: readonly Binding[];
}

/**
 * A function as every one here is: runtime, bundle, log and metric names are the same, and it may do exactly what
 * its bindings say and write its own log. X-Ray is off: it does not exist everywhere in China.
 */
export class CanbaoFunction extends Construct {
  readonly name: string;
  readonly lambda: NodejsFunction;

  constructor(scope: Construct, id: string, props: CanbaoFunctionProps) {
    super(scope, id);
    const { stage, name, description, timeout, memorySize = 512, bindings } = props;
    this.name = name;
    const functionName = `canbao-${stage}-${name}`;
    const logGroup = new LogGroup(this, 'Log', {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.lambda = new NodejsFunction(this, 'Function', {
      functionName,
      description,
      entry: join(ROOT, 'functions', name, 'handler.ts'),
      projectRoot: ROOT,
      depsLockFilePath: join(ROOT, 'package-lock.json'),
      handler: 'handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      tracing: Tracing.DISABLED,
      bundling: BUNDLING,
      timeout,
      memorySize,
      logGroup,
      role: this.#role(logGroup, bindings),
      environment: {
        SERVICE_NAME: serviceName(stage),
        METRIC_NAMESPACE: METRIC_NAMESPACE,
        ...Object.assign({}, ...bindings.map(({ environment }) => environment)),
      },
    });
  }

  #role(logGroup: LogGroup, bindings: readonly Binding[]): Role {
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    for (const statement of bindings.flatMap(({ statements }) => statements))
      role.addToPrincipalPolicy(statement);
    return role;
  }
}
