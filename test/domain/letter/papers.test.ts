import { expect, it } from 'vitest';
import { DOCUMENTS } from '../../../domain/cases/documents.ts';
import { DOCUMENTS_IN_ENGLISH } from '../../../domain/letter/en.ts';

it('every paper has an English name, and no other text has one', () => {
  const names = DOCUMENTS.flatMap(({ name, orElse }) => [name, ...(orElse === undefined ? [] : [orElse])]);
  expect(Object.keys(DOCUMENTS_IN_ENGLISH).toSorted()).toEqual([...new Set(names)].toSorted());
});
