import { enrolmentDeadlineOf } from '../cases/enrolment.ts';
import { isEmployment, type Spell, type Start } from '../employment/spell.ts';
import { compareText } from '../facts/fact.ts';
import { CATEGORY_TEXTS } from '../facts/texts.ts';
import { isPersonCharged } from '../rules/evidence/absence.ts';
import { isBeforeCanbao } from '../rules/evidence/before-canbao.ts';
import { type EnrolmentStanding, type Standing, standing } from '../rules/evidence/standing.ts';
import { monthOf } from '../values/month.ts';
import {
  againText,
  BEFORE_CANBAO,
  contextOf,
  filingColumns,
  type Ledger,
  type LedgerColumn,
  type LedgerEntry,
  type LedgerTask,
  ledgerOf,
  PERSON_COLUMNS,
} from './ledger.ts';

const BEGINNINGS: Readonly<Record<Start['by'], string>> = {
  hired: '入职',
  transferred: '由其他单位调入',
  resumed: '中止后恢复',
};

interface Joiner extends LedgerEntry {
  readonly start: Start;
  readonly enrolment: EnrolmentStanding;
  readonly deadline: ReturnType<typeof enrolmentDeadlineOf>['deadline'];
}

const COLUMNS: readonly LedgerColumn<Joiner>[] = [
  ...PERSON_COLUMNS,
  {
    header: '用工类别',
    kind: 'text',
    width: 12,
    of: ({ spell }) => CATEGORY_TEXTS[spell.person.category].zh,
  },
  { header: '入职日', kind: 'day', width: 12, of: ({ start }) => start.on },
  { header: '入职方式', kind: 'text', width: 16, of: ({ start }) => BEGINNINGS[start.by] },
  { header: '法定期限', kind: 'day', width: 12, of: ({ deadline }) => deadline.statutoryDueOn },
  { header: '建议办理日', kind: 'day', width: 12, of: ({ deadline }) => deadline.actBy },
  ...filingColumns('enrolment', '增员'),
  {
    header: '参保起始月',
    kind: 'month',
    width: 12,
    of: ({ enrolment: { first, listed } }) =>
      (first?.is === 'accepted' ? first.effectiveMonth : undefined) ?? listed?.month,
  },
];

/** 入职台账: people who started at the unit in the month, and the state of their enrolment. */
export function joinersLedger(entries: readonly LedgerEntry[], task: LedgerTask): Ledger {
  const context = contextOf(task);
  const joiners = entries.flatMap((entry): Joiner[] => {
    const { situation } = entry.spell;
    if (!isEmployment(situation)) return [];
    if (monthOf(situation.start.on) !== task.month) return [];
    const { start } = situation;
    const { deadline } = enrolmentDeadlineOf(start, context);
    const stands = standing(entry.spell, context);
    const proof = isBeforeCanbao(entry.spell, context) ? BEFORE_CANBAO : proofOf(entry.spell, start, stands);
    return [{ ...entry, start, deadline, enrolment: stands.enrolment, proof }];
  });
  joiners.sort(
    (a, b) => compareText(a.start.on, b.start.on) || compareText(a.spell.employeeId, b.spell.employeeId),
  );
  return ledgerOf('入职台账', task, COLUMNS, joiners);
}

/**
 * The text of the state column: the file that lists the person as insured (E1), with a note if the month of hire was
 * not charged and the local rule decides (E16); or the month since which files no longer list the person (E3).
 */
function proofOf(
  spell: Spell,
  { on }: Start,
  { enrolment, notCovered }: Pick<Standing, 'enrolment' | 'notCovered'>,
): string | undefined {
  const { accepted, listed, isLate, again } = enrolment;
  if (notCovered !== undefined) return `自 ${notCovered.since} 起不在册${againText(again)}`;
  if (listed === undefined) return undefined;
  const source = listed.listing === undefined ? `${listed.month} 账单` : `${listed.listing.on} 名单`;
  const month = monthOf(on);
  const isLocal = isLate === false && !isPersonCharged(spell, month);
  const state = accepted === undefined ? `已参保（${source}）` : `已受理，已参保（${source}）`;
  return isLocal ? `${state}；${month} 未缴，由当地规定决定` : state;
}
