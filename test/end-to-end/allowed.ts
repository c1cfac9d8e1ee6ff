import { PARTITIONS } from '../../functions/adapters/dynamodb/keys.ts';
import type { Deployment } from '../../infra/local/deployment.ts';

/** One action on one resource that a statement of a function's role allows. */
export interface Allowed {
  /** Logical id of the function. */
  readonly caller: string;
  readonly action: string;
  readonly resource: string;
  /** The pattern of partition keys to which the statement is limited; undefined if there is no limit. */
  readonly partition?: string | undefined;
  /** The other conditions of the statement, which are not evaluated. */
  readonly condition: string | undefined;
}

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

interface PolicyProperties {
  readonly PolicyDocument: { readonly Statement: readonly Statement[] };
  readonly Roles: readonly string[];
}

/**
 * Everything that the role of each function allows, from its policies in the template with all names resolved. A denial
 * for one partition key only narrows a role, so it is left out.
 * @throws Error for statements that it cannot judge: other effects than Allow, wildcards (except for configuration sets
 * of SES, whose name only SES knows), a managed or inline policy.
 */
export function allowedActions(deployment: Deployment): Allowed[] {
  const { assembly, resolver } = deployment;
  const resources = [...assembly.resources.values()];
  const policies = resources
    .filter(({ type }) => type === 'AWS::IAM::Policy')
    .map((resource) => resolver.propertiesOf(resource) as unknown as PolicyProperties);
  return resources
    .filter(({ type, logicalId }) => type === 'AWS::Lambda::Function' && isOurs(deployment, logicalId))
    .flatMap((resource) => {
      const roleName = String(resolver.propertiesOf(resource).Role).split('/').at(-1) ?? '';
      refuseOtherPolicies(deployment, roleName);
      return policies
        .filter(({ Roles }) => Roles.includes(roleName))
        .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
        .flatMap((statement) => inParts(resource.logicalId, statement));
    });
}

function isOurs({ functions }: Deployment, logicalId: string): boolean {
  return functions.some((known) => known.logicalId === logicalId);
}

function refuseOtherPolicies({ assembly, resolver }: Deployment, roleName: string): void {
  for (const resource of assembly.resources.values()) {
    if (resource.type !== 'AWS::IAM::Role' || resolver.identityOf(resource).ref !== roleName) continue;
    if ('ManagedPolicyArns' in resource.properties || 'Policies' in resource.properties)
      throw new Error(`${resource.logicalId} has managed or inline policies, which are not looked into`);
  }
}

function inParts(caller: string, { Effect, Action, Resource, Condition }: Statement): Allowed[] {
  if (Effect === 'Deny' && JSON.stringify(Condition).includes('dynamodb:LeadingKeys')) return [];
  const actions = [Action].flat() as string[];
  const resources = [Resource].flat() as string[];
  const isVague = actions.some((action) => action.includes('*')) || resources.some(hasWildcard);
  if (Effect !== 'Allow' || isVague)
    throw new Error(`${caller}: ${Effect} ${actions} on ${resources} cannot be judged here`);
  const { 'ForAllValues:StringLike': held, ...others } = Condition ?? {};
  const partitions = held === undefined ? [undefined] : [held['dynamodb:LeadingKeys'] ?? []].flat();
  const condition = Object.keys(others).length === 0 ? undefined : JSON.stringify(others);
  return actions.flatMap((action) =>
    resources.flatMap((resource) =>
      partitions.map((partition) => ({ caller, action, resource, partition, condition })),
    ),
  );
}

/**
 * Whether the resource contains a wildcard other than the one at the end of a log group's ARN, which stands for its
 * streams.
 */
function hasWildcard(resource: string): boolean {
  return resource
    .replace(/(:log-group:[^*]+):\*$/, '$1')
    .replace(/:configuration-set\/\*$/, '')
    .includes('*');
}

/** The pattern that matches a partition key. @throws Error if no pattern or several match. */
export function patternOf(key: string | undefined): string | undefined {
  if (key === undefined) return undefined;
  const patterns = Object.values(PARTITIONS).filter((pattern) =>
    pattern.endsWith('*') ? key.startsWith(pattern.slice(0, -1)) : key === pattern,
  );
  if (patterns.length !== 1) throw new Error(`the partition ${key} is of ${patterns.length} patterns`);
  return patterns[0];
}
