import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../ports.ts';

/** A DynamoDB that the runner started itself. */
export interface EmbeddedDynamoDb {
  readonly endpoint: string;
  stop(): Promise<void>;
}

const ATTEMPTS = 3;
const STARTS_WITHIN_MS = 10_000;

/**
 * Starts Dynoxide.
 * @param directory where it keeps its data; if undefined, it keeps them in memory.
 * @param onDeath called if Dynoxide ends by itself.
 * @throws Error if no binary is installed.
 */
export async function startDynoxide(
  directory: string | undefined,
  onDeath: (message: string) => void,
): Promise<EmbeddedDynamoDb> {
  const binary = dynoxideBinary();
  if (directory !== undefined) mkdirSync(directory, { recursive: true });
  const kept = directory === undefined ? [] : ['--db-path', join(directory, 'canbao.db')];
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const args = ['serve', '--host', '127.0.0.1', '--port', String(port)];
    const started = spawnGuarded(binary, [...args, ...kept]);
    const endpoint = `http://127.0.0.1:${port}`;
    if (await answers(endpoint, started)) return { endpoint, stop: keep(started, onDeath) };
    started.child.stdin?.destroy();
    // Another process may have taken the port after it was found to be free. So another port is tried.
    if (attempt === ATTEMPTS) throw new Error(`${binary} did not start: ${started.printed()}`);
  }
}

/** Path of the binary. @throws Error with instructions if none is installed for this platform. */
export function dynoxideBinary(): string {
  const name = `@dynoxide/${process.platform}-${process.arch}`;
  const file = process.platform === 'win32' ? 'dynoxide.exe' : 'dynoxide';
  try {
    return createRequire(import.meta.url).resolve(`${name}/${file}`);
  } catch (error) {
    throw new Error(
      `the embedded DynamoDB (${name}) is not installed on this platform; ` +
        'start any other DynamoDB, such as DynamoDB Local, and set DYNAMODB_ENDPOINT to its URL',
      { cause: error },
    );
  }
}

interface Started {
  readonly child: ChildProcess;
  readonly printed: () => string;
}

/**
 * Runs the binary under a shell that ends it when the runner's end of the pipe closes. The kernel closes the pipe even
 * if the runner is killed with -9. The binary has its own process group, so Ctrl-C does not reach it: the runner stops
 * it when the functions no longer need it.
 */
const GUARD = 'exec 3<&0; "$@" & pid=$!; (cat <&3 >/dev/null; kill $pid 2>/dev/null) & wait $pid';

function spawnGuarded(binary: string, args: readonly string[]): Started {
  const [command, commandArgs] =
    process.platform === 'win32'
      ? [binary, args]
      : ['/bin/sh', ['-c', GUARD, 'dynoxide-guard', binary, ...args]];
  const child = spawn(command, commandArgs, {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  let printed = '';
  const keepTail = (chunk: Buffer) => {
    printed = (printed + chunk.toString()).slice(-2000);
  };
  child.stdout?.on('data', keepTail);
  child.stderr?.on('data', keepTail);
  child.on('error', (error) => keepTail(Buffer.from(error.message)));
  return { child, printed: () => printed.trim() };
}

async function answers(endpoint: string, { child }: Started): Promise<boolean> {
  const deadline = Date.now() + STARTS_WITHIN_MS;
  while (Date.now() < deadline && child.exitCode === null && child.signalCode === null) {
    const reached = await fetch(endpoint).then(
      () => true,
      () => false,
    );
    if (reached) return child.exitCode === null;
    await sleep(10);
  }
  return false;
}

function keep({ child, printed }: Started, onDeath: (message: string) => void): () => Promise<void> {
  let stopping = false;
  child.once('exit', (code, signal) => {
    child.stdin?.destroy();
    if (!stopping) onDeath(`the embedded DynamoDB ended by itself (${signal ?? code}): ${printed()}`);
  });
  return async () => {
    stopping = true;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    if (process.platform === 'win32') child.kill();
    child.stdin?.destroy();
    await exited;
  };
}
