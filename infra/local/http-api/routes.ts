import * as z from 'zod';
import { type Deployed, resourcesOfType } from '../assembly/resources-of-type.ts';

export interface Route {
  /** e.g. `POST /hooks/{source}`, or `$default`. */
  readonly routeKey: string;
  readonly apiId: string;
  /** ARN of the function. */
  readonly target: string;
}

export interface MatchedRoute {
  readonly route: Route;
  readonly pathParameters: Readonly<Record<string, string>>;
}

const routeSchema = z.object({
  ApiId: z.string(),
  RouteKey: z.string(),
  Target: z.string(),
  AuthorizationType: z.string().default('NONE'),
});

const integrationSchema = z.object({
  IntegrationType: z.string(),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.string(),
});

/** @throws Error for a route with an authorizer or another integration than payload 2.0: neither is run here. */
export function routes(deployed: Deployed): Route[] {
  const integrations = new Map(
    resourcesOfType(deployed, ['AWS::ApiGatewayV2::Integration'], integrationSchema).map(
      ({ resource, properties }) => [deployed.resolver.identityOf(resource).ref, properties],
    ),
  );
  return resourcesOfType(deployed, ['AWS::ApiGatewayV2::Route'], routeSchema).map(({ properties }) => {
    const integration = integrations.get(properties.Target.replace('integrations/', ''));
    const { RouteKey: routeKey, ApiId: apiId } = properties;
    if (integration?.IntegrationType !== 'AWS_PROXY' || integration.PayloadFormatVersion !== '2.0') {
      throw new Error(`route ${routeKey}: only Lambda integrations with payload 2.0 are run`);
    }
    if (properties.AuthorizationType !== 'NONE')
      throw new Error(`route ${routeKey}: authorizers are not run`);
    return { routeKey, apiId, target: functionArnIn(integration.IntegrationUri) };
  });
}

/** The URI is the function's ARN, or that ARN wrapped in one of API Gateway. */
function functionArnIn(uri: string): string {
  return /functions\/(arn:.+)\/invocations$/.exec(uri)?.[1] ?? uri;
}

/** The most specific route for the request: no parameter before one, one before a greedy one, `$default` last. */
export function matchRoute(all: readonly Route[], method: string, path: string): MatchedRoute | undefined {
  const matches = all
    .map((route) => ({ route, pathParameters: parametersOf(route.routeKey, method, path) }))
    .filter((match): match is MatchedRoute => match.pathParameters !== undefined);
  return matches.sort((a, b) => rank(a.route.routeKey) - rank(b.route.routeKey))[0];
}

function rank(routeKey: string): number {
  if (routeKey === '$default') return 1000;
  const greedy = routeKey.includes('+}') ? 100 : 0;
  const parameters = routeKey.split('{').length - 1;
  return greedy + parameters * 2 + (routeKey.startsWith('ANY ') ? 1 : 0);
}

function parametersOf(routeKey: string, method: string, path: string): Record<string, string> | undefined {
  if (routeKey === '$default') return {};
  const [wantedMethod, template = ''] = routeKey.split(' ');
  if (wantedMethod !== 'ANY' && wantedMethod !== method) return undefined;
  const wanted = template.split('/');
  const given = path.split('/');
  const parameters: Record<string, string> = {};
  for (const [i, segment] of wanted.entries()) {
    const name = /^\{(.+?)(\+?)\}$/.exec(segment);
    if (name?.[2] === '+') {
      const rest = given.slice(i).join('/');
      return rest === '' ? undefined : { ...parameters, [name[1] ?? '']: decode(rest) };
    }
    const actual = given[i];
    if (actual === undefined || (name === null ? actual !== segment : actual === '')) return undefined;
    if (name !== null) parameters[name[1] ?? ''] = decode(actual);
  }
  return given.length === wanted.length ? parameters : undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
