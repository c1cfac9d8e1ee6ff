import type { Template } from './template.ts';

/**
 * Resources that must survive every upgrade. If one of these properties changes, CloudFormation replaces the resource.
 */
const REPLACING: Readonly<Record<string, readonly string[]>> = {
  'AWS::DynamoDB::Table': ['TableName', 'KeySchema', 'LocalSecondaryIndexes', 'AttributeDefinitions'],
  'AWS::KMS::Key': ['KeySpec', 'KeyUsage', 'MultiRegion', 'Origin'],
  'AWS::SecretsManager::Secret': ['Name'],
  'AWS::SES::EmailIdentity': ['EmailIdentity'],
};

/** Stateful resources by logical id: type, properties that must not change, and what happens on deletion. */
export type Stateful = Readonly<Record<string, StatefulResource>>;

interface StatefulResource {
  readonly type: string;
  readonly fixed: Readonly<Record<string, unknown>>;
  readonly deletionPolicy?: string;
}

/** The stateful resources of a template, for comparison with those of the last release. */
export function statefulIn({ Resources }: Template): Stateful {
  return Object.fromEntries(
    Object.entries(Resources).flatMap(([id, { Type, Properties, DeletionPolicy }]) => {
      const properties = REPLACING[Type];
      if (properties === undefined) return [];
      const fixed = Object.fromEntries(
        properties.flatMap((name) => (name in Properties ? [[name, Properties[name]]] : [])),
      );
      return [
        [id, { type: Type, fixed, ...(DeletionPolicy && { deletionPolicy: DeletionPolicy }) }] as const,
      ];
    }),
  );
}

/**
 * Finds stateful resources that an upgrade from `released` to `now` would replace, rename, delete or protect less. It
 * returns one line for each. New attributes and indexes of the table are no problem.
 */
export function statefulProblems(released: Stateful, now: Stateful): string[] {
  return Object.entries(released).flatMap(([id, before]) => {
    const after = now[id];
    if (after === undefined) return [`${id} (${before.type}) would be deleted or renamed`];
    if (after.type !== before.type) return [`${id} would become ${after.type} in place of ${before.type}`];
    const changed = Object.entries(before.fixed).filter(
      ([name, value]) => !isUnchanged(name, value, after.fixed[name]),
    );
    const added = Object.keys(after.fixed).filter((name) => !(name in before.fixed));
    return [
      ...changed.map(([name]) => `${id} (${before.type}) would be replaced: ${name} changes`),
      ...added.map((name) => `${id} (${before.type}) would be replaced: ${name} is new`),
      ...(before.deletionPolicy !== undefined && after.deletionPolicy !== before.deletionPolicy
        ? [`${id} (${before.type}) would lose its deletion policy ${before.deletionPolicy}`]
        : []),
    ];
  });
}

function isUnchanged(name: string, before: unknown, after: unknown): boolean {
  // Attributes of new indexes may be added; the existing attributes keep their types.
  if (name === 'AttributeDefinitions' && Array.isArray(before) && Array.isArray(after)) {
    const kept = new Set(after.map((each) => JSON.stringify(each)));
    return before.every((each) => kept.has(JSON.stringify(each)));
  }
  return JSON.stringify(before) === JSON.stringify(after);
}
