import * as z from 'zod/mini';
import type { SourceMapping } from '../../domain/units/source-mapping.ts';
import { once } from '../../domain/values/once.ts';
import { leaveOf, type Offboarding, offOf } from './feishu-employee.ts';
import type { PersonTold } from './person-told.ts';
import { vendorDay } from './vendor-day.ts';

const number = z.optional(z.nullable(z.union([z.number(), z.string()])));

/** A user of Feishu's address book; which fields come depends on what the app was granted. */
export const user = once(() =>
  z.object({
    name: z.optional(z.nullable(z.string())),
    gender: number,
    join_time: number,
    employee_type: number,
    department_ids: z.optional(z.nullable(z.array(z.string()))),
  }),
);

const SEXES: Readonly<Record<string, 'male' | 'female'>> = { 1: 'male', 2: 'female' };

export function personOfUser(
  told: z.infer<ReturnType<typeof user>> | undefined,
  leaving: Offboarding | undefined,
  mapping: SourceMapping,
): PersonTold {
  return {
    name: told?.name || undefined,
    hiredOn: vendorDay(told?.join_time),
    places: told?.department_ids ?? [],
    sex: SEXES[told?.gender ?? 0],
    // 0 is what nobody was told to fill in.
    category: told?.employee_type ? String(told.employee_type) : undefined,
    leave: leaveOf(leaving, mapping),
    off: offOf(leaving),
  };
}
