import * as z from 'zod';
import type { Assembly, Resource } from './assembly.ts';
import type { Resolver } from './resolver.ts';

/** CloudFormation writes numbers and booleans as text now and then. */
export const cfnNumber = z.coerce.number();
export const cfnBoolean = z.union([z.boolean(), z.stringbool()]);

/** The assembly with every reference in it resolvable. */
export interface Deployed {
  readonly assembly: Assembly;
  readonly resolver: Resolver;
}

export interface Described<T> {
  readonly resource: Resource;
  readonly properties: T;
}

/**
 * The resources of these types with their resolved properties.
 * @throws Error naming the resource whose properties are not as `schema` expects.
 */
export function resourcesOfType<T>(
  { assembly, resolver }: Deployed,
  types: readonly string[],
  schema: z.ZodType<T>,
): Described<T>[] {
  return [...assembly.resources.values()]
    .filter(({ type }) => types.includes(type))
    .map((resource) => {
      const parsed = schema.safeParse(resolver.propertiesOf(resource));
      if (parsed.success) return { resource, properties: parsed.data };
      throw new Error(`${resource.logicalId} (${resource.type}): ${z.prettifyError(parsed.error)}`);
    });
}
