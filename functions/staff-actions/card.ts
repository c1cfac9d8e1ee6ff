import * as z from 'zod/mini';
import { hasBegun } from '../../domain/employment/spell.ts';
import { day, employeeId } from '../../domain/facts/schema-parts.ts';
import { once } from '../../domain/values/once.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import type { EmployeeRecord } from '../ports.ts';
import { dayAhead } from './impossible-days.ts';
import { type Action, type Refused, refused } from './outcome.ts';
import { knownEmployee, stateFacts } from './state-facts.ts';

/** A card that was requested or issued; `replaces` names a lost or broken one. */
export const cardInput = once(() =>
  z.object({
    step: z.enum(['requested', 'issued']),
    employeeId,
    card: z.enum(['electronic', 'physical']),
    on: day,
    replaces: z.optional(z.boolean()),
  }),
);
type CardInput = z.infer<ReturnType<typeof cardInput>>;

/** Records the request or issue of a card (G4). */
export const recordCard: Action<typeof cardInput> = async (input, submission, ports) => {
  const { step, employeeId: about, card: kind, on, replaces } = input;
  const record = await knownEmployee(about, submission, ports);
  if ('is' in record) return record;
  const problem = dayAhead(step, on, ports) ?? beforeFirstHire(input, record) ?? beforeRequest(input, record);
  if (problem !== undefined) return problem;
  const data = { employeeId: about, kind, on, ...(replaces === true && { replaces }) };
  return stateFacts(about, record, [{ kind: `card.${step}`, data }], submission, ports);
};

/** A card belongs to the person, whichever unit requests it. So its earliest possible day is the first hire. */
function beforeFirstHire(
  { step, on, employeeId: about }: CardInput,
  { spells }: EmployeeRecord,
): Refused | undefined {
  const starts = spells.flatMap(({ situation }) => (hasBegun(situation) ? [situation.start.on] : [])).sort();
  const [hiredOn] = starts;
  if (hiredOn === undefined) return refused('no-spell', { employeeId: about });
  return on < hiredOn ? refused('before-hire', { field: step, day: on, hiredOn }) : undefined;
}

/** A card issued before its request would leave the request open. */
function beforeRequest({ step, card, on }: CardInput, { spells }: EmployeeRecord): Refused | undefined {
  if (step === 'requested') return undefined;
  const days = (is: 'requested' | 'issued'): readonly PlainDate[] =>
    spells.flatMap(({ cards }) => cards.filter((it) => it.is === is && it.kind === card).map((it) => it.on));
  const [issued, requested] = [days('issued'), days('requested')];
  const open = requested.filter((request) => !issued.some((came) => came >= request)).sort();
  const [requestedOn] = open;
  if (requestedOn === undefined || on >= requestedOn) return undefined;
  return refused('before-request', { field: step, day: on, requestedOn });
}
