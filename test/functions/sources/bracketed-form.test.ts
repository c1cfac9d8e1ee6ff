import { expect, test } from 'vitest';
import { bracketedForm, type FormTree } from '../../../functions/sources/bamboohr/message.ts';

const read = (text: string) => {
  const tree = bracketedForm(Buffer.from(text));
  return tree && plain(tree);
};
const plain = (tree: FormTree): object =>
  Object.fromEntries([...tree].map(([name, inner]) => [name, inner instanceof Map ? plain(inner) : inner]));

test.each([
  ['type=employee.updated&data[employeeId]=007', { type: 'employee.updated', data: { employeeId: '007' } }],
  ['data%5BchangedFields%5D%5B0%5D=First+name', { data: { changedFields: { 0: 'First name' } } }],
  [
    'employees[12][Employee #]=9&employees[12][a][b]=c',
    { employees: { 12: { 'Employee #': '9', a: { b: 'c' } } } },
  ],
  ['a=1&a=2', { a: '2' }],
  ['a=1&a[b]=2', { a: { b: '2' } }],
  ['a[]=1', { a: { '': '1' } }],
  ['a[b][c][d][e][f]=1', { a: { b: { c: { d: { e: { f: '1' } } } } } }],
])('bracketedForm reads %s', (text, tree) => {
  expect(read(text)).toEqual(tree);
});

test.each(['', '=1', 'a[b=1', 'a]b[=1', '[a]=1', 'a[b][c][d][e][f][g]=1', `a${'[b]'.repeat(50_000)}=1`])(
  'bracketedForm refuses a field with an invalid name: %.30s',
  (text) => {
    expect(read(text)).toBeUndefined();
  },
);
