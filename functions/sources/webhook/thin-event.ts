import { compact } from '../../../domain/values/compact.ts';
import type { Instant } from '../../../domain/values/plain-date.ts';
import type { DetailsRequest } from '../../ports.ts';
import { translationOf } from './make-fact.ts';
import { employeeIdIn, unitIn } from './mapping.ts';
import type { Translation, TranslationContext } from './source.ts';

/** A hire or a leave without a day: all that an address book contains. */
export interface Notice {
  /** The id by which the HR system now knows the person. */
  readonly userId: string;
  readonly of: 'hire' | 'leave';
  readonly statedAt: Instant;
  readonly name?: string | undefined;
  /** Departments and companies, from the most specific to the most general. */
  readonly places: readonly string[];
}

const KINDS = { hire: 'employee.hire_noticed', leave: 'employee.leave_noticed' } as const;

/**
 * States a notice as a fact, and requests the missing day.
 * @param ask the request to the HR system's API. If the API cannot answer, staff are asked.
 */
export function translateNotice(
  { userId, of, statedAt, name, places }: Notice,
  context: TranslationContext,
  ask: DetailsRequest,
): Translation {
  const unitId = unitIn(context.mapping, places);
  const data = { employeeId: employeeIdIn(context.mapping, userId), ...compact({ unitId, name }) };
  return translationOf([{ kind: KINDS[of], data }], { context, statedAt, path: [], ask });
}

/**
 * The request to the HR system's API for everything that an event left out.
 * @param theirs the HR system's id of the employee.
 */
export function questionOf(
  theirs: string,
  question: Pick<DetailsRequest, 'keys' | 'about' | 'statedAt' | 'delaySeconds'>,
  { source, deliveryId, mapping }: TranslationContext,
): DetailsRequest {
  return { source, deliveryId, employeeId: employeeIdIn(mapping, theirs), ...question };
}

/**
 * Translates a push about one person or several. Each of several people becomes a part, whose id is the delivery's id
 * with a number. A single person becomes the whole translation.
 */
export function translateEach<T>(
  items: readonly T[],
  context: TranslationContext,
  translate: (item: T, context: TranslationContext) => Translation,
): Translation {
  const [first] = items;
  if (items.length === 1 && first !== undefined) return translate(first, context);
  const { deliveryId } = context;
  const parts = items.map((item, index) =>
    translate(item, { ...context, deliveryId: `${deliveryId}:${index + 1}` }),
  );
  return { is: 'several', parts };
}
