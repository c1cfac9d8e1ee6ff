import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registrySchema } from '../../domain/units/unit.ts';
import { SOURCES } from '../../functions/sources/sources.ts';
import { COUNT_ALARMS } from '../../infra/constructs/count-alarms.ts';
import { type Stage, startStage } from './stage.ts';

const ROOT = join(import.meta.dirname, '../..');
const [README, CHINESE, SYSTEMS, COMMANDS] = [
  'README.md',
  'README.zh-CN.md',
  'functions/sources/README.md',
  'functions/admin-cli/README.md',
].map((path) => readFileSync(join(ROOT, path), 'utf8')) as [string, string, string, string];
const OPERATIONS = readFileSync(join(ROOT, 'infra/README.md'), 'utf8');

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage?.stop());

/** The code block after a mark in a document. */
function example(mark: string, document = README): string {
  const block = new RegExp(`<!-- example: ${mark} -->\\n\`\`\`\\w+\\n(?<code>.*?)\`\`\``, 's').exec(document);
  if (block?.groups?.code === undefined) throw new Error(`there is no example ${mark}`);
  return block.groups.code;
}

describe('The documents', () => {
  it('send an accepted event with curl and a signature', async () => {
    const script = join(stage.data, 'send-event.sh');
    writeFileSync(
      script,
      example('send-event', SYSTEMS).replace('.canbao/local.json', join(stage.data, 'local.json')),
    );
    const { stdout } = await promisify(execFile)('sh', [script], { cwd: ROOT });
    expect(JSON.parse(stdout)).toMatchObject({
      status: 'accepted',
      facts: [expect.stringMatching(/^standard:msg_/)],
    });
  });

  it('check the sample files with the shown command', async () => {
    const script = join(stage.data, 'check.sh');
    writeFileSync(script, example('check'));
    const { stdout } = await promisify(execFile)('sh', [script], { cwd: ROOT });
    expect(stdout).toContain(example('checked'));
  });

  it('show a registry that can be applied', () => {
    const registry = registrySchema.parse(JSON.parse(example('registry', COMMANDS)));
    expect(registry.units.map(({ unitId }) => unitId)).toEqual(['BJ']);
  });

  it('show a mapping of an HR system that can be applied', () => {
    const { sources } = registrySchema.parse(JSON.parse(example('sources', SYSTEMS)));
    expect(sources.map(({ source }) => source)).toEqual(['feishu']);
  });

  it('describe every HR system that can push, and the parts of its secret', () => {
    for (const source of SOURCES.keys()) expect(SYSTEMS).toMatch(new RegExp(`^\\| \`${source}\` +\\|`, 'm'));
  });

  it('have the same headings, commands, outputs, pictures and links in Chinese', () => {
    const shape = (text: string) => ({
      headings: [...text.matchAll(/^#+ /gm)].map(([level]) => level),
      code: [...text.matchAll(/```.*?```/gs)].map(([block]) => block),
      links: [...text.matchAll(/\]\(([^)]+)\)|src="([^"]+)"/g)]
        .map(([, link, picture]) => link ?? picture)
        .filter((link) => !/^README/.test(link ?? ''))
        .toSorted(),
    });
    expect(shape(CHINESE)).toEqual(shape(README));
  });

  it('are short', () => {
    expect(README.split('\n').length).toBeLessThanOrEqual(250);
  });

  it('explain to administrators what every alarm means', () => {
    expect(README).toContain('(infra/README.md#what-each-alarm-means)');
    for (const { metric } of COUNT_ALARMS) expect(OPERATIONS).toMatch(new RegExp(`^\\| ${metric} +\\|`, 'm'));
  });
});
