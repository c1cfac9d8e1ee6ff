import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { StaffAction } from '../../../domain/cases/case.ts';
import { parseCaseId } from '../../../domain/digest/ended-cases.ts';
import { UNKNOWN_UNIT } from '../../../domain/employment/spell.ts';
import type { StatedBy } from '../../../domain/facts/fact.ts';
import { showable, spellLines } from '../../../domain/letter/spell-text.ts';
import { compact } from '../../../domain/values/compact.ts';
import type { Texts } from '../../../domain/values/language.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import type { Store } from '../../deployment/deployment.ts';
import { problemText } from '../../sources/webhook/problem-texts.ts';
import type { ActionPorts, Outcome, Recorded, Stated, Submission } from '../../staff-actions/outcome.ts';
import { noteRecorded } from '../activity.ts';
import type { CommandContext, CommandResult } from '../frame/frame.ts';
import {
  type ArgumentSpec,
  argument,
  line,
  type OptionSpec,
  optionOf,
  required,
  STORE_OPTIONS,
  text,
} from '../frame/kinds.ts';
import { type Asked, type CommandSpec, command, type Example } from '../frame/spec.ts';
import { refusal } from './refusals.ts';

/** The options of every command that states facts: a note on who did the action, and where the store is. */
export const STAFF_OPTIONS = {
  by: line(
    {
      zh: '备注：谁办的；登记人本身取自云账号身份，本机为操作系统用户',
      en: 'a note on who did the work; the record itself names the cloud identity, or on this machine the user of the operating system',
    },
    'text',
    100,
  ),
  ...STORE_OPTIONS,
};

export const EMPLOYEE = text({ zh: '职工工号', en: "the employee's id" }, 'id');
export const EMPLOYEE_ARGUMENT = argument(EMPLOYEE.about);
const CASE_ABOUT = { zh: '待办编号，见 canbao cases', en: 'the id of the case, as shown by canbao cases' };
export const CASE = argument(CASE_ABOUT);
export const CASE_OPTION = line(CASE_ABOUT, 'id', 400);

/** The employment, as `canbao facts` shows it. */
export const SPELL = text(
  {
    zh: '有几段劳动关系时指明一段，见 canbao facts',
    en: 'the employment, if there are several; see canbao facts',
  },
  'spellId',
);

/** A text with the length limit of the actions' schemas. */
export const reason = (about: Texts) => line(about, 'text', 300);
export const RECEIPT = line({ zh: '回执号', en: 'the receipt number' }, 'no', 100);

/**
 * Each key is an option that names the step and takes its day. The list has the other options of that step; `!` marks a
 * required one.
 */
type Steps = Readonly<Record<string, readonly string[]>>;
type Step = { readonly step?: string; readonly on?: PlainDate };

interface StaffSpec<A, O, Schema extends z.ZodMiniType, More> {
  readonly name: string;
  readonly about: Texts;
  readonly args?: A;
  readonly options?: O;
  readonly steps?: Steps;
  readonly examples: readonly Example[];
  /** The name in the activity list; with steps, the step is appended. */
  readonly action: string;
  readonly schema: () => Schema;
  /**
   * Further fields of the action's input. In any case, each parsed value goes into the field of the same name, or into
   * the field that {@link INPUT_NAMES} gives.
   */
  input?(asked: Asked<A, O>): Readonly<Record<string, unknown>>;
  /** Rejects wrong usage before the store is opened. */
  check?(asked: Asked<A, O>, context: CommandContext): void;
  act(input: z.infer<Schema>, submission: Submission, ports: ActionPorts): Promise<Outcome<More>>;
  /** The result of the command; by default, what was recorded about the employee. */
  show?(recorded: Recorded<More>, asked: Asked<A, O>, context: CommandContext, by: StatedBy): CommandResult;
}

export function staffCommand<
  A extends Readonly<Record<string, ArgumentSpec<unknown>>>,
  O extends Readonly<Record<string, OptionSpec<unknown>>>,
  Schema extends z.ZodMiniType,
  More = unknown,
>(spec: StaffSpec<A, O, Schema, More>): CommandSpec {
  const { name, about, examples, steps } = spec;
  const args = spec.args ?? ({} as A);
  const options = { ...(spec.options ?? ({} as O)), ...STAFF_OPTIONS };
  return command<A, typeof options>({
    name,
    about,
    args,
    examples,
    options,
    run(given, context) {
      const asked = given as Asked<A, O> & Asked<unknown, typeof STAFF_OPTIONS>;
      const step = steps === undefined ? {} : stepIn(asked, steps, context);
      spec.check?.(asked, context);
      // The schema drops fields that the action does not need.
      const raw = { ...named(asked), ...step, ...spec.input?.(asked) };
      const input = inputOf(spec.schema(), raw, context);
      return context.withStore(asked, async (store) => {
        const submission = await submissionOf(asked, store);
        const recorded = accepted(await spec.act(input, submission, actionPorts(store, context)), context);
        const action = 'step' in step ? `${spec.action}-${step.step}` : spec.action;
        await noteAction(action as StaffAction, raw, recorded, submission, store, context);
        return spec.show?.(recorded, asked, context, submission.by) ?? recordedResult(raw, recorded, context);
      });
    },
  });
}

/** Options and arguments whose names differ from those in the input of actions. */
const INPUT_NAMES: Readonly<Record<string, string>> = {
  case: 'caseId',
  employee: 'employeeId',
  employees: 'employeeIds',
  receipt: 'receiptNo',
  spell: 'spellId',
  unit: 'unitId',
};

function named(asked: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(asked).map(([name, value]) => [INPUT_NAMES[name] ?? name, value]));
}

/** Adds the action to the activities of its unit and case. */
async function noteAction(
  action: StaffAction,
  raw: Readonly<Record<string, unknown>>,
  { is, factIds, spells }: Stated,
  { by }: Submission,
  store: Store,
  context: CommandContext,
): Promise<void> {
  if (is !== 'recorded') return;
  const given = z.looseObject(about).parse(raw);
  const listed = given.caseId === undefined ? undefined : parseCaseId(given.caseId);
  const spellIds = listed?.of === 'spell' ? listed.keys.map(({ spellId }) => spellId) : [given.spellId];
  const spell = spells.find(({ spellId }) => spellIds.includes(spellId)) ?? spells.at(-1);
  const kind = given.filing ?? { card: 'card', refund: 'overpayment' }[action.split('-')[0] ?? ''];
  const ofSpell = spell && kind && `${spell.employeeId}/${spell.spellId}/${kind}`;
  const unitId = given.unitId ?? (listed?.of === 'unit' ? listed.unitId : spell?.unitId) ?? UNKNOWN_UNIT;
  const entry = compact({ caseId: given.caseId ?? ofSpell, employeeName: spell?.person.name });
  await noteRecorded({ by: by.who, unitId, action, ...entry, factIds }, store, context);
}

const optional = z.optional(z.string());
const about = { caseId: optional, unitId: optional, spellId: optional, filing: optional };

/** The submission of one call. It is stated by the caller. */
export async function submissionOf(
  { by: note }: Asked<unknown, Pick<typeof STAFF_OPTIONS, 'by'>>,
  store: Pick<Store, 'caller'>,
): Promise<Submission> {
  const caller = await store.caller();
  return { deliveryId: randomUUID(), by: { ...caller, ...(note !== undefined && { note }) } };
}

export function actionPorts(store: Store, { clock }: Pick<CommandContext, 'clock'>): ActionPorts {
  return { ...store, clock };
}

/** The input of an action. @throws BadUsage for a problem that the options' own checks did not find. */
export function inputOf<Schema extends z.ZodMiniType>(
  schema: Schema,
  raw: Readonly<Record<string, unknown>>,
  { language, badUsage }: CommandContext,
): z.infer<Schema> {
  const given = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== undefined));
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  const problems = read.error.issues
    .map(({ path, message }) => `${path.join('.')}: ${problemText(message, language)}`)
    .join('; ');
  throw badUsage({ zh: `不能登记：${problems}`, en: `this cannot be recorded: ${problems}` });
}

/** The outcome of an accepted action. @throws BadUsage or CommandFailed with the reason if it was refused. */
export function accepted<More>(outcome: Outcome<More>, context: CommandContext): Recorded<More> {
  if (outcome.is === 'refused') throw refusal(outcome.problem, context);
  return outcome;
}

/** What was recorded about an employee, and the resulting employments. */
function recordedResult(
  { employeeId, caseId }: Readonly<Record<string, unknown>>,
  recorded: Stated,
  context: CommandContext,
): CommandResult {
  const { is, factIds, spells } = recorded;
  const json = {
    employeeId: employeeId ?? spells[0]?.employeeId ?? caseId,
    factIds,
    alreadyKnown: is === 'duplicate',
    spells: spells.map(showable),
  };
  return {
    json,
    lines: [recordedLine(recorded), ...spells.flatMap((spell) => spellLines(spell, context))],
  };
}

export function recordedLine({ is, factIds }: Pick<Stated, 'is' | 'factIds'>): Texts {
  return is === 'recorded'
    ? { zh: `已登记：${factIds.join('、')}`, en: `recorded: ${factIds.join(', ')}` }
    : { zh: `此前已经登记过：${factIds.join('、')}`, en: `already recorded: ${factIds.join(', ')}` };
}

/** @throws BadUsage if there is no step, several steps, an option of another step, or a missing option. */
function stepIn(asked: Readonly<Record<string, unknown>>, own: Steps, { badUsage }: CommandContext): Step {
  const steps = Object.keys(own);
  const optionsOf = (step: string) => own[step]?.map((name) => name.replace('!', '')) ?? [];
  const [step, another] = steps.filter((it) => asked[it] !== undefined);
  if (step === undefined || another !== undefined) {
    const listed = steps.map(optionOf).join(', ');
    throw badUsage({ zh: `须给出其中一个：${listed}`, en: `give exactly one of ${listed}` });
  }
  const misplaced = steps
    .flatMap(optionsOf)
    .find((name) => asked[name] !== undefined && !optionsOf(step).includes(name));
  if (misplaced !== undefined) {
    const fits = steps.filter((it) => optionsOf(it).includes(misplaced)).map(optionOf);
    throw badUsage({
      zh: `${optionOf(misplaced)} 不能与 ${optionOf(step)} 一起使用；它用于 ${fits.join('、')}`,
      en: `${optionOf(misplaced)} cannot be used with ${optionOf(step)}, only with ${fits.join(', ')}`,
    });
  }
  const missing = own[step]?.find((name) => name.endsWith('!') && asked[name.slice(0, -1)] === undefined);
  if (missing !== undefined) {
    const needed = optionOf(missing.slice(0, -1));
    throw badUsage({
      zh: `给出 ${optionOf(step)} 时还须给出 ${needed}`,
      en: `${optionOf(step)} needs ${needed} as well`,
    });
  }
  return { step, on: asked[step] as PlainDate };
}

/** A required option of {@link EMPLOYEE}. */
export const EMPLOYEE_OPTION = required(EMPLOYEE);
