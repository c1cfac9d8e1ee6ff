import { describe, expect, test } from 'vitest';
import { sourceMappingSchema } from '../../../domain/units/source-mapping.ts';
import { employeeIdIn, formerIdIn, noMapping } from '../../../functions/sources/webhook/mapping.ts';

describe('our id of an employee', () => {
  const mapping = sourceMappingSchema.parse({
    source: 'wecom',
    idPrefix: 'wx-',
    formerIds: { 'li.si': '007', constructor: 'c' },
  });

  test.each([
    ['theirs, behind the prefix', '008', 'wx-008'],
    ['the first that they had', 'li.si', 'wx-007'],
    ['still that one for the id of before', '007', 'wx-007'],
    ['a name that every object has', 'toString', 'wx-toString'],
    ['one that was given nevertheless', 'constructor', 'wx-c'],
  ])('is %s', (_, theirs, ours) => {
    expect(employeeIdIn(mapping, theirs)).toBe(ours);
  });

  test('is theirs where the registry says nothing', () => {
    expect(employeeIdIn(noMapping('wecom'), '007')).toBe('007');
    expect(formerIdIn(undefined, '007')).toBe('007');
  });
});
