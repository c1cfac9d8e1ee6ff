import * as z from 'zod/mini';
import { CATEGORIES, SEXES } from '../../domain/facts/life-course.ts';
import { day, employeeId, line, money, personName } from '../../domain/facts/schema-parts.ts';
import { once } from '../../domain/values/once.ts';
import { dayFarAhead, todayOf } from './impossible-days.ts';
import { type Action, refused } from './outcome.ts';
import { knownEmployee, stateFacts } from './state-facts.ts';

export const RETIREMENT_AGES = ['50', '55', '60'] as const;
const AGES = { 50: 50, 55: 55, 60: 60 } as const;

/**
 * A change of an employee's data from a day on, by default today. An identity number is only changed in the HR system.
 */
export const changeInput = once(() =>
  z.object({
    employeeId,
    effectiveOn: z.optional(day),
    name: z.optional(personName),
    sex: z.optional(z.enum(SEXES)),
    birthDate: z.optional(day),
    category: z.optional(z.enum(CATEGORIES)),
    department: z.optional(line(100)),
    averageMonthlyWage: z.optional(money),
    originalRetirementAge: z.optional(z.enum(RETIREMENT_AGES)),
  }),
);

/** Records a change that the HR system does not report. It is valid until another value is stated (R14). */
export const recordChange: Action<typeof changeInput> = async (input, submission, ports) => {
  const { employeeId: about, effectiveOn = todayOf(ports), originalRetirementAge: age, ...rest } = input;
  const far = dayFarAhead('effectiveOn', effectiveOn, ports);
  if (far !== undefined) return far;
  const changes = { ...rest, ...(age !== undefined && { originalRetirementAge: AGES[age] }) };
  if (Object.keys(changes).length === 0) return refused('nothing-changed', { employeeId: about });
  const record = await knownEmployee(about, submission, ports);
  if ('is' in record) return record;
  const data = { employeeId: about, effectiveOn, changes };
  return stateFacts(about, record, [{ kind: 'employee.updated', data }], submission, ports);
};
