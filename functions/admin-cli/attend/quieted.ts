import { printable } from '../../../domain/letter/letter.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import type { Quieted } from '../../staff-actions/attention.ts';
import type { Outcome, Submission } from '../../staff-actions/outcome.ts';
import { statedByText } from '../facts/spell-lines.ts';
import type { Frame, Printout } from '../frame/frame.ts';
import { accepted } from '../record/staff.ts';

interface Asked {
  readonly caseId: string;
  /** Set by a snooze. */
  readonly until?: PlainDate;
}

/** How long a case is quiet by what somebody said about it (M4). */
export function quietedPrintout(
  { caseId, until }: Asked,
  { by }: Submission,
  outcome: Outcome<Quieted>,
  frame: Frame,
): Printout {
  const { is, about, on, quietUntil, factIds } = accepted(outcome, frame);
  const { employeeId, unitId } = about;
  const json = {
    caseId,
    ...(employeeId === undefined ? { employeeId: null, unitId } : { employeeId }),
    factId: factIds[0],
    alreadyKnown: is === 'duplicate',
    by,
    on,
    quietUntil,
  };
  const { say } = frame;
  const who = statedByText(by, frame);
  const done =
    until === undefined
      ? say({ zh: `${who} 已知悉 ${caseId}`, en: `${who} has acknowledged ${caseId}` })
      : say({ zh: `${who} 请求 ${until} 再提醒 ${caseId}`, en: `${who} snoozed ${caseId} until ${until}` });
  const effect =
    quietUntil === null
      ? say({
          zh: '建议办理日已近或已过，它仍会照常提醒',
          en: 'The act-by date is near or over, so it is told of all the same',
        })
      : say({
          zh: `${quietUntil} 之前不再作为新情况提醒，但仍列在清单中`,
          en: `It is no news before ${quietUntil}, and stays listed`,
        });
  return {
    json: until === undefined ? json : { ...json, until },
    lines: [done, effect].map(printable),
  };
}
