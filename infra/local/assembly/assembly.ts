import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';

/** A resource as it stands in a synthesized template, its properties not resolved yet. */
export interface Resource {
  readonly logicalId: string;
  readonly type: string;
  readonly stackName: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What `cdk synth` wrote: every stack's resources, and where each asset lies on disk. */
export interface Assembly {
  readonly directory: string;
  readonly resources: ReadonlyMap<string, Resource>;
  readonly conditions: ReadonlyMap<string, unknown>;
  readonly parameterDefaults: ReadonlyMap<string, unknown>;
  readonly mappings: Readonly<Record<string, unknown>>;
  /** Object key in the assets' bucket → directory or file on disk. */
  readonly assets: ReadonlyMap<string, string>;
  /** The region that the stacks were synthesized for; undefined when they are for any. */
  readonly region: string | undefined;
}

const record = z.record(z.string(), z.unknown());

const manifestSchema = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      environment: z.optional(z.string()),
      properties: z.optional(
        z.object({
          templateFile: z.optional(z.string()),
          stackName: z.optional(z.string()),
          file: z.optional(z.string()),
          directoryName: z.optional(z.string()),
        }),
      ),
    }),
  ),
});

const templateSchema = z.object({
  Resources: z.record(z.string(), z.object({ Type: z.string(), Properties: record.default({}) })).default({}),
  Conditions: record.default({}),
  Mappings: record.default({}),
  Parameters: z.record(z.string(), z.object({ Default: z.optional(z.unknown()) })).default({}),
});

const assetsSchema = z.object({
  files: z
    .record(
      z.string(),
      z.object({
        source: z.object({ path: z.optional(z.string()) }),
        destinations: z.record(z.string(), z.object({ objectKey: z.optional(z.string()) })),
      }),
    )
    .default({}),
});

interface Collected {
  resources: Map<string, Resource>;
  conditions: Map<string, unknown>;
  parameterDefaults: Map<string, unknown>;
  mappings: Record<string, unknown>;
  assets: Map<string, string>;
  region: string | undefined;
}

/**
 * Reads the assembly in `directory`, nested stages included.
 * @throws Error when there is none, or when two stacks use one logical id.
 */
export function readAssembly(directory: string): Assembly {
  const into: Collected = {
    resources: new Map(),
    conditions: new Map(),
    parameterDefaults: new Map(),
    mappings: {},
    assets: new Map(),
    region: undefined,
  };
  collect(resolve(directory), into);
  if (into.resources.size === 0) throw new Error(`the assembly in ${directory} holds no resources`);
  markAsCommonJs(directory);
  return { directory, ...into };
}

function collect(directory: string, into: Collected): void {
  const file = join(directory, 'manifest.json');
  if (!existsSync(file)) throw new Error(`${file} does not exist; synthesize the app first`);
  for (const [id, artifact] of Object.entries(manifestSchema.parse(readJson(file)).artifacts)) {
    const { templateFile, stackName, file: assetsFile, directoryName } = artifact.properties ?? {};
    if (artifact.type === 'aws:cloudformation:stack' && templateFile !== undefined) {
      addTemplate(join(directory, templateFile), stackName ?? id, into);
      into.region ??= regionOf(artifact.environment);
    } else if (artifact.type === 'cdk:asset-manifest' && assetsFile !== undefined) {
      addAssets(directory, assetsFile, into);
    } else if (artifact.type === 'cdk:cloud-assembly' && directoryName !== undefined) {
      collect(join(directory, directoryName), into);
    }
  }
}

function addTemplate(file: string, stackName: string, into: Collected): void {
  const template = templateSchema.parse(readJson(file));
  for (const [logicalId, { Type, Properties }] of Object.entries(template.Resources)) {
    const other = into.resources.get(logicalId);
    if (other !== undefined) {
      throw new Error(`stacks ${other.stackName} and ${stackName} both have a resource named ${logicalId}`);
    }
    into.resources.set(logicalId, { logicalId, type: Type, stackName, properties: Properties });
  }
  for (const [name, condition] of Object.entries(template.Conditions)) into.conditions.set(name, condition);
  for (const [name, { Default }] of Object.entries(template.Parameters)) {
    into.parameterDefaults.set(name, Default);
  }
  Object.assign(into.mappings, template.Mappings);
}

function addAssets(directory: string, file: string, into: Collected): void {
  const { files } = assetsSchema.parse(readJson(join(directory, file)));
  for (const { source, destinations } of Object.values(files)) {
    if (source.path === undefined) continue;
    for (const { objectKey } of Object.values(destinations)) {
      if (objectKey !== undefined) into.assets.set(objectKey, join(directory, source.path));
    }
  }
}

function regionOf(environment: string | undefined): string | undefined {
  const region = environment?.split('/').at(-1);
  return region === undefined || region.startsWith('unknown') ? undefined : region;
}

/**
 * In Lambda no package.json lies above the function, so its .js is CommonJS. Here the project's own says
 * otherwise; one beside the assets restores what the functions meet when deployed.
 */
function markAsCommonJs(directory: string): void {
  const file = join(directory, 'package.json');
  if (!existsSync(file)) writeFileSync(file, '{"type":"commonjs"}\n');
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
