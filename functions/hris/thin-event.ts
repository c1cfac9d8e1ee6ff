import type { Instant } from '../../domain/values/plain-date.ts';
import { translationOf } from './make-fact.ts';
import { employeeIdIn, unitIn } from './mapping.ts';
import type { DetailsRequest, Translation, TranslationContext } from './source.ts';

/** That something happened to somebody, and nothing of when: what an address book tells. */
export interface ThinEvent {
  /** The HR system's own id, of today. */
  readonly userId: string;
  readonly about: DetailsRequest['about'];
  /** Whether it happened for certain; otherwise the HR system is only asked. */
  readonly isNoticed: boolean;
  readonly statedAt: Instant;
  readonly name?: string | undefined;
  /** Departments and companies that it names, the most telling first. */
  readonly places: readonly string[];
  readonly delaySeconds: number;
}

const NOTICES = {
  hire: 'employee.hire_noticed',
  leave: 'employee.leave_noticed',
  change: undefined,
} as const;

/** A notice where there is something to notice, and in any case the question for the rest. */
export function translateThin(event: ThinEvent, context: TranslationContext): Translation {
  const { about, isNoticed, statedAt, name, places, userId } = event;
  const employeeId = employeeIdIn(context.mapping, userId);
  const unitId = unitIn(context.mapping, places);
  const data = {
    employeeId,
    ...(unitId !== undefined && { unitId }),
    ...(name !== undefined && { name }),
  };
  const kind = isNoticed ? NOTICES[about] : undefined;
  const statements = kind === undefined ? [] : [{ kind, data }];
  return translationOf(statements, { context, statedAt, path: [], ask: questionOf(event, context) });
}

/** @returns what asks the HR system's API for what the event leaves out. */
export function questionOf(
  { about, statedAt, userId, delaySeconds }: Omit<ThinEvent, 'isNoticed'>,
  { source, deliveryId, mapping }: TranslationContext,
): DetailsRequest {
  const employeeId = employeeIdIn(mapping, userId);
  return { source, deliveryId, employeeId, keys: { userId }, about, statedAt, delaySeconds };
}

/** Each of several people in one push is a part, under the delivery's id and its number; one alone is all of it. */
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
