import { expect, it } from 'vitest';
import { withoutLinks } from '../../../domain/values/person-name.ts';

it.each([
  ['张三', '张三'],
  ['J. R. Smith', 'J. R. Smith'],
  ['阿依古丽·买买提', '阿依古丽·买买提'],
  ['www.example.com', 'www example com'],
  ['http://example.com/a', 'http example com a'],
  ['张三 example。com', '张三 example com'],
  ['mailto:a@example.com', 'mailto a'],
  ['hr@example.com', 'hr'],
  ['张三 a@example.com', '张三 a example com'],
])('withoutLinks turns "%s" into "%s", which mail programs do not link', (name, greeted) => {
  expect(withoutLinks(name)).toBe(greeted);
});
