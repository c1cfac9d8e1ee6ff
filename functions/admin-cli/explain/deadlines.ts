import { publishedCalendar } from '../../../domain/calendar/working-days.ts';
import { LEAVING_REASONS } from '../../../domain/facts/texts.ts';
import { actByText, isDayToBeConfirmed } from '../../../domain/letter/case-card.ts';
import type { Reason } from '../../../domain/reasons/reason.ts';
import type { Deadline } from '../../../domain/rules/deadline/deadline.ts';
import { enrolmentDeadline } from '../../../domain/rules/deadline/enrolment-deadline.ts';
import { removalDeadline } from '../../../domain/rules/deadline/removal-deadline.ts';
import { lastPayableMonth } from '../../../domain/rules/overpayment/overpaid-charges.ts';
import type { Texts } from '../../../domain/values/language.ts';
import { daysBetween, type PlainDate } from '../../../domain/values/plain-date.ts';
import type { CommandContext } from '../frame/frame.ts';
import { AS_OF, choice, day, required } from '../frame/kinds.ts';
import { type Explained, explanation, field, REGION, row } from './answer.ts';

export const HIRED = required(
  day({ zh: '第一个工作日（用工之日）', en: 'first working day for the employer' }),
);

/** Explains the deadline for enrolling a person who was hired on a day (R1). */
export const EXPLAIN_ENROLMENT = explanation({
  name: 'enrolment',
  about: { zh: '新职工最迟何时参保，依据是什么', en: 'the deadline to enrol a new employee, and why' },
  options: { hired: HIRED, region: REGION, asOf: AS_OF },
  examples: ['canbao explain enrolment --hired 2026-01-16 --region 北京'],
  explain({ hired: hiredOn, asOf }, policy, context) {
    const explained = enrolmentDeadline({ hiredOn, asOf, policy }, publishedCalendar);
    const title = { zh: `增员申报：${hiredOn} 用工`, en: `Enrolment, employed from ${hiredOn}` };
    return deadlineAnswer({ ...explained, title, asOf }, context);
  },
});

/** Explains the deadline for the removal of a person who left on a day (R2). */
export const EXPLAIN_REMOVAL = explanation({
  name: 'removal',
  about: { zh: '离职职工最迟何时减员，依据是什么', en: 'the deadline to remove a leaver, and why' },
  options: {
    left: required(day({ zh: '最后工作日', en: 'last working day' })),
    reason: choice(
      { zh: '离职原因；死亡另有告知期限', en: 'reason for leaving; a death has a second deadline' },
      LEAVING_REASONS,
      'reason',
    ),
    region: REGION,
    asOf: AS_OF,
  },
  examples: [
    'canbao explain removal --left 2026-09-30 --region 上海',
    'canbao explain removal --left 2026-09-30 --reason deceased --json',
  ],
  explain({ left: leftOn, reason = 'resigned', asOf }, policy, context) {
    const payable = lastPayableMonth({ leftOn, policy });
    // Only a death changes the dates, so any other reason can be the default.
    const question = { leftOn, reason, lastPayableMonth: payable.month, asOf, policy };
    const explained = removalDeadline(question, publishedCalendar);
    const because = [...explained.because, payable.because];
    const title = { zh: `减员申报：最后工作日 ${leftOn}`, en: `Removal, last working day ${leftOn}` };
    return deadlineAnswer({ ...explained, because, title, asOf }, context);
  },
});

interface ExplainedDeadline {
  readonly title: Texts;
  readonly asOf: PlainDate;
  readonly deadline: Deadline;
  readonly deathNoticeDueOn?: PlainDate;
  readonly because: readonly Reason[];
}

function deadlineAnswer(explained: ExplainedDeadline, context: CommandContext): Explained {
  const { title, deadline, asOf, because, deathNoticeDueOn } = explained;
  const { statutoryDueOn, lastLawfulDay, localCutOff, actBy } = deadline;
  const { say, wording } = context;
  const { labels, date } = wording;
  const daysLeft = daysBetween(asOf, actBy);
  const isAssumed = deadline.assumedCalendar && lastLawfulDay !== statutoryDueOn;
  const unknown = say({ zh: '未知，请向经办机构核实', en: 'unknown; please ask the agency' });
  const death = { zh: '告知死亡不迟于', en: 'Report the death by' };
  return {
    title,
    fields: [
      ...row(labels.actBy, actByText(deadline, because, daysLeft, wording)),
      field('statutoryDueOn', labels.statutoryDueOn, statutoryDueOn, date(statutoryDueOn)),
      field('lastLawfulDay', labels.lastLawfulDay, lastLawfulDay, date(lastLawfulDay, isAssumed)),
      field(
        'localCutOff',
        { zh: '申报截止日', en: 'Local cut-off' },
        localCutOff,
        localCutOff === undefined ? unknown : date(localCutOff, isDayToBeConfirmed(localCutOff, because)),
      ),
      { key: 'actBy', value: actBy },
      { key: 'daysLeft', value: daysLeft },
      ...(deathNoticeDueOn === undefined
        ? []
        : [field('deathNoticeDueOn', death, deathNoticeDueOn, date(deathNoticeDueOn))]),
      ...row({ zh: '以此日为准', en: 'As of' }, date(asOf)),
    ],
    because,
  };
}
