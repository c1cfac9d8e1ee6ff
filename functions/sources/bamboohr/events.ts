import { type Instant, parseInstant } from '../../../domain/values/plain-date.ts';
import type { DetailsRequest } from '../../ports.ts';
import { recordDeleted, type Statement, translationOf } from '../webhook/make-fact.ts';
import { employeeIdIn, unitIn } from '../webhook/mapping.ts';
import { type Translation, type TranslationContext, whenItCame } from '../webhook/source.ts';
import { questionOf } from '../webhook/thin-event.ts';
import { translateFields } from './fields.ts';
import { type BambooHrEvent, readBambooHr } from './message.ts';

/**
 * The delay before the API is asked. A record is first created and then filled in, and each of these steps sends an
 * event.
 */
const DELAY_SECONDS = 30;

/** Turns a message from BambooHR into facts, notices and requests for details. */
export function translateBambooHr(message: Uint8Array, context: TranslationContext): Translation {
  const read = readBambooHr(message);
  switch (read.is) {
    case 'unreadable':
      return { is: 'not-understood', problems: read.problems };
    case 'event':
      return translateEvent(read, context);
    case 'fields':
      return {
        is: 'several',
        parts: read.employees.map((employee, index) => {
          const part = { ...context, deliveryId: `${context.deliveryId}:${index + 1}` };
          const statedAt = statedAtIn(employee, context);
          if (employee.action === 'Deleted') return recordDeleted('employee', employee.id);
          if (employee.action === 'Created') return created(employee.id, statedAt, part);
          if (employee.action !== 'Updated') return { is: 'ignored', type: employee.action };
          const asking = (about: DetailsRequest['about']) => ask(employee.id, about, statedAt, part);
          return translateFields(employee, statedAt, part, asking);
        }),
      };
  }
}

/** A termination is an update, like every other change: the API must be asked what changed. */
function translateEvent(event: BambooHrEvent, context: TranslationContext): Translation {
  const statedAt = statedAtIn(event, context);
  switch (event.type) {
    case 'employee.created':
      return created(event.employeeId, statedAt, context);
    case 'employee.updated':
      return { is: 'facts', facts: [], ask: ask(event.employeeId, 'change', statedAt, context) };
    case 'employee.deleted':
      return recordDeleted('employee', event.employeeId);
    default:
      return { is: 'ignored', type: event.type };
  }
}

function created(theirs: string, statedAt: Instant, context: TranslationContext): Translation {
  const employeeId = employeeIdIn(context.mapping, theirs);
  const notice: Statement = {
    kind: 'employee.hire_noticed',
    data: { employeeId, unitId: unitIn(context.mapping, []) },
  };
  const details = ask(theirs, 'hire', statedAt, context);
  return translationOf([notice], { context, statedAt, path: ['data'], ask: details });
}

function ask(
  theirs: string,
  about: DetailsRequest['about'],
  statedAt: Instant,
  context: TranslationContext,
): DetailsRequest {
  const question = { keys: { employeeId: theirs }, about, statedAt, delaySeconds: DELAY_SECONDS };
  return questionOf(theirs, question, context);
}

function statedAtIn(
  { timestamp = '' }: { readonly timestamp?: string | undefined },
  context: TranslationContext,
): Instant {
  return parseInstant(timestamp) ?? whenItCame(context);
}
