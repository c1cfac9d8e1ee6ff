import * as z from 'zod/mini';
import type { SourceMapping } from '../../domain/units/source-mapping.ts';
import { once } from '../../domain/values/once.ts';
import { USUAL_CATEGORIES } from '../hris/bamboohr-fields.ts';
import { ENDED, nameIn, readingOf } from '../hris/bamboohr-reading.ts';
import type { PersonTold, UsualWords } from './person-told.ts';
import { vendorDay } from './vendor-day.ts';

/** By the names of the API, which differ from those that people see by spaces and capitals alone. */
const FIELDS = [
  'hireDate',
  'terminationDate',
  'status',
  'employmentHistoryStatus',
  'firstName',
  'lastName',
  'department',
  'division',
  'location',
  'dateOfBirth',
  'gender',
];

export const USUAL_WORDS: UsualWords = { categories: USUAL_CATEGORIES };

/** BambooHR leaves out what it does not know or the key may not read. */
export function fieldsToAsk({ fields }: SourceMapping): readonly string[] {
  return [...new Set([...FIELDS, ...Object.values(fields)])];
}

const text = z.union([z.string(), z.pipe(z.number(), z.transform(String))]);

/** One employee; what is no text is passed over, and so are dates that are none. */
export const record = once(() =>
  z.pipe(
    z.record(z.string(), z.unknown()),
    z.transform((told): Row => {
      const texts = Object.entries(told).map(([name, each]) => [name, text.safeParse(each).data?.trim()]);
      return Object.fromEntries(texts.filter(([, value]) => value && !value.startsWith('0000-00-00')));
    }),
  ),
);
type Row = Readonly<Record<string, string | undefined>>;

/** By BambooHR's own account; somebody whose leave is still to come is. */
export function isEmployed({ status }: Row): boolean {
  return status !== 'Inactive';
}

const SEXES: Readonly<Record<string, 'male' | 'female'>> = { Male: 'male', Female: 'female' };

export function personOfRecord(row: Row, mapping: SourceMapping): PersonTold {
  const { fields, places, isEnded } = readingOf(
    { id: '', action: '', fields: row, changedFields: [] },
    mapping,
  );
  const hiredOn = vendorDay(fields.text('hiredOn'));
  const told = vendorDay(fields.text('lastWorkingDay'));
  // Of somebody hired again, the last day of the time before still stands there.
  const lastWorkingDay = hiredOn !== undefined && told !== undefined && told < hiredOn ? undefined : told;
  const stays = !isEnded && isEmployed(row) && lastWorkingDay === undefined;
  const status = fields.text('status');
  const reasons = [fields.text('reason'), fields.text('reasonType'), isEnded ? status : undefined];
  return {
    name: nameIn(fields),
    hiredOn,
    places,
    sex: SEXES[row.gender ?? ''],
    birthDate: vendorDay(row.dateOfBirth),
    category: isEnded ? undefined : status,
    leave: lastWorkingDay && {
      lastWorkingDay,
      reasons: reasons.flatMap((word) => (word === undefined || word === ENDED ? [] : [word])),
    },
    off: stays ? { what: 'leave', by: 'silence' } : undefined,
  };
}
