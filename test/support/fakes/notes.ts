import type { SourceNotes, UnmappedWord } from '../../../functions/ports.ts';

export interface FakeNotes extends SourceNotes {
  readonly heardSources: string[];
  readonly unmappedWords: UnmappedWord[];
}

/** Notes on sources, kept in memory. */
export function fakeNotes(): FakeNotes {
  const heardSources: string[] = [];
  const unmappedWords: UnmappedWord[] = [];
  return {
    heardSources,
    unmappedWords,
    heard: async (source) => void heardSources.push(source),
    unmapped: async (source, words) => void unmappedWords.push(...words.map((word) => ({ source, ...word }))),
  };
}
