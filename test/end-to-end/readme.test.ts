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

/** The code block that follows a mark in one of the documents. */
function example(mark: string, document = README): string {
  const block = new RegExp(`<!-- example: ${mark} -->\\n\`\`\`\\w+\\n(?<code>.*?)\`\`\``, 's').exec(document);
  if (block?.groups?.code === undefined) throw new Error(`there is no example ${mark}`);
  return block.groups.code;
}

describe('what the documents show', () => {
  it('sends an event with curl, signed, that is accepted', async () => {
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

  it('checks the sample files, as its very command says', async () => {
    const script = join(stage.data, 'check.sh');
    writeFileSync(script, example('check'));
    const { stdout } = await promisify(execFile)('sh', [script], { cwd: ROOT });
    expect(stdout).toContain(example('checked'));
  });

  it('has a registry that can be applied', () => {
    const registry = registrySchema.parse(JSON.parse(example('registry', COMMANDS)));
    expect(registry.units.map(({ unitId }) => unitId)).toEqual(['BJ']);
  });

  it('has a mapping of an HR system that can be applied', () => {
    const { sources } = registrySchema.parse(JSON.parse(example('sources', SYSTEMS)));
    expect(sources.map(({ source }) => source)).toEqual(['feishu']);
  });

  it('tells of every HR system that can push, and what its secret holds', () => {
    for (const source of SOURCES.keys()) expect(SYSTEMS).toMatch(new RegExp(`^\\| \`${source}\` +\\|`, 'm'));
  });

  it('says the same in Chinese: the same headings, commands, outputs, pictures and links', () => {
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

  it('is short', () => {
    expect(README.split('\n').length).toBeLessThanOrEqual(250);
  });

  it('says of every alarm what it means, where it leads an administrator', () => {
    expect(README).toContain('(infra/README.md#what-each-alarm-means)');
    for (const { metric } of COUNT_ALARMS) expect(OPERATIONS).toMatch(new RegExp(`^\\| ${metric} +\\|`, 'm'));
  });
});
