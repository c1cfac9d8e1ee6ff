import { expect, it } from 'vitest';
import { counted } from '../../../domain/values/language.ts';

it.each([
  [0, 'case', undefined, '0 cases'],
  [1, 'case', undefined, '1 case'],
  [2, 'case', undefined, '2 cases'],
  [1, 'person', 'people', '1 person'],
  [11, 'person', 'people', '11 people'],
])('counted gives %i of “%s” its English form', (count, noun, plural, expected) => {
  expect(counted(count, noun, plural)).toBe(expected);
});
