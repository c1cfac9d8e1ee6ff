import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';

/** A resource of a synthesized template, with unresolved properties. */
export interface Resource {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** The output of `cdk synth`: the stack's resources, and the location of each asset on disk. */
export interface Assembly {
  readonly resources: ReadonlyMap<string, Resource>;
  /** The path of a directory or file on disk, by the object's key in the assets' bucket. */
  readonly assets: ReadonlyMap<string, string>;
  /** The region for which the stack was synthesized; undefined if it is for any region. */
  readonly region: string | undefined;
}

const record = z.record(z.string(), z.unknown());

const manifestSchema = z.object({
  artifacts: z.record(
    z.string(),
    z.object({ type: z.string(), environment: z.optional(z.string()), properties: z.optional(record) }),
  ),
});

/**
 * The parts of a template that are read. Conditions, mappings and parameters are not supported: references to them
 * cannot be resolved.
 */
const templateSchema = z.object({
  Resources: z.record(
    z.string(),
    z.strictObject({
      Type: z.string(),
      Properties: record.default({}),
      DependsOn: z.optional(z.unknown()),
      DeletionPolicy: z.optional(z.unknown()),
      UpdateReplacePolicy: z.optional(z.unknown()),
      Metadata: z.optional(z.unknown()),
    }),
  ),
});

const assetsSchema = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.string() }),
      destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
    }),
  ),
});

/** Reads the assembly in `directory`. @throws Error unless it contains exactly one stack and every file is as expected. */
export function readAssembly(directory: string): Assembly {
  const at = resolve(directory);
  const file = join(at, 'manifest.json');
  if (!existsSync(file)) throw new Error(`${file} does not exist; synthesize the app first`);
  const artifacts = Object.values(parse(file, manifestSchema).artifacts);
  const ofType = (type: string) => artifacts.filter((artifact) => artifact.type === type);
  const [stack, ...others] = ofType('aws:cloudformation:stack');
  if (stack === undefined || others.length > 0 || ofType('cdk:cloud-assembly').length > 0)
    throw new Error(`the assembly in ${directory} must contain one stack, and no nested assembly`);
  const { Resources } = parse(join(at, String(stack.properties?.templateFile)), templateSchema);
  const assetFiles = ofType('cdk:asset-manifest').map(({ properties }) => join(at, String(properties?.file)));
  return {
    resources: new Map(
      Object.entries(Resources).map(([logicalId, { Type, Properties }]) => [
        logicalId,
        { logicalId, type: Type, properties: Properties },
      ]),
    ),
    assets: new Map(assetFiles.flatMap((path) => assetsIn(path, at))),
    region: regionOf(stack.environment),
  };
}

function assetsIn(file: string, directory: string): [string, string][] {
  const { files } = parse(file, assetsSchema);
  return Object.values(files).flatMap(({ source, destinations }) =>
    Object.values(destinations).map(({ objectKey }): [string, string] => [
      objectKey,
      join(directory, source.path),
    ]),
  );
}

function regionOf(environment: string | undefined): string | undefined {
  const region = environment?.split('/').at(-1);
  return region === undefined || region.startsWith('unknown') ? undefined : region;
}

function parse<T>(file: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
}
