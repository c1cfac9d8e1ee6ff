import type { Source } from './source.ts';
import { standardSource } from './standard.ts';

/** Every HR system that can push, by the last part of its path. Adding one is one file and one line here. */
export const SOURCES: ReadonlyMap<string, Source> = new Map(
  [standardSource].map((source) => [source.name, source]),
);
