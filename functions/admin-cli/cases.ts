import { type Case, URGENCIES } from '../../domain/cases/case.ts';
import { actionsOf } from '../../domain/cases/case-kinds.ts';
import { ANSWER_TEXTS } from '../../domain/facts/texts.ts';
import { writeCard } from '../../domain/letter/case-card.ts';
import { statedByText } from '../../domain/letter/spell-text.ts';
import type { CaseMoney } from '../../domain/rules/money-at-stake.ts';
import { type Fen, yuan } from '../../domain/values/money.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import { type ListedCase, listCases } from '../casework/list-cases.ts';
import { yuanOrNull } from './explain/answer.ts';
import { becauseJson } from './frame/because.ts';
import type { CommandContext } from './frame/frame.ts';
import { AS_OF, text, unitIdsOf } from './frame/kinds.ts';
import { storeCommand } from './frame/spec.ts';

export const CASES = storeCommand({
  name: 'cases',
  about: { zh: '列出未办结的待办，最急的在前', en: 'list the open cases, most urgent first' },
  options: {
    asOf: AS_OF,
    unit: text(
      { zh: '只看一个参保单位；? 是单位未知的', en: 'only this unit; ? is the unknown unit' },
      'unitId',
    ),
  },
  examples: ['canbao cases --local --as-of 2026-12-01', 'canbao cases --stage prod --unit BJ --json'],
  async run({ asOf, unit }, context, store) {
    const { wording } = context;
    const record = await store.registry.load();
    const unitIds = unitIdsOf(unit, record, context);
    const { cases, notComputed, unitNames } = await listCases(asOf, unitIds, record, store);
    const urgencies = URGENCIES.map((urgency) =>
      wording.count(urgency, cases.filter((it) => it.urgency === urgency).length),
    );
    return {
      json: { asOf, cases: cases.map((it) => caseJson(it, context)) },
      lines: [
        { zh: `${asOf} 的待办：${cases.length} 件`, en: `Open cases on ${asOf}: ${cases.length}` },
        cases.length > 0 && urgencies.join(' · '),
        ...cases.flatMap((it) => ['', ...caseLines(it, unitNames, asOf, context)]),
        ...(notComputed > 0 ? ['', wording.administration.notComputed(notComputed)] : []),
      ],
    };
  },
});

/** A case as JSON: null for unknown or absent values, money as yuan with two decimals. */
function caseJson({ case: it, urgency, daysLeft, pastActBy, notes }: ListedCase, context: CommandContext) {
  const { caseId, kind, employeeId, employeeName, unitId, state, openedOn, deadline, money } = it;
  return {
    caseId,
    kind,
    // The id is null if the case is about the unit itself.
    employeeId: employeeId ?? null,
    employeeName: employeeName ?? null,
    unitId,
    // Every unit whose staff receives the case.
    unitIds: it.unitIds ?? [unitId],
    state,
    urgency,
    daysLeft: daysLeft ?? null,
    // True if the act-by date is past, but the last lawful day is not.
    pastActBy: pastActBy ?? false,
    openedOn,
    statutoryDueOn: deadline?.statutoryDueOn ?? null,
    lastLawfulDay: deadline?.lastLawfulDay ?? null,
    actBy: deadline?.actBy ?? null,
    money: money === undefined ? null : moneyJson(money),
    documents: it.documents,
    // The names of the actions that staff can record about the case.
    actions: actionsOf(it),
    // The possible answers to the case's question; empty if the case asks none.
    answers: it.answers ?? [],
    people: (it.people ?? []).map(({ key, employeeId: id, name, perhaps = [] }) => ({
      key,
      employeeId: id ?? null,
      name: name ?? null,
      perhaps,
    })),
    steps: becauseJson(it.steps ?? [], context),
    because: becauseJson(it.because, context),
    notes: notes.map(({ text, on, by }) => ({ on, text, by: by ?? null })),
  };
}

function moneyJson({ months, next, lateFee, inQuestion, ...now }: CaseMoney) {
  return {
    ...parts(now),
    // The additional money if the question is answered in one way. The sums do not include it.
    inQuestion: inQuestion === undefined ? null : parts(inQuestion),
    months: months.map(({ month, estimated, state, ...own }) => ({ month, ...parts(own), estimated, state })),
    next: next === undefined ? null : { on: next.on, ...parts(next) },
    lateFee: lateFee === undefined ? null : { soFar: yuan(lateFee.soFar), nextDay: yuan(lateFee.nextDay) },
  };
}

function parts({ unitPart, personalPart }: { readonly unitPart?: Fen; readonly personalPart?: Fen }) {
  return { unitPart: yuanOrNull(unitPart), personalPart: yuanOrNull(personalPart) };
}

/** A case as text, as in the digests. The text has the case's id, which acknowledge and snooze need. */
function caseLines(
  { case: it, notes, ...timing }: ListedCase,
  unitNames: ReadonlyMap<string, string>,
  asOf: PlainDate,
  context: CommandContext,
): string[] {
  const { language, wording, say } = context;
  const unitName = unitNames.get(it.unitId) ?? it.unitId;
  const item = { case: it, unitName, news: [], ...timing };
  const card = writeCard(item, asOf, language, wording);
  return [
    `${say({ zh: `【${wording.urgencies[timing.urgency]}】`, en: `[${wording.urgencies[timing.urgency]}] ` })}${card.who} · ${card.what}`,
    ...card.rows.flatMap(({ label, text }) => rowLines(`  ${label}${wording.colon}`, text)),
    ...(card.basis?.lines ?? []).map((line) => `  ${card.basis?.label}${wording.colon}${line}`),
    ...notes.map(
      ({ on, text, by }) =>
        `  ${say({ zh: '备注', en: 'Note' })}${wording.colon}${on} ${text}${by === undefined ? '' : ` · ${statedByText(by, context)}`}`,
    ),
    ...answerLines(it, context),
    `  ${say({ zh: '编号', en: 'Case' })}${wording.colon}${it.caseId}`,
  ];
}

/** The text shows at most this many people's keys; the JSON has all of them. */
const MOST_PEOPLE = 20;

/** The possible answers to a case's question, and the keys by which an answer names one of several people. */
function answerLines({ answers = [], people = [] }: Case, { say, wording }: CommandContext): string[] {
  if (answers.length === 0) return [];
  const accepted = answers.map((answer) => `${answer} ${say(ANSWER_TEXTS[answer])}`);
  const shown = people.slice(0, MOST_PEOPLE).map(({ key, name = '' }) => `    ${key} ${name}`.trimEnd());
  return [
    `  ${say({ zh: '可答复', en: 'Answers' })}${wording.colon}${accepted.join(say({ zh: '；', en: '; ' }))}`,
    ...(people.length > shown.length ? [...shown, '    …'] : shown),
  ];
}

/** A label with its text. Several sentences are put on separate lines. */
function rowLines(label: string, text: string | readonly string[]): readonly string[] {
  if (typeof text === 'string') return [`${label}${text}`];
  if (text.length < 2) return [`${label}${text.join()}`];
  return [label.trimEnd(), ...text.map((sentence) => `    ${sentence}`)];
}
