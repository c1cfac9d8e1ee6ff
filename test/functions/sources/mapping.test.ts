import { describe, expect, test } from 'vitest';
import { sourceMappingSchema } from '../../../domain/units/source-mapping.ts';
import { employeeIdIn, formerIdIn, noMapping } from '../../../functions/sources/webhook/mapping.ts';

describe('employeeIdIn', () => {
  const mapping = sourceMappingSchema.parse({
    source: 'wecom',
    idPrefix: 'wx-',
    formerIds: { 'li.si': '007', constructor: 'c' },
  });

  test.each([
    ['theirs with the prefix', '008', 'wx-008'],
    ['the first one they had', 'li.si', 'wx-007'],
    ['the same one for that former id', '007', 'wx-007'],
    ['the name of an object property', 'toString', 'wx-toString'],
    ['a mapped name of an object property', 'constructor', 'wx-c'],
  ])('gives the id: %s', (_, theirs, ours) => {
    expect(employeeIdIn(mapping, theirs)).toBe(ours);
  });

  test('gives their own id without a mapping', () => {
    expect(employeeIdIn(noMapping('wecom'), '007')).toBe('007');
    expect(formerIdIn(undefined, '007')).toBe('007');
  });
});
