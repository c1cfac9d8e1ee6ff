import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { playDemo } from '../../infra/local/demo/play-demo.ts';
import { listenLocally } from '../../infra/local/ports.ts';
import { startTestStack } from '../support/local-stack.ts';

const START = join(import.meta.dirname, '../../infra/local/start.ts');

/** Runs the program of `npm start` until it ends. */
async function run(...args: string[]): Promise<{ code: number; printed: string }> {
  const child = spawn(process.execPath, [START, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
    });
  }
  const [code] = await once(child, 'close');
  return { code, printed };
}

describe('npm start', () => {
  it('explains itself with --help', async () => {
    const { code, printed } = await run('--help');
    expect([code, printed]).toEqual([0, expect.stringContaining('--mail-port 8005')]);
  });

  it('exits 2 on an unknown flag and lists the known ones', async () => {
    const { code, printed } = await run('--prot', '1');
    expect([code, printed]).toEqual([2, expect.stringContaining('--prot is not a flag; allowed are --port')]);
  });

  it('exits 1 when a port is taken and names the flag', async () => {
    const server = createServer();
    const port = await listenLocally(server, 0, '--port');
    const data = mkdtempSync(join(tmpdir(), 'canbao-test-'));
    const { code, printed } = await run('--port', String(port), '--data', data);
    server.close();
    rmSync(data, { recursive: true });
    expect(code).toBe(1);
    expect(printed).toBe(`port ${port} is taken on 127.0.0.1; choose another with --port\n`);
  });
});

describe('the demo of npm start', () => {
  it('runs the whole journey on the real stack, and changes nothing when run again', async () => {
    const stack = await startTestStack();
    const printed: string[] = [];
    await playDemo(stack, new Date(), (line) => printed.push(line), { mails: true });
    const first = printed.join('\n');
    expect(first).toMatch(/Posted (\d+) events: \1 new, 0 already known/);
    expect(first).toContain('2 charges are for unknown people');
    expect(first).toMatch(/"recipients":7/);
    expect(first).toContain('钱进');
    const sent = stack.mails().length;
    expect(sent).toBeGreaterThanOrEqual(5);
    for (const { body } of stack.mails()) expect(body.html).not.toContain('<Ann>');

    printed.length = 0;
    await playDemo(stack, new Date(), (line) => printed.push(line));
    // Together with the start screen above it, the output has at most 25 lines.
    expect(printed.length).toBeLessThanOrEqual(19);
    expect(printed.join('\n')).not.toContain('钱进');
    expect(printed.join('\n')).toContain(`Portal: ${stack.api}`);
    expect(printed.join('\n')).toMatch(/Posted (\d+) events: 0 new, \1 already known/);
    expect(stack.mails().length).toBe(sent);
    await stack.stop();
  });

  it('says what went wrong and leaves the stack running', async () => {
    const printed: string[] = [];
    const stack = await startTestStack();
    await playDemo({ ...stack, webhookSecrets: { standard: 'whsec_AAAA' } }, new Date(), (line) =>
      printed.push(line),
    );
    expect(printed.at(-1)).toMatch(/The demo stopped: event demo-\S+ was answered with 401/);
    expect((await fetch(`${stack.api}/sign-in`)).status).toBe(200);
    await stack.stop();
  });
});
