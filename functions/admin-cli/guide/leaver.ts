import type { Command } from 'commander';
import { publishedCalendar } from '../../../domain/calendar/working-days.ts';
import type { Spell } from '../../../domain/employment/spell.ts';
import { byStatement, type Fact, type FactOf } from '../../../domain/facts/fact.ts';
import type { LeavingReason } from '../../../domain/facts/life-course.ts';
import { endOfSpell, type Leaver, leaverOf } from '../../../domain/guides/leaver.ts';
import { leaverGuide } from '../../../domain/guides/leaver-guide.ts';
import { renderGuide } from '../../../domain/letter/guide-letter.ts';
import type { Policy } from '../../../domain/policy/policy.ts';
import { NO_REGION, policyOf } from '../../../domain/regions/policy-of.ts';
import type { Month } from '../../../domain/values/month.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import { policyFor } from '../explain/deadline-printout.ts';
import { regionOption } from '../explain/enrolment.ts';
import { unknownEmployee } from '../facts/facts.ts';
import { BadUsage, CommandFailed, type Frame, type Printout } from '../frame/frame.ts';
import { choiceOption, dayOption, example, textOption, withStoreOptions } from '../frame/options.ts';
import { knownRegion } from '../frame/regions.ts';
import { LEAVING_REASONS } from '../frame/words.ts';
import type { Store, StoreChoice } from '../store/store.ts';
import { lastPaidOption } from './flexible.ts';
import { guidePrintout, writeDraft } from './guide-printout.ts';
import {
  type AskedPerson,
  guideDayOption,
  missedYearsOption,
  personAsked,
  withPersonOptions,
} from './person-options.ts';
import { wholeYears } from './resident.ts';

/** Whom a leaver's guide is about, and where a mail with it would go. */
interface GuideSubject {
  readonly leaver: Leaver;
  readonly policy: Policy;
  readonly name?: string | undefined;
  readonly unitName?: string | undefined;
  readonly to?: string | undefined;
}

interface AskedLeaver extends AskedPerson {
  readonly left?: PlainDate;
  readonly lastPaid?: Month;
  readonly reason?: LeavingReason;
  readonly missedYears?: number;
  readonly region?: string;
}

/** Somebody of whom the command line alone tells. @throws BadUsage where no day and no month is given. */
function subjectAsked(asked: AskedLeaver, frame: Frame): GuideSubject {
  return {
    leaver: {
      ended: endedAsked(asked, frame),
      reason: asked.reason,
      missedYears: wholeYears('--missed-years', asked.missedYears, frame),
      person: personAsked(asked),
    },
    policy: policyFor(asked.region, frame),
  };
}

/** What the command line says beside the store goes first. Who died is not written to. */
function withAsked(stored: GuideSubject, asked: AskedLeaver, frame: Frame): GuideSubject {
  const { leaver } = stored;
  const reason = asked.reason ?? leaver.reason;
  const person = { ...leaver.person, ...personAsked(asked) };
  return {
    ...stored,
    leaver: {
      ...leaver,
      reason,
      person,
      missedYears: wholeYears('--missed-years', asked.missedYears, frame),
    },
    ...(asked.region !== undefined && { policy: policyOf(knownRegion(asked.region, frame)) }),
    ...(reason === 'deceased' && { name: undefined, to: undefined }),
  };
}

function endedAsked({ left: leftOn, lastPaid }: AskedLeaver, { say }: Frame): Leaver['ended'] {
  if (lastPaid !== undefined) return { lastPaid, leftOn };
  if (leftOn !== undefined) return { leftOn };
  throw new BadUsage(
    say({
      zh: '必须给出 --employee、--left 或 --last-paid 之一',
      en: 'one of --employee, --left and --last-paid has to be given',
    }),
  );
}

/** The latest leave of an employee, with what the HR system said with it. @throws CommandFailed where there is none. */
async function leaverInStore(
  employeeId: string,
  store: Pick<Store, 'employees' | 'registry'>,
  frame: Frame,
): Promise<GuideSubject> {
  const { facts, spells } = await store.employees.load(employeeId);
  if (facts.length === 0) throw unknownEmployee(employeeId, frame);
  const latest = leavesOf(spells).at(-1);
  if (latest === undefined) throw neverLeft(employeeId, frame);
  const { spell } = latest;
  const { units } = (await store.registry.load()).registry;
  const unit = units.find(({ unitId }) => unitId === spell.unitId);
  const { personalEmail, ...answers } = saidWithLeave(facts, latest.on);
  return {
    leaver: { ...latest.leaver, person: { ...latest.leaver.person, ...answers } },
    policy: policyOf(unit?.region ?? NO_REGION, unit?.localPolicy),
    name: spell.person.name,
    unitName: unit?.name,
    to: personalEmail,
  };
}

interface Leave {
  readonly spell: Spell;
  readonly leaver: Leaver;
  readonly on: string;
}

function leavesOf(spells: readonly Spell[]): readonly Leave[] {
  return spells
    .flatMap((spell): Leave[] => {
      const leaver = leaverOf(spell);
      const end = endOfSpell(spell);
      return leaver === undefined || end === undefined ? [] : [{ spell, leaver, on: end.on }];
    })
    .toSorted((a, b) => (a.on < b.on ? -1 : 1));
}

/** The latest word on that last day that says anything of it; facts taken back say nothing. */
function saidWithLeave(facts: readonly Fact[], lastDay: string) {
  const voided = new Set(facts.flatMap((fact) => (fact.kind === 'fact.voided' ? [fact.data.factId] : [])));
  const said = facts
    .filter((fact): fact is FactOf<'employee.terminated'> => fact.kind === 'employee.terminated')
    .filter((fact) => !voided.has(fact.factId) && fact.data.lastWorkingDay === lastDay)
    .toSorted(byStatement)
    .map(({ data }) => data);
  const { personalEmail } = said.findLast((data) => data.personalEmail) ?? {};
  const { hukouRegion } = said.findLast((data) => data.hukouRegion) ?? {};
  const { residencePermit } = said.findLast((data) => data.residencePermit !== undefined) ?? {};
  return {
    personalEmail,
    ...(hukouRegion !== undefined && { hukouRegion }),
    ...(residencePermit !== undefined && { residencePermit }),
  };
}

function neverLeft(employeeId: string, { say }: Frame): CommandFailed {
  return new CommandFailed(
    say({
      zh: `工号 ${employeeId} 没有离职记录；可用 --left 或 --last-paid 代替 --employee`,
      en: `employee ${employeeId} has not left; use --left or --last-paid instead of --employee`,
    }),
  );
}

interface Asked extends AskedLeaver, StoreChoice {
  readonly employee?: string;
  readonly on?: PlainDate;
  readonly eml?: string;
}

/** `canbao guide leaver`: what somebody who leaves has to know (G1), also as a mail to forward. */
export function guideLeaver(parent: Command, frame: Frame): void {
  const { say } = frame;
  const command = parent
    .command('leaver')
    .description(say({ zh: '离职后的医保怎么办', en: 'medical insurance after leaving' }))
    .addOption(
      textOption(frame, '--employee <id>', {
        zh: '离职职工的工号',
        en: 'id of an employee who left',
      }).conflicts(['left', 'lastPaid']),
    )
    .addOption(
      dayOption(frame, '--left <day>', { zh: '最后工作日，YYYY-MM-DD', en: 'last working day, YYYY-MM-DD' }),
    )
    .addOption(lastPaidOption(frame))
    .addOption(
      choiceOption(
        frame,
        '--reason <reason>',
        { zh: '离职原因', en: 'why the person left' },
        LEAVING_REASONS,
      ),
    )
    .addOption(missedYearsOption(frame))
    .addOption(regionOption(frame))
    .addOption(guideDayOption(frame))
    .addOption(
      textOption(frame, '--eml <file>', {
        zh: '另存为可转发的邮件草稿；文件不得已存在',
        en: 'also write it as a draft mail to forward; the file must not exist',
      }),
    );
  withStoreOptions(withPersonOptions(command, frame), frame)
    .addHelpText(
      'after',
      example(
        frame,
        'canbao guide leaver --left 2026-06-20 --region 上海 --on 2026-07-01',
        'canbao guide leaver --employee BJ-0003 --local --eml guide.eml',
      ),
    )
    .action(frame.act((asked: Asked) => guide(asked, frame)));
}

async function guide(asked: Asked, frame: Frame): Promise<Printout> {
  const { employee } = asked;
  if (employee === undefined) return printout(subjectAsked(asked, frame), asked, frame);
  return frame.withStore(asked, async (store) => {
    const stored = await leaverInStore(employee, store, frame);
    return printout(withAsked(stored, asked, frame), asked, frame);
  });
}

async function printout(subject: GuideSubject, asked: Asked, frame: Frame): Promise<Printout> {
  const { leaver, policy, name, unitName, to } = subject;
  const { on: day = frame.today(), eml } = asked;
  const written = leaverGuide({ leaver, day, policy }, publishedCalendar);
  if (eml !== undefined) {
    const content = renderGuide(written, { language: frame.language, name, unitName });
    await writeDraft(eml, { to, content, day, date: frame.clock.now() }, frame);
  }
  return guidePrintout(written, frame, { name, unitName });
}
