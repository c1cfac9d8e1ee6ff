import { randomUUID } from 'node:crypto';
import type { Option } from 'commander';
import type { Spell } from '../../../domain/employment/spell.ts';
import type { Fact, FactKind } from '../../../domain/facts/fact.ts';
import { FACT_SCHEMAS } from '../../../domain/facts/fact-schemas.ts';
import { printable } from '../../../domain/letter/letter.ts';
import { addDays, type PlainDate } from '../../../domain/values/plain-date.ts';
import { takeIn } from '../../intake/append-facts.ts';
import { unknownEmployee } from '../facts/facts.ts';
import { showable, spellLines } from '../facts/spell-lines.ts';
import { BadUsage, type Frame, type Printout } from '../frame/frame.ts';
import { textOption } from '../frame/options.ts';
import { foldPorts, type Store } from '../store/store.ts';

/** Facts that staff state: of which kind, and what they say. */
export interface Told {
  readonly kind: FactKind;
  readonly content: Readonly<Record<string, unknown>>;
}

export interface KnownEmployee {
  readonly facts: readonly Fact[];
  readonly spells: readonly Spell[];
}

export function employeeOption(frame: Frame): Option {
  return textOption(frame, '--employee <id>', {
    zh: '职工工号',
    en: "the employee's id",
  }).makeOptionMandatory();
}

/** @throws CommandFailed for an id that nothing is known about: most likely it is misspelt. */
export async function knownEmployee(employeeId: string, store: Store, frame: Frame): Promise<KnownEmployee> {
  const { facts, spells } = await store.employees.load(employeeId);
  if (facts.length === 0) throw unknownEmployee(employeeId, frame);
  return { facts, spells };
}

/** A day that is announced may lie ahead, though not by years: that is a slip of the pen, and would silence the case. */
export function refuseFarAhead(day: PlainDate, option: string, { say, today }: Frame): void {
  const latest = addDays(today(), MOST_DAYS_AHEAD);
  if (day <= latest) return;
  throw new BadUsage(
    say({
      zh: `${option} ${day} 晚于今天一年以上；请核对年份，最晚 ${latest}`,
      en: `${option} ${day} is more than a year ahead; check the year, the latest is ${latest}`,
    }),
  );
}

const MOST_DAYS_AHEAD = 366;

/** Takes what staff state in as facts, and answers with what is folded from everything since. */
export async function takeRecord(
  employeeId: string,
  told: readonly Told[],
  store: Store,
  frame: Frame,
): Promise<Printout> {
  const delivery = `staff:${randomUUID()}`;
  const facts = told.map((each, index) =>
    factOf(employeeId, each, index === 0 ? delivery : `${delivery}:${index + 1}`, frame),
  );
  await takeIn({ employeeId, facts }, foldPorts(store, frame.clock));
  const { spells } = await store.employees.load(employeeId);
  const factIds = facts.map(({ factId }) => factId);
  return {
    json: { employeeId, factIds, spells: spells.map(showable) },
    lines: [
      frame.say({ zh: `已登记：${factIds.join('、')}`, en: `recorded: ${factIds.join(', ')}` }),
      ...spells.flatMap((spell) => spellLines(spell, frame)),
    ].map(printable),
  };
}

function factOf(employeeId: string, { kind, content }: Told, factId: string, frame: Frame): Fact {
  const parsed = FACT_SCHEMAS[kind]().safeParse({ ...content, employeeId });
  if (!parsed.success) {
    const problems = parsed.error.issues
      .map(({ path, message }) => `${path.join('.')}: ${message}`)
      .join('; ');
    throw new BadUsage(
      frame.say({ zh: `不能登记：${problems}`, en: `this cannot be recorded: ${problems}` }),
    );
  }
  const now = frame.clock.now();
  return { kind, factId, employeeId, statedAt: now, receivedAt: now, data: parsed.data } as Fact;
}
