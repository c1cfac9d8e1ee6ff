import { type Fen, yuan } from '../../../domain/values/money.ts';

/** The fields of facts and spells whose numbers are fen. */
const MONEY: ReadonlySet<string> = new Set([
  'unitAmount',
  'personalAmount',
  'base',
  'declaredBase',
  'amount',
  'averageMonthlyWage',
  'wage',
  'total',
]);

/** The keyed hash of an identity number is for matching, not for people. */
const HIDDEN: ReadonlySet<string> = new Set(['hash']);

/** A stored value for people and programs outside: money as yuan, nothing of an identity number but its mask. */
export function showable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(showable);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([name]) => !HIDDEN.has(name));
  return Object.fromEntries(
    fields.map(([name, field]) => [
      name,
      MONEY.has(name) && typeof field === 'number' ? yuan(field as Fen) : showable(field),
    ]),
  );
}

/** The same in one line: `unitId BJ, name 张三`; the employee's own id is not repeated. */
export function detailText(value: object): string {
  return fieldTexts(showable(value), [])
    .filter((text) => !text.startsWith('employeeId '))
    .join(', ');
}

function fieldTexts(value: unknown, path: readonly string[]): string[] {
  if (Array.isArray(value)) return [`${path.join('.')} ${value.join(' ')}`];
  if (typeof value !== 'object' || value === null) return [`${path.join('.')} ${value}`];
  return Object.entries(value).flatMap(([name, field]) => fieldTexts(field, [...path, name]));
}
