import { compact } from '../../../domain/values/compact.ts';
import type { Instant } from '../../../domain/values/plain-date.ts';
import type { DetailsRequest } from '../../ports.ts';
import { translationOf } from './make-fact.ts';
import { employeeIdIn, unitIn } from './mapping.ts';
import type { Translation, TranslationContext } from './source.ts';

/** A hire or a leave without a day: all that an address book contains. */
export interface Notice {
  /** The HR system's present id of the person. */
  readonly userId: string;
  readonly of: 'hire' | 'leave';
  readonly statedAt: Instant;
  readonly name?: string | undefined;
  /** Departments and companies, the most specific first. */
  readonly places: readonly string[];
}

const KINDS = { hire: 'employee.hire_noticed', leave: 'employee.leave_noticed' } as const;

/**
 * A notice as a fact, and the request for its day.
 * @param ask the request to the HR system's API. If the API cannot answer, a person must.
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

/** Each of several people in one push is a part, with the delivery's id and a number; a single person is the whole. */
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
