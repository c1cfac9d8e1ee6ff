import { RemovalPolicy, Validations } from 'aws-cdk-lib';
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

/** Many people at once, each page with its assets. It is the portal's own, so that a flood on it refuses no event. */
const PORTAL_THROTTLE = { rateLimit: 50, burstLimit: 100 };

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

interface PortalProps {
  readonly staffPortal: CanbaoFunction;
  /** A host name of the portal's own, with its certificate. */
  readonly domain?: { readonly name: string; readonly certificateArn: string } | undefined;
}

/** Where HR systems push their events: /hooks/{source}, or with a key behind it where the sender signs nothing. */
export class WebhookApi extends Construct {
  readonly api: HttpApi;
  readonly url: string;
  readonly #stage: HttpStage;

  constructor(scope: Construct, id: string, { stage, receiveEvent, sources }: WebhookApiProps) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', {
      apiName: `canbao-${stage}`,
      description: 'Canbao: events from HR systems, and the pages of staff',
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
    this.#stage = this.#defaultStage(stage);
    this.url = this.#stage.url;
  }

  /** Has every other path lead to the portal. @returns its address and, with a name of its own, what DNS has to say. */
  addPortal({ staffPortal, domain }: PortalProps): { readonly url: string; readonly alias?: string } {
    const integration = new HttpLambdaIntegration('StaffPortal', staffPortal.lambda);
    const methods = [HttpMethod.GET, HttpMethod.POST];
    const routes = ['/', '/{proxy+}'].flatMap((path) => this.api.addRoutes({ path, methods, integration }));
    for (const route of routes)
      Validations.of(route).acknowledge({
        id: 'AwsSolutions-APIG4',
        reason: 'Staff sign in with a code by mail; staff-portal looks their session up with each request.',
      });
    this.#throttle(routes);
    if (domain === undefined) return { url: this.api.apiEndpoint };
    const name = new DomainName(this, 'PortalDomain', {
      domainName: domain.name,
      certificate: Certificate.fromCertificateArn(this, 'PortalCertificate', domain.certificateArn),
    });
    new ApiMapping(this, 'PortalMapping', { api: this.api, domainName: name, stage: this.#stage });
    return { url: `https://${domain.name}`, alias: name.regionalDomainName };
  }

  /** A stage takes settings only of routes that are there. */
  #throttle(routes: readonly HttpRoute[]): void {
    const stage = this.#stage.node.defaultChild;
    if (!(stage instanceof CfnStage)) throw new TypeError('the stage of an HTTP API is no CfnStage');
    const { rateLimit, burstLimit } = PORTAL_THROTTLE;
    const settings = { ThrottlingRateLimit: rateLimit, ThrottlingBurstLimit: burstLimit };
    stage.routeSettings = Object.fromEntries(routes.map((route) => [routeKeyOf(route), settings]));
    for (const route of routes) stage.node.addDependency(route);
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

/** `GET /{proxy+}` */
function routeKeyOf(route: HttpRoute): string {
  const { defaultChild } = route.node;
  return (defaultChild as CfnRoute).routeKey;
}

/** POST, and what the sources' handshakes need besides; receive-event answers other senders' with 405. */
function methodsOf(sources: readonly string[]): HttpMethod[] {
  const handshakes = sources.flatMap((source) => SOURCES.get(source)?.handshake ?? []);
  return [HttpMethod.POST, ...new Set(handshakes.map((method) => HttpMethod[method]))];
}
