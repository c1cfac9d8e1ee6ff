import { describe, expect, it } from 'vitest';
import type { Problem, ProblemCode } from '../../../functions/staff-actions/outcome.ts';
import { refusalText, refusedField } from '../../../functions/staff-actions/refusals.ts';

const about = <C extends ProblemCode>(field: string, ...codes: readonly C[]) =>
  Object.fromEntries(codes.map((code) => [code, field])) as Record<C, string>;

/** The field that each refusal is about. The problems of days have the field `resumedOn` here. */
const FIELDS: Readonly<Record<ProblemCode, string>> = {
  ...about('resumedOn', 'day-ahead', 'day-far-ahead', 'before-hire', 'before-submission', 'before-request'),
  ...about('effectiveMonth', 'month-far-ahead', 'month-before-hire'),
  ...about('effectiveOn', 'not-one-move', 'move-before-begin'),
  ...about('from', 'declaration-far-ahead', 'not-first-of-base-year'),
  ...about('employeeId', 'unknown-employee', 'employee-with-answer'),
  ...about('employeeIds', 'unknown-findings', 'no-employee-named'),
  ...about('until', 'snooze-not-ahead'),
  ...about('months', 'not-overpaid'),
  ...about('way', 'way-not-known'),
  ...about('document', 'paper-not-asked-for'),
  ...about('answer', 'answer-not-taken'),
  ...about('about', 'person-not-named'),
  ...about('', 'no-case-id', 'unknown-case', 'case-not-open', 'unknown-fact', 'void-already', 'is-a-void'),
  ...about('', 'unknown-unit', 'unit-not-known', 'name-not-known', 'in-service', 'from-hr-system'),
  ...about('', 'unknown-spell', 'no-spell', 'several-spells', 'several-employments', 'not-suspended'),
  ...about('', 'accepted-before', 'nobody-left', 'papers-of-unit-case', 'nothing-to-void', 'nothing-changed'),
};
const EMPTY = { months: [], overpaid: [], asked: [], employeeIds: [], spells: [], begins: [] };

describe.each(Object.entries(FIELDS) as [ProblemCode, string][])('the refusal %s', (code, field) => {
  const ofDay = field === 'resumedOn' && { field };
  const problem = { code, filing: 'enrolment', ...EMPTY, ...ofDay } as unknown as Problem;

  it('is about the field of the table', () => {
    expect(refusedField(problem)).toBe(field);
  });

  it.each(['zh', 'en'] as const)('has a text in %s that names no command and no option', (language) => {
    expect(refusalText(problem)[language]).toMatch(/\S/);
    expect(refusalText(problem)[language]).not.toMatch(/canbao|--|\[object/);
  });
});

it.each([
  ['submitted', 'on'],
  ['issued', 'on'],
  ['lastWorkingDay', 'lastWorkingDay'],
])('a refused day of the step or field %s is entered in the field %s', (field, expected) => {
  expect(refusedField({ code: 'day-ahead', field } as Problem)).toBe(expected);
});
