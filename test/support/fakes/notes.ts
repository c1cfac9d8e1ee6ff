import type { SourceNotes, UnmappedValue } from '../../../functions/ports.ts';

export interface FakeNotes extends SourceNotes {
  readonly heardSources: string[];
  readonly unmappedWords: UnmappedValue[];
  /** The refused requests, such as `feishu unsigned`. */
  readonly refusals: string[];
}

/** Notes on sources in memory. */
export function fakeNotes(): FakeNotes {
  const heardSources: string[] = [];
  const unmappedWords: UnmappedValue[] = [];
  const refusals: string[] = [];
  return {
    heardSources,
    refusals,
    refused: async (source, why) => void refusals.push(`${source} ${why}`),
    unmappedWords,
    heard: async (source) => void heardSources.push(source),
    unmapped: async (source, words) => void unmappedWords.push(...words.map((word) => ({ source, ...word }))),
  };
}
