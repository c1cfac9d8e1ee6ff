import { randomUUID } from 'node:crypto';
import { publishedCalendar } from '../../../domain/calendar/working-days.ts';
import type { Case } from '../../../domain/cases/case.ts';
import { isQuiet } from '../../../domain/digest/attention.ts';
import { type ListedCase, listedCase } from '../../../domain/digest/ended-cases.ts';
import type { Attention } from '../../../domain/employment/spell.ts';
import type { Fact } from '../../../domain/facts/fact.ts';
import type { UnitFact } from '../../../domain/units/unit-facts.ts';
import { addDays, type PlainDate } from '../../../domain/values/plain-date.ts';
import { takeIn } from '../../intake/append-facts.ts';
import { deriveQuietly, ownCases } from '../cases/cases-as-of.ts';
import { BadUsage, CommandFailed, type Frame, type Printout } from '../frame/frame.ts';
import { foldPorts, type Store } from '../store/store.ts';

/** What somebody says about an open case: seen, or "ask me again on that day". */
export interface WordOnCase {
  readonly caseId: string;
  readonly by: string;
  readonly until?: PlainDate;
}

/** Takes the word in as a fact, and answers with how long the case is quiet by it (M4). */
export async function sayOnCase(word: WordOnCase, store: Store, frame: Frame): Promise<Printout> {
  const on = frame.today();
  const it = await openCase(word.caseId, on, store, frame);
  const factId = await take(word, it, on, store, frame);
  const quietUntil = firstLoudDay(it, { ...word, on });
  const { caseId, employeeId, unitId } = it;
  const about = employeeId === undefined ? { employeeId: null, unitId } : { employeeId };
  const json = { caseId, ...about, factId, by: word.by, on, quietUntil };
  return {
    json: word.until === undefined ? json : { ...json, until: word.until },
    lines: linesOf(word, quietUntil, frame),
  };
}

/** @throws CommandFailed when there is no such case or it is not open; BadUsage when the text names none. */
async function openCase(caseId: string, day: PlainDate, store: Store, { say }: Frame): Promise<Case> {
  const listed = listedCase(caseId);
  if (listed === undefined) {
    throw new BadUsage(
      say({
        zh: `${caseId} 不是待办编号；编号见 canbao cases，例如 BJ-0001/2026-11-02/enrolment`,
        en: `${caseId} is no case; canbao cases shows their ids, e.g. BJ-0001/2026-11-02/enrolment`,
      }),
    );
  }
  const cases = await casesBeside(listed, day, store);
  const found = cases.find((it) => it.caseId === caseId);
  if (found !== undefined) return found;
  throw new CommandFailed(
    say({
      zh: `待办 ${caseId} 在 ${day} 没有打开；canbao cases 列出未办结的待办`,
      en: `the case ${caseId} is not open on ${day}; canbao cases lists the open ones`,
    }),
  );
}

/** Every open case of the spell, or of the unit itself, that the listed one is about. */
async function casesBeside(listed: ListedCase, day: PlainDate, store: Store): Promise<readonly Case[]> {
  const record = await store.registry.load();
  if (listed.of === 'unit') return (await ownCases(listed.unitId, record, day, store)).cases;
  const spells = await store.spells.byId(listed.keys);
  return spells.items.flatMap((spell) => {
    const unit = record.registry.units.find(({ unitId }) => unitId === spell.unitId);
    return deriveQuietly([spell], unit, day).flatMap((derived) => derived.cases);
  });
}

/** Takes the word in as a fact about whom the case is about. @returns the id of the fact. */
async function take(
  { caseId, by, until }: WordOnCase,
  { employeeId, unitId }: Case,
  on: PlainDate,
  store: Store,
  { clock }: Frame,
): Promise<string> {
  const now = clock.now();
  const stated = { factId: `staff:${randomUUID()}`, statedAt: now, receivedAt: now };
  const said = { caseId, by, on };
  if (employeeId === undefined) {
    const about = { ...stated, unitId };
    const data = { unitId, ...said };
    const fact: UnitFact =
      until === undefined
        ? { kind: 'case.acknowledged', ...about, data }
        : { kind: 'case.snoozed', ...about, data: { ...data, until } };
    await store.unitFacts.append([fact]);
  } else {
    const about = { ...stated, employeeId };
    const data = { employeeId, ...said };
    const fact: Fact =
      until === undefined
        ? { kind: 'case.acknowledged', ...about, data }
        : { kind: 'case.snoozed', ...about, data: { ...data, until } };
    await takeIn({ employeeId, facts: [fact] }, foldPorts(store, clock));
  }
  return stated.factId;
}

/** The first day after `on` on which the case may be news again; null where the word keeps it quiet on none. */
function firstLoudDay(it: Case, word: Attention): PlainDate | null {
  const asked = { case: it, attentions: [word], unitName: it.unitId, roles: [] };
  let day = addDays(word.on, 1);
  if (!isQuiet(asked, day, publishedCalendar)) return null;
  while (isQuiet(asked, day, publishedCalendar)) day = addDays(day, 1);
  return day;
}

function linesOf({ caseId, by, until }: WordOnCase, quietUntil: PlainDate | null, { say }: Frame): string[] {
  const done =
    until === undefined
      ? say({ zh: `${by} 已知悉 ${caseId}`, en: `${by} has acknowledged ${caseId}` })
      : say({ zh: `${by} 请求 ${until} 再提醒 ${caseId}`, en: `${by} snoozed ${caseId} until ${until}` });
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
  return [done, effect];
}
