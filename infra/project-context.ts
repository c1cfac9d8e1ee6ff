import { readFileSync } from 'node:fs';

/**
 * The context of cdk.json. The CDK command line hands it to the app by itself; read here, the app comes out the same
 * when it runs without it. What the command line hands over wins.
 */
export function projectContext(): Record<string, unknown> {
  const file = new URL('../cdk.json', import.meta.url);
  const { context } = JSON.parse(readFileSync(file, 'utf8')) as { context: Record<string, unknown> };
  return context;
}
