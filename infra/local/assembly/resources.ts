import * as z from 'zod';
import type { Assembly, Resource } from './assembly.ts';
import type { Resolver } from './resolver.ts';

/** The assembly with a resolver for its references. */
export interface Deployed {
  readonly assembly: Assembly;
  readonly resolver: Resolver;
}

export interface Described<T> {
  readonly resource: Resource;
  readonly properties: T;
}

/** Properties that have no effect when the stack runs on one machine, whatever the resource. */
const NO_EFFECT = ['Description', 'Tags'];

/**
 * The resources of a type with their resolved properties, without those of `noEffect`.
 * @param schema strict, so that an unsupported property stops the start. @throws Error naming resource and property.
 */
export function resourcesOfType<T>(
  { assembly, resolver }: Deployed,
  type: string,
  schema: z.ZodType<T>,
  noEffect: readonly string[] = [],
): Described<T>[] {
  return [...assembly.resources.values()]
    .filter((resource) => resource.type === type)
    .map((resource) => {
      const resolved = Object.entries(resolver.propertiesOf(resource));
      const run = resolved.filter(([name]) => ![...NO_EFFECT, ...noEffect].includes(name));
      const parsed = schema.safeParse(Object.fromEntries(run));
      if (parsed.success) return { resource, properties: parsed.data };
      throw new Error(`${resource.logicalId} (${type}) cannot be run here: ${z.prettifyError(parsed.error)}`);
    });
}
