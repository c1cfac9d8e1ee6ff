import { join } from 'node:path';
import { type Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { NODE_OPTIONS } from '../settings.ts';
import type { Binding } from './binding.ts';
import { bundledCode } from './bundled-code.ts';
import { METRIC_NAMESPACE, serviceName } from './service-metric.ts';

const FUNCTIONS = join(import.meta.dirname, '..', '..', 'functions');

export interface CanbaoFunctionProps {
  readonly stage: string;
  /** The name of the folder under functions/ that contains handler.ts. The physical name ends with it. */
  readonly name: string;
  readonly description: string;
  readonly timeout: Duration;
  /** The memory in MB. A function with more memory gets more CPU. */
  readonly memorySize?: number;
  /**
   * The maximum number of concurrent instances, which is reserved from the account's limit. If absent, the account's
   * limit applies.
   */
  readonly reserved?: number | undefined;
  readonly bindings: readonly Binding[];
}

/** A function with exactly the permissions of its bindings. X-Ray is off: it is not available everywhere in China. */
export class CanbaoFunction extends Construct {
  readonly name: string;
  readonly lambda: LambdaFunction;

  constructor(scope: Construct, id: string, props: CanbaoFunctionProps) {
    super(scope, id);
    const { stage, name, description, timeout, memorySize = 512, reserved, bindings } = props;
    this.name = name;
    const functionName = `canbao-${stage}-${name}`;
    const logGroup = new LogGroup(this, 'Log', {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.lambda = new LambdaFunction(this, 'Function', {
      functionName,
      description,
      code: bundledCode(join(FUNCTIONS, name, 'handler.ts')),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      tracing: Tracing.DISABLED,
      timeout,
      memorySize,
      ...(reserved !== undefined && { reservedConcurrentExecutions: reserved }),
      logGroup,
      role: this.#role(logGroup, bindings),
      environment: {
        NODE_OPTIONS,
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
    Validations.of(role).acknowledge(...bindings.flatMap(({ acknowledged = [] }) => acknowledged));
    return role;
  }
}
