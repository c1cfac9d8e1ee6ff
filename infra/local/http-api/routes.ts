import * as z from 'zod';
import { type Deployed, resourcesOfType } from '../assembly/resources.ts';

export interface Route {
  /** The key of the route, for example `POST /hooks/{source}`. */
  readonly routeKey: string;
  readonly apiId: string;
  readonly target: string;
}

export interface MatchedRoute {
  readonly route: Route;
  readonly pathParameters: Readonly<Record<string, string>>;
}

const routeSchema = z.strictObject({
  ApiId: z.string(),
  RouteKey: z
    .string()
    .regex(
      /^(GET|POST|OPTIONS) (\/|(\/([\w-]+|\{\w+\}))*(\/\{\w+\+\})?)$/,
      'only METHOD /path/{parameter} and a last {parameter+} are run',
    ),
  Target: z.string().startsWith('integrations/'),
  AuthorizationType: z.literal('NONE'),
});

const integrationSchema = z.strictObject({
  ApiId: z.string(),
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
});

const apiSchema = z.strictObject({ Name: z.string(), ProtocolType: z.literal('HTTP') });

/**
 * All routes with their functions.
 * @throws Error for an authorizer, an integration that is not a function, or a route key that is not `METHOD /path`.
 */
export function routes(deployed: Deployed): Route[] {
  resourcesOfType(deployed, 'AWS::ApiGatewayV2::Api', apiSchema);
  const targets = new Map(
    resourcesOfType(deployed, 'AWS::ApiGatewayV2::Integration', integrationSchema).map(
      ({ resource, properties }) => [deployed.resolver.identityOf(resource).ref, properties.IntegrationUri],
    ),
  );
  return resourcesOfType(deployed, 'AWS::ApiGatewayV2::Route', routeSchema).map(({ properties }) => {
    const { RouteKey: routeKey, ApiId: apiId, Target } = properties;
    const target = targets.get(Target.replace('integrations/', ''));
    if (target === undefined) throw new Error(`route ${routeKey}: ${Target} is not in the assembly`);
    return { routeKey, apiId, target };
  });
}

/**
 * The route for the request. If several match, it is the one with the fewest parameters; a route for all paths comes
 * last.
 */
export function matchRoute(all: readonly Route[], method: string, path: string): MatchedRoute | undefined {
  return all
    .map((route) => ({ route, pathParameters: parametersOf(route.routeKey, method, path) }))
    .filter((match): match is MatchedRoute => match.pathParameters !== undefined)
    .sort((a, b) => vagueness(a) - vagueness(b))[0];
}

function vagueness({ route, pathParameters }: MatchedRoute): number {
  return Object.keys(pathParameters).length + (route.routeKey.endsWith('+}') ? 100 : 0);
}

function parametersOf(routeKey: string, method: string, path: string): Record<string, string> | undefined {
  const [wantedMethod, template = ''] = routeKey.split(' ');
  const wanted = template.split('/');
  const given = path.split('/');
  const [, rest] = /^\{(\w+)\+\}$/.exec(wanted.at(-1) ?? '') ?? [];
  if (rest !== undefined) given.push(given.splice(wanted.length - 1).join('/'));
  if (wantedMethod !== method || given.length !== wanted.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [i, segment] of wanted.entries()) {
    const [, name] = /^\{(\w+)\+?\}$/.exec(segment) ?? [];
    const actual = given[i] ?? '';
    if (name === undefined ? actual !== segment : actual === '') return undefined;
    if (name !== undefined) parameters[name] = decode(actual);
  }
  return parameters;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
