import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  ApiMapping,
  type CfnRoute,
  CfnStage,
  DomainName,
  HttpApi,
  HttpMethod,
  type HttpRoute,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { type Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type ILogGroup, LogGroup, MetricFilter, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { SOURCES } from '../../functions/sources/sources.ts';
import type { CanbaoFunction } from './canbao-function.ts';
import { METRIC_NAMESPACE } from './service-metric.ts';

interface Throttle {
  readonly rateLimit: number;
  readonly burstLimit: number;
}

/**
 * Limits each route separately, so that a flood on one does not affect the others. The burst is enough for an HR system
 * that sends a company of a thousand people at once. The rate is far above daily traffic and limits what a stranger can
 * cost (see infra/README.md). BambooHR and 薪人薪事 do not resend after 429: an alarm reports that, and the reconciliation
 * with the roster finds lost events.
 */
const HOOK_THROTTLE: Throttle = { rateLimit: 10, burstLimit: 1000 };

/** Limits the requests to the portal. The limit allows many people at the same time, and a page has several files. */
const PORTAL_THROTTLE: Throttle = { rateLimit: 50, burstLimit: 100 };

/**
 * Logs answers, durations and errors of requests, but no path, query, header or body: the path contains the
 * deployment's hook key. The function's log has the request id and the source.
 */
const ACCESS_LOG = JSON.stringify({
  requestId: '$context.requestId',
  functionRequestId: '$context.integration.requestId',
  time: '$context.requestTime',
  method: '$context.httpMethod',
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
  /** The part of the path that stands before each source. */
  readonly hookKey?: string | undefined;
}

interface PortalProps {
  readonly staffPortal: CanbaoFunction;
  /** The portal's own host name, with the certificate for it. */
  readonly domain?: { readonly name: string; readonly certificateArn: string } | undefined;
}

/**
 * The endpoint for HR systems' events. It has one route per source, `/hooks/<source>` or `/hooks/<hookKey>/<source>`.
 * If the sender does not sign, its own key is the last part of the path, after the source. No other path or method
 * reaches receive-event.
 */
export class WebhookApi extends Construct {
  readonly api: HttpApi;
  readonly url: string;
  readonly throttled: Metric;
  readonly #stage: HttpStage;

  constructor(scope: Construct, id: string, { stage, receiveEvent, sources, hookKey }: WebhookApiProps) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', {
      apiName: `canbao-${stage}`,
      description: 'Canbao: events from HR systems, and the pages of staff',
      createDefaultStage: false,
    });
    const integration = new HttpLambdaIntegration('ReceiveEvent', receiveEvent.lambda);
    const routes = sources.flatMap((source) =>
      this.api.addRoutes({ path: pathOf(source, hookKey), methods: methodsOf(source), integration }),
    );
    for (const route of routes)
      Validations.of(route).acknowledge({
        id: 'AwsSolutions-APIG4',
        reason:
          'HR systems sign each event over its raw bytes; receive-event verifies that before it parses.',
      });
    const log = new LogGroup(this, 'AccessLog', {
      // API Gateway adds each log group to one resource policy of limited size, unless its name has this prefix.
      logGroupName: `/aws/vendedlogs/canbao-${stage}-api`,
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.#stage = this.#defaultStage(log);
    this.url = this.#stage.url;
    this.#throttle(routes, HOOK_THROTTLE);
    // API Gateway has no separate count of throttled requests.
    this.throttled = new MetricFilter(this, 'Throttled', {
      logGroup: log,
      filterPattern: FilterPattern.stringValue('$.status', '=', '429'),
      metricNamespace: METRIC_NAMESPACE,
      metricName: `ApiThrottled-${stage}`,
    }).metric({ statistic: Stats.SUM, period: Duration.minutes(5) });
  }

  /** Routes every other path to the portal. @returns its address and, for its own host name, the DNS record to create. */
  addPortal({ staffPortal, domain }: PortalProps): { readonly url: string; readonly alias?: string } {
    const integration = new HttpLambdaIntegration('StaffPortal', staffPortal.lambda);
    const methods = [HttpMethod.GET, HttpMethod.POST];
    const routes = ['/', '/{proxy+}'].flatMap((path) => this.api.addRoutes({ path, methods, integration }));
    for (const route of routes)
      Validations.of(route).acknowledge({
        id: 'AwsSolutions-APIG4',
        reason: 'Staff sign in with a code by mail; staff-portal checks their session at each request.',
      });
    this.#throttle(routes, PORTAL_THROTTLE);
    if (domain === undefined) return { url: this.api.apiEndpoint };
    const name = new DomainName(this, 'PortalDomain', {
      domainName: domain.name,
      certificate: Certificate.fromCertificateArn(this, 'PortalCertificate', domain.certificateArn),
    });
    new ApiMapping(this, 'PortalMapping', { api: this.api, domainName: name, stage: this.#stage });
    return { url: `https://${domain.name}`, alias: name.regionalDomainName };
  }

  /**
   * Sets the throttle of each route. The stage depends on the routes, because it accepts settings only for existing
   * ones.
   */
  #throttle(routes: readonly HttpRoute[], { rateLimit, burstLimit }: Throttle): void {
    const stage = this.#stage.node.defaultChild;
    if (!(stage instanceof CfnStage)) throw new TypeError('the stage of an HTTP API is no CfnStage');
    const settings = { ThrottlingRateLimit: rateLimit, ThrottlingBurstLimit: burstLimit };
    const own = Object.fromEntries(routes.map((route) => [routeKeyOf(route), settings]));
    stage.routeSettings = { ...stage.routeSettings, ...own };
    for (const route of routes) stage.node.addDependency(route);
  }

  #defaultStage(log: ILogGroup): HttpStage {
    return new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: HOOK_THROTTLE,
      accessLogSettings: {
        destination: new LogGroupLogDestination(log),
        format: AccessLogFormat.custom(ACCESS_LOG),
      },
    });
  }
}

function routeKeyOf(route: HttpRoute): string {
  const { defaultChild } = route.node;
  return (defaultChild as CfnRoute).routeKey;
}

/** The path of a source, from which receive-event reads the source. */
function pathOf(source: string, hookKey: string | undefined): string {
  const prefix = hookKey === undefined ? '/hooks' : `/hooks/${hookKey}`;
  return `${prefix}/${source}${SOURCES.get(source)?.isKeyInPath ? '/{key}' : ''}`;
}

/** The methods of a source's route: POST, and the method of its handshake. */
function methodsOf(source: string): HttpMethod[] {
  const { handshake } = SOURCES.get(source) ?? {};
  return handshake === undefined ? [HttpMethod.POST] : [HttpMethod.POST, HttpMethod[handshake]];
}
