import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { cfnNumber, type Deployed, resourcesOfType } from '../assembly/resources-of-type.ts';

export interface FunctionDefinition {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  /** The bundle's file and the name that it exports the handler under. */
  readonly file: string;
  readonly handlerName: string;
  readonly taskRoot: string;
  readonly runtime: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly reservedConcurrency: number | undefined;
  /** As the template sets them; what Lambda adds is added by `environmentOf`. */
  readonly variables: Readonly<Record<string, string>>;
}

const functionSchema = z.object({
  Handler: z.string(),
  Runtime: z.string(),
  Code: z.object({ S3Key: z.optional(z.string()), ZipFile: z.optional(z.string()) }),
  Timeout: cfnNumber.default(3),
  MemorySize: cfnNumber.default(128),
  ReservedConcurrentExecutions: z.optional(cfnNumber),
  Environment: z.optional(z.object({ Variables: z.record(z.string(), z.coerce.string()).default({}) })),
});

/** Every function that runs on Node from a bundled asset; others (CDK's own helpers) are left out and named. */
export function functionDefinitions(
  deployed: Deployed,
  warn: (message: string) => void,
): FunctionDefinition[] {
  const definitions: FunctionDefinition[] = [];
  for (const { resource, properties } of resourcesOfType(
    deployed,
    ['AWS::Lambda::Function'],
    functionSchema,
  )) {
    const { logicalId } = resource;
    const taskRoot = deployed.assembly.assets.get(properties.Code.S3Key ?? '');
    if (!properties.Runtime.startsWith('nodejs') || taskRoot === undefined) {
      warn(`${logicalId} is not run: it is no Node function with an asset of its own`);
      continue;
    }
    const { ref, attributes } = deployed.resolver.identityOf(resource);
    definitions.push({
      logicalId,
      name: ref,
      arn: attributes.Arn ?? ref,
      ...handlerIn(taskRoot, properties.Handler, logicalId),
      taskRoot,
      runtime: properties.Runtime,
      timeoutSeconds: properties.Timeout,
      memoryMegabytes: properties.MemorySize,
      reservedConcurrency: properties.ReservedConcurrentExecutions,
      variables: properties.Environment?.Variables ?? {},
    });
  }
  return definitions;
}

const EXTENSIONS = ['.js', '.mjs', '.cjs'];

function handlerIn(taskRoot: string, handler: string, logicalId: string) {
  const dot = handler.lastIndexOf('.');
  const stem = join(taskRoot, handler.slice(0, dot));
  const file = EXTENSIONS.map((extension) => stem + extension).find((path) => existsSync(path));
  if (file === undefined || !statSync(taskRoot).isDirectory()) {
    throw new Error(`${logicalId}: the asset ${taskRoot} holds no ${handler.slice(0, dot)}${EXTENSIONS[0]}`);
  }
  return { file, handlerName: handler.slice(dot + 1) };
}

/** By name, ARN (with or without a version or alias) or logical id. */
export function findFunction<T extends { readonly definition: FunctionDefinition }>(
  functions: readonly T[],
  nameOrArn: string,
): T | undefined {
  const bare = nameOrArn.startsWith('arn:') ? (nameOrArn.split(':')[6] ?? '') : nameOrArn.split(':')[0];
  return functions.find(({ definition }) => definition.name === bare || definition.logicalId === bare);
}
