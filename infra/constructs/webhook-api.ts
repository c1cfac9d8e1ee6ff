import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { SOURCES } from '../../functions/sources/sources.ts';
import type { CanbaoFunction } from './canbao-function.ts';

/**
 * Far above what a company's HR system sends, even when it sends everyone at once. It bounds what a stranger can cost;
 * while one floods the address, events are refused with 429 too, and BambooHR and 薪人薪事 do not send those again: the
 * reconciliation with the roster finds what was lost then.
 */
const THROTTLE = { rateLimit: 100, burstLimit: 200 };

/** Which request had which answer, how long it took and what went wrong: no query, no header, no body. */
const ACCESS_LOG = JSON.stringify({
  requestId: '$context.requestId',
  time: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  latency: '$context.responseLatency',
  length: '$context.responseLength',
  integrationStatus: '$context.integrationStatus',
  integrationError: '$context.integrationErrorMessage',
});

interface WebhookApiProps {
  readonly stage: string;
  readonly receiveEvent: CanbaoFunction;
  readonly sources: readonly string[];
}

/** Where HR systems push their events: /hooks/{source}, or with a key behind it where the sender signs nothing. */
export class WebhookApi extends Construct {
  readonly api: HttpApi;
  readonly url: string;

  constructor(scope: Construct, id: string, { stage, receiveEvent, sources }: WebhookApiProps) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', {
      apiName: `canbao-${stage}`,
      description: 'Canbao: events from HR systems',
      createDefaultStage: false,
    });
    const integration = new HttpLambdaIntegration('ReceiveEvent', receiveEvent.lambda);
    const routes = this.api.addRoutes({ path: '/hooks/{source}', methods: methodsOf(sources), integration });
    const withKey = sources.some((source) => SOURCES.get(source)?.isKeyInPath)
      ? this.api.addRoutes({ path: '/hooks/{source}/{key}', methods: [HttpMethod.POST], integration })
      : [];
    for (const route of [...routes, ...withKey])
      Validations.of(route).acknowledge({
        id: 'AwsSolutions-APIG4',
        reason:
          'HR systems sign each event over its raw bytes; receive-event verifies that before it parses.',
      });
    this.url = this.#defaultStage(stage).url;
  }

  #defaultStage(stage: string): HttpStage {
    const log = new LogGroup(this, 'AccessLog', {
      // API Gateway adds each log group to one resource policy of limited size, except under this prefix.
      logGroupName: `/aws/vendedlogs/canbao-${stage}-api`,
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    return new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: THROTTLE,
      accessLogSettings: {
        destination: new LogGroupLogDestination(log),
        format: AccessLogFormat.custom(ACCESS_LOG),
      },
    });
  }
}

/** POST, and what the sources' handshakes need besides; receive-event answers other senders' with 405. */
function methodsOf(sources: readonly string[]): HttpMethod[] {
  const handshakes = sources.flatMap((source) => SOURCES.get(source)?.handshake ?? []);
  return [HttpMethod.POST, ...new Set(handshakes.map((method) => HttpMethod[method]))];
}
