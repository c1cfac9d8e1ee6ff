import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { diskProblem } from '../data-directory.ts';
import type { FunctionError } from './function-worker.ts';

/** The log of functions: their output, unchanged, and the failures of their invocations. */
export interface FunctionLog {
  readonly write: (chunk: Buffer) => void;
  failed(functionName: string, requestId: string, error: FunctionError): void;
  close(): Promise<void>;
}

/**
 * Opens a log that appends to `file`, and to stderr if `verbose`. If `file` cannot be written, one warning is given and
 * the output is lost.
 */
export function openFunctionLog(
  file: string,
  verbose: boolean,
  warn: (message: string) => void,
): FunctionLog {
  const stream = createWriteStream(file, { flags: 'a' });
  stream.once('error', (error) =>
    warn(`${file} is no longer written: ${diskProblem(error) ?? error.message}`),
  );
  const write = (chunk: Buffer | string) => {
    if (!stream.destroyed) stream.write(chunk);
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
      await finished(stream).catch(() => undefined);
    },
  };
}
