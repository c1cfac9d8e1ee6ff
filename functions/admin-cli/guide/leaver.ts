import { publishedCalendar } from '../../../domain/calendar/working-days.ts';
import { LEAVING_REASONS } from '../../../domain/facts/texts.ts';
import { type Leaver, latestLeave, leaveDetails } from '../../../domain/guides/leaver.ts';
import { leaverGuide } from '../../../domain/guides/leaver-guide.ts';
import { renderGuide } from '../../../domain/letter/guide-letter.ts';
import type { Policy } from '../../../domain/policy/policy.ts';
import { NO_REGION, policyOf } from '../../../domain/regions/policy-of.ts';
import type { Store } from '../../deployment/deployment.ts';
import { sourceOrderOf } from '../../intake/registry-lookup.ts';
import { guideDraft } from '../../mail/guide-draft.ts';
import { policyFor, REGION } from '../explain/answer.ts';
import { unknownEmployee } from '../facts.ts';
import { writePrivateFile } from '../frame/files.ts';
import type { CommandContext, CommandResult } from '../frame/frame.ts';
import { choice, day, FORCE, STORE_OPTIONS, text } from '../frame/kinds.ts';
import { knownRegion } from '../frame/regions.ts';
import { type Asked, command } from '../frame/spec.ts';
import {
  GUIDE_DAY,
  guideResult,
  LAST_PAID,
  MISSED_YEARS,
  PERSON_OPTIONS,
  personAsked,
} from './guide-result.ts';

const OPTIONS = {
  employee: {
    ...text({ zh: '离职职工的工号', en: 'id of an employee who left' }, 'id'),
    conflicts: ['left', 'lastPaid'],
  },
  left: day({ zh: '最后工作日', en: 'last working day' }),
  lastPaid: LAST_PAID,
  reason: choice({ zh: '离职原因', en: 'why the person left' }, LEAVING_REASONS, 'reason'),
  missedYears: MISSED_YEARS,
  region: REGION,
  on: GUIDE_DAY,
  eml: text({ zh: '另存为可转发的邮件草稿', en: 'also write the guide as a mail draft' }, 'file'),
  force: FORCE,
  ...PERSON_OPTIONS,
  ...STORE_OPTIONS,
};
type AskedLeaver = Asked<unknown, typeof OPTIONS>;

/** Explains what a leaver needs to know (G1). The text is also available as a mail to forward. */
export const GUIDE_LEAVER = command({
  name: 'leaver',
  about: { zh: '离职后的医保怎么办', en: 'medical insurance after leaving' },
  options: OPTIONS,
  examples: [
    'canbao guide leaver --left 2026-06-20 --region 上海 --on 2026-07-01',
    'canbao guide leaver --employee BJ-0003 --local --eml guide.eml',
  ],
  run(asked, context) {
    const { employee } = asked;
    if (employee === undefined) return write(subjectAsked(asked, context), asked, context);
    return context.withStore(asked, async (store) => {
      const stored = await leaverInStore(employee, store, context);
      return write(withAsked(stored, asked, context), asked, context);
    });
  },
});

/** The person that a leaver's guide is for, and the mail address. */
interface GuideSubject {
  readonly leaver: Leaver;
  readonly policy: Policy;
  readonly name?: string | undefined;
  readonly unitName?: string | undefined;
  readonly to?: string | undefined;
}

async function write(
  subject: GuideSubject,
  asked: AskedLeaver,
  context: CommandContext,
): Promise<CommandResult> {
  const { leaver, policy, name, unitName, to } = subject;
  const { on, eml, force } = asked;
  const guide = leaverGuide({ leaver, day: on, policy }, publishedCalendar);
  if (eml !== undefined) {
    const content = renderGuide(guide, { language: context.language, name, unitName });
    const draft = await guideDraft({ to, content, day: on, date: context.clock.now() });
    await writePrivateFile({ file: eml, what: { zh: '邮件草稿', en: 'the draft' }, force }, draft, context);
    context.progress(context.say({ zh: `邮件草稿已写入 ${eml}`, en: `the draft was written to ${eml}` }));
  }
  return guideResult(guide, context, { name, unitName });
}

/** A person described only by options. @throws BadUsage if neither a day nor a month is given. */
function subjectAsked(asked: AskedLeaver, context: CommandContext): GuideSubject {
  const { left: leftOn, lastPaid, reason, missedYears } = asked;
  if (leftOn === undefined && lastPaid === undefined) {
    throw context.badUsage({
      zh: '必须给出 --employee、--left 或 --last-paid 之一',
      en: '--employee, --left or --last-paid is required',
    });
  }
  const ended = (lastPaid === undefined ? { leftOn } : { lastPaid, leftOn }) as Leaver['ended'];
  return {
    leaver: { ended, reason, missedYears, person: personAsked(asked) },
    policy: policyFor(asked.region, context),
  };
}

/** Values from the options replace those from the store. After a death there is no greeting and no address. */
function withAsked(stored: GuideSubject, asked: AskedLeaver, context: CommandContext): GuideSubject {
  const { leaver } = stored;
  const reason = asked.reason ?? leaver.reason;
  const person = { ...leaver.person, ...personAsked(asked) };
  return {
    ...stored,
    leaver: { ...leaver, reason, person, missedYears: asked.missedYears },
    ...(asked.region !== undefined && { policy: policyOf(knownRegion(asked.region, context)) }),
    ...(reason === 'deceased' && { name: undefined, to: undefined }),
  };
}

/** The latest leave of an employee, with the HR system's data. @throws CommandFailed if the employee has not left. */
async function leaverInStore(
  employeeId: string,
  store: Pick<Store, 'employees' | 'registry'>,
  context: CommandContext,
): Promise<GuideSubject> {
  const { facts, spells } = await store.employees.load(employeeId);
  if (facts.length === 0) throw unknownEmployee(employeeId, context);
  const latest = latestLeave(spells);
  if (latest === undefined) {
    throw context.failure({
      zh: `工号 ${employeeId} 没有离职记录；可用 --left 或 --last-paid 代替 --employee`,
      en: `employee ${employeeId} has not left; use --left or --last-paid instead of --employee`,
    });
  }
  const { spell, leaver } = latest;
  const { registry } = await store.registry.load();
  const unit = registry.units.find(({ unitId }) => unitId === spell.unitId);
  const { personalEmail, ...answers } = leaveDetails(facts, latest.on, sourceOrderOf(registry));
  return {
    leaver: { ...leaver, person: { ...leaver.person, ...answers } },
    policy: policyOf(unit?.region ?? NO_REGION, unit?.localPolicy),
    name: spell.person.name,
    unitName: unit?.name,
    to: personalEmail,
  };
}
