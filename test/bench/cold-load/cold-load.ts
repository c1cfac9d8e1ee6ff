import { execFile } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { environmentOf, type FunctionDefinition } from '../../../infra/local/lambda/function-definitions.ts';
import { type Figure, figure } from '../figure.ts';
import { interleaved } from '../interleaved.ts';
import type { Sizes } from '../sizes.ts';
import type { Workshop } from '../workshop.ts';

interface Bundle {
  readonly name: string;
  readonly file: string;
}

/** The sender of an event waits for it to load; nobody waits for the others. */
const AWAITED = 'receive-event';

/**
 * How long each deployed bundle takes to load in a fresh process, against one that holds the DynamoDB client alone.
 */
export async function coldLoad(
  workshop: Workshop,
  { rounds }: Sizes['coldLoad'],
): Promise<readonly Figure[]> {
  const { functions } = workshop.deployment;
  const bundles = functions.map(({ name, file }) => ({ name: name.replace(/^canbao-[^-]+-/, ''), file }));
  const alone = { name: 'client-dynamodb', file: await bundledAlone(workshop.directory('alone')) };
  const environments = functions.map((definition) => environmentFor(definition, workshop));
  const [ofAlone = 0, ...loads] = await interleaved(
    [
      () => millisecondsToLoad(alone, environments[0] ?? {}),
      ...bundles.map((bundle, i) => () => millisecondsToLoad(bundle, environments[i] ?? {})),
    ],
    { rounds },
  );
  return bundles.map((bundle, i) =>
    figure({
      name: `cold-load ${bundle.name}`,
      what: `load the bundle of ${bundle.name} in a fresh process, against one of ${alone.name} alone`,
      unit: 'milliseconds',
      subject: loads[i] ?? Number.NaN,
      reference: ofAlone,
      ...(bundle.name === AWAITED && { goal: { of: 'ratio', atMost: 1.3 } as const }),
      more: { bundleKilobytes: kilobytes(bundle), referenceKilobytes: kilobytes(alone) },
    }),
  );
}

/** The bundle that holds the DynamoDB client alone, built as the service’s own are. */
export async function bundledAlone(outputDirectory: string): Promise<string> {
  await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'bundle-alone.ts')], {
    env: { ...process.env, CDK_OUTDIR: outputDirectory },
  });
  const [file, ...others] = globSync('asset.*/index.js', { cwd: outputDirectory });
  if (file === undefined || others.length > 0) throw new Error(`${outputDirectory} must hold one bundle`);
  return join(outputDirectory, file);
}

/** A handler reads its variables while it loads; nothing is called yet, so nothing has to listen. */
function environmentFor(definition: FunctionDefinition, { deployment }: Workshop): Record<string, string> {
  const nowhere = deployment.place.queueOrigin;
  return environmentOf(definition, deployment.place.region, {
    dynamodb: nowhere,
    sqs: nowhere,
    ses: nowhere,
    secretsManager: nowhere,
    lambda: nowhere,
  });
}

/** The process gets the function's variables and no others, so no cache of compiled code helps it. */
async function millisecondsToLoad({ file }: Bundle, env: Record<string, string>): Promise<number> {
  const loader = join(import.meta.dirname, 'load.cjs');
  const { stdout } = await promisify(execFile)(process.execPath, [loader, file], { env });
  return Number(stdout.trim().split('\n').at(-1));
}

/** With the parts that are only loaded when they are needed. */
function kilobytes({ file }: Bundle): number {
  const files = globSync(join(dirname(file), '*.js'));
  return files.reduce((bytes, part) => bytes + statSync(part).size, 0) / 1024;
}
