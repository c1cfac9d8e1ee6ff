import type { Log } from '../../../functions/ports.ts';

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly ids: Readonly<Record<string, string | number | boolean>>;
}

/** A log that keeps its lines. */
export function fakeLog(): Log & { readonly lines: readonly LogLine[] } {
  const lines: LogLine[] = [];
  const write =
    (level: LogLine['level']): Log['info'] =>
    (message, ids = {}) =>
      void lines.push({ level, message, ids });
  return { lines, info: write('info'), warn: write('warn'), error: write('error') };
}
