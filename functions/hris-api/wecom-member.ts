import * as z from 'zod/mini';
import type { SourceMapping } from '../../domain/units/source-mapping.ts';
import { once } from '../../domain/values/once.ts';
import type { PersonTold } from './person-told.ts';
import { vendorDay } from './vendor-day.ts';

const text = z.optional(z.nullable(z.string()));
const number = z.optional(z.nullable(z.union([z.number(), z.string()])));

/** A member of WeCom's address book, as far as the app may see them. */
export const member = once(() =>
  z.object({
    userid: z.string(),
    name: text,
    department: z.optional(z.nullable(z.array(z.number()))),
    main_department: number,
    gender: number,
    /** Fields of the company's own. */
    extattr: z.optional(
      z.nullable(
        z.object({
          attrs: z.optional(
            z.nullable(
              z.array(
                z.object({
                  name: text,
                  value: text,
                  text: z.optional(z.nullable(z.object({ value: text }))),
                }),
              ),
            ),
          ),
        }),
      ),
    ),
  }),
);
export type Member = z.infer<ReturnType<typeof member>>;

const SEXES: Readonly<Record<string, 'male' | 'female'>> = { 1: 'male', 2: 'female' };

export function personOfMember(told: Member, { fields }: SourceMapping): PersonTold {
  const of = (named: string | undefined) => extra(told, named);
  const lastWorkingDay = vendorDay(of(fields.lastWorkingDay));
  const reason = of(fields.reason);
  return {
    // An app without the right to names is sent the id in its place.
    name: told.name && told.name !== told.userid ? told.name : undefined,
    hiredOn: vendorDay(of(fields.hiredOn)),
    places: [...new Set([told.main_department, ...(told.department ?? [])])].flatMap((place) =>
      place ? [String(place)] : [],
    ),
    sex: SEXES[told.gender ?? 0],
    leave: lastWorkingDay && { lastWorkingDay, reasons: reason === undefined ? [] : [reason] },
  };
}

function extra({ extattr }: Member, named: string | undefined): string | undefined {
  const found = extattr?.attrs?.find(({ name }) => name === named && named !== undefined);
  return found?.text?.value?.trim() || found?.value?.trim() || undefined;
}
