import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { FunctionError } from './function-worker.ts';

/** Everything that functions print, as they print it, and how their invocations failed. */
export interface FunctionLog {
  readonly write: (chunk: Buffer) => void;
  failed(functionName: string, requestId: string, error: FunctionError): void;
  close(): Promise<void>;
}

/** Appends to `file`, and to stderr as well when `verbose`. */
export function openFunctionLog(file: string, verbose: boolean): FunctionLog {
  const stream = createWriteStream(file, { flags: 'a' });
  const write = (chunk: Buffer | string) => {
    stream.write(chunk);
    if (verbose) process.stderr.write(chunk);
  };
  return {
    write,
    failed: (functionName, requestId, error) => {
      const line = { level: 'ERROR', message: 'Invocation failed', function_name: functionName, requestId };
      write(`${JSON.stringify({ ...line, ...error })}\n`);
    },
    close: async () => {
      stream.end();
      await finished(stream);
    },
  };
}
