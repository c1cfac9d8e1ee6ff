import { randomUUID } from 'node:crypto';
import type { Command, Option } from 'commander';
import type * as z from 'zod/mini';
import { printable } from '../../../domain/letter/letter.ts';
import type { ActionPorts, Outcome, Recorded, Submission } from '../../staff-actions/outcome.ts';
import { showable, spellLines } from '../facts/spell-lines.ts';
import { BadUsage, type Frame, type Printout } from '../frame/frame.ts';
import { lineOption, optionOf, textOption, withStoreOptions } from '../frame/options.ts';
import type { Store, StoreChoice } from '../store/store.ts';
import { refusal } from './refusals.ts';

/** How every command that states facts is called: where the store is, and a note on who is behind it. */
export interface StaffChoice extends StoreChoice {
  readonly by?: string;
}

const LONGEST_NOTE = 100;

/** The options of {@link StaffChoice}. */
export function withStaffOptions(command: Command, frame: Frame): Command {
  return withStoreOptions(
    command.addOption(
      lineOption(
        frame,
        '--by <text>',
        {
          zh: '备注：谁办的；登记人本身取自云账号身份，本机为操作系统用户',
          en: 'a note on who did it; who states it is the cloud identity, on this machine the system’s user',
        },
        LONGEST_NOTE,
      ),
    ),
    frame,
  );
}

export function employeeOption(frame: Frame): Option {
  return textOption(frame, '--employee <id>', {
    zh: '职工工号',
    en: "the employee's id",
  }).makeOptionMandatory();
}

/** One call of a command is one submission, stated by whoever calls. */
export async function submissionOf(
  { by: note }: StaffChoice,
  store: Pick<Store, 'caller'>,
): Promise<Submission> {
  const caller = await store.caller();
  return { deliveryId: randomUUID(), by: { ...caller, ...(note !== undefined && { note }) } };
}

export function actionPorts(store: Store, { clock }: Pick<Frame, 'clock'>): ActionPorts {
  const { employees, registry, spells, unitFacts, unknownCharges, rosterFindings } = store;
  return { employees, registry, spells, unitFacts, unknownCharges, rosterFindings, clock };
}

/** The input of an action. @throws BadUsage naming what an option's own check has let pass. */
export function inputOf<Schema extends z.ZodMiniType>(
  schema: Schema,
  raw: Readonly<Record<string, unknown>>,
  { say }: Pick<Frame, 'say'>,
): z.infer<Schema> {
  const given = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== undefined));
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  const problems = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  throw new BadUsage(say({ zh: `不能登记：${problems}`, en: `this cannot be recorded: ${problems}` }));
}

/** The outcome of an action that was not refused. @throws BadUsage or CommandFailed in words, where it was. */
export function accepted<More>(outcome: Outcome<More>, frame: Frame): Recorded<More> {
  if (outcome.is === 'refused') throw refusal(outcome.problem, frame);
  return outcome;
}

/** What was recorded about an employee, and what is folded from everything since. */
export function recordedPrintout(employeeId: string, outcome: Outcome, frame: Frame): Printout {
  const { is, factIds, spells } = accepted(outcome, frame);
  return {
    json: { employeeId, factIds, alreadyKnown: is === 'duplicate', spells: spells.map(showable) },
    lines: [recordedLine(is, factIds, frame), ...spells.flatMap((spell) => spellLines(spell, frame))].map(
      printable,
    ),
  };
}

export function recordedLine(
  is: 'recorded' | 'duplicate',
  factIds: readonly string[],
  { say }: Pick<Frame, 'say'>,
): string {
  return is === 'recorded'
    ? say({ zh: `已登记：${factIds.join('、')}`, en: `recorded: ${factIds.join(', ')}` })
    : say({
        zh: `此前已经登记过：${factIds.join('、')}`,
        en: `recorded before: ${factIds.join(', ')}`,
      });
}

/**
 * Which one of several steps was meant, each named by the option that gives its day.
 * @param own the options that go with each step; one that a step cannot do without ends in `!`.
 * @throws BadUsage where none or several steps are given, an option of another step, or one is missing.
 */
export function stepIn<Step extends string>(
  asked: Readonly<Record<string, unknown>>,
  own: Readonly<Record<Step, readonly string[]>>,
  { say }: Pick<Frame, 'say'>,
): Step {
  const steps = Object.keys(own) as Step[];
  const optionsOf = (step: Step) => own[step].map((name) => name.replace('!', ''));
  const [step, another] = steps.filter((it) => asked[it] !== undefined);
  if (step === undefined || another !== undefined) {
    const listed = steps.map(optionOf).join(', ');
    throw new BadUsage(say({ zh: `须给出其中一个：${listed}`, en: `give exactly one of ${listed}` }));
  }
  const stray = steps
    .flatMap(optionsOf)
    .find((name) => asked[name] !== undefined && !optionsOf(step).includes(name));
  if (stray !== undefined) {
    const fits = steps.filter((it) => optionsOf(it).includes(stray)).map(optionOf);
    throw new BadUsage(
      say({
        zh: `${optionOf(stray)} 不能与 ${optionOf(step)} 一起使用；它用于 ${fits.join('、')}`,
        en: `${optionOf(stray)} cannot be used with ${optionOf(step)}; it goes with ${fits.join(', ')}`,
      }),
    );
  }
  const missing = own[step].find((name) => name.endsWith('!') && asked[name.slice(0, -1)] === undefined);
  if (missing === undefined) return step;
  const needed = optionOf(missing.slice(0, -1));
  throw new BadUsage(
    say({
      zh: `给出 ${optionOf(step)} 时还须给出 ${needed}`,
      en: `${optionOf(step)} needs ${needed} as well`,
    }),
  );
}
