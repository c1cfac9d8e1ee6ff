import type { StatedBy } from '../../../domain/facts/fact.ts';
import { statedByText } from '../../../domain/letter/spell-text.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import {
  acknowledgeCase,
  acknowledgeInput,
  type Quieted,
  snoozeCase,
  snoozeInput,
  snoozeNotAhead,
} from '../../staff-actions/attention.ts';
import type { Recorded } from '../../staff-actions/outcome.ts';
import type { CommandContext, CommandResult } from '../frame/frame.ts';
import { day, required } from '../frame/kinds.ts';
import { refusal } from './refusals.ts';
import { CASE, staffCommand } from './staff.ts';

/** Acknowledges a case. The digests then do not list it as news for three working days (M4). */
export const ACKNOWLEDGE = staffCommand({
  name: 'acknowledge',
  about: {
    zh: '知悉一件待办，3 个工作日内不再提醒',
    en: 'mark a case as seen; no reminders for 3 working days',
  },
  args: { caseId: CASE },
  examples: [
    'canbao acknowledge BJ-0001/2026-11-02/enrolment --local',
    'canbao acknowledge unit/BJ/declare-bases --by wang.fang@example.com --local',
  ],
  action: 'acknowledged',
  schema: acknowledgeInput,
  act: acknowledgeCase,
  show: quietedResult,
});

/** Snoozes a case until a day, but never close to its act-by date (M4). */
export const SNOOZE = staffCommand({
  name: 'snooze',
  about: {
    zh: '某日之前不再提醒一件待办；建议办理日前 3 个工作日起照常提醒',
    en: 'snooze a case until a day; from 3 working days before its act-by date reminders continue',
  },
  args: { caseId: CASE },
  options: {
    until: required(
      day({ zh: '哪一天再提醒，须晚于今天', en: 'the day on which reminders start again, after today' }),
    ),
  },
  examples: ['canbao snooze BJ-0001/2026-11-02/enrolment --until 2026-11-20 --local'],
  action: 'snoozed',
  schema: snoozeInput,
  check(asked, context) {
    const past = snoozeNotAhead(asked, context.today());
    if (past !== undefined) throw refusal(past.problem, context);
  },
  act: snoozeCase,
  show: quietedResult,
});

/**
 * The result of an acknowledgement, or of a snooze until `until`. It states what was recorded, and until which day the
 * digests do not list the case as news.
 */
function quietedResult(
  { is, about, on, quietUntil, factIds }: Recorded<Quieted>,
  { caseId, until }: { readonly caseId: string; readonly until?: PlainDate },
  context: CommandContext,
  by: StatedBy,
): CommandResult {
  const { employeeId, unitId } = about;
  const who = statedByText(by, context);
  const done =
    until === undefined
      ? { zh: `${who} 已知悉 ${caseId}`, en: `${who} has acknowledged ${caseId}` }
      : { zh: `${who} 请求 ${until} 再提醒 ${caseId}`, en: `${who} snoozed ${caseId} until ${until}` };
  const effect =
    quietUntil === null
      ? {
          zh: '建议办理日已近或已过，它仍会照常提醒',
          en: 'The act-by date of the case is near or has passed, so reminders continue',
        }
      : {
          zh: `${quietUntil} 之前不再作为新情况提醒，但仍列在清单中`,
          en: `Before ${quietUntil} the case is not listed as news, but it stays in the list of cases`,
        };
  return {
    json: {
      caseId,
      ...(employeeId === undefined ? { employeeId: null, unitId } : { employeeId }),
      factId: factIds[0],
      alreadyKnown: is === 'duplicate',
      by,
      on,
      quietUntil,
      ...(until !== undefined && { until }),
    },
    lines: [done, effect],
  };
}
