import { type Case, timingOf } from '../../domain/cases/case.ts';
import { foldSpells } from '../../domain/employment/fold.ts';
import { byStatement, type Fact } from '../../domain/facts/fact.ts';
import { addresseesOf } from '../../domain/units/addressees.ts';
import type { UnitFact } from '../../domain/units/unit-facts.ts';
import { addDays, chinaDayOf, laterOf, type PlainDate } from '../../domain/values/plain-date.ts';
import type { ListedCase } from '../casework/list-cases.ts';
import { spellsElsewhere } from '../intake/commit-fold.ts';
import { sourceOrderOf } from '../intake/registry-lookup.ts';
import type { MailAboutCase, RegistryRecord } from '../ports.ts';
import { casesOf, unitCasesOf } from '../staff-actions/cases.ts';
import { type AnyFact, effectiveDayOf, factsHash, voidsOf } from '../staff-actions/shown-facts.ts';
import { mayAbout } from './may.ts';
import type { CaseView, ViewPorts } from './views.ts';

/** Evidence of what was known about a case, what was done, and who was notified. */
export interface Evidence {
  readonly view: CaseView;
  readonly voids: ReturnType<typeof voidsOf>;
  /** The first act on the case, and the case as known on the day of the act; undefined if there is no act. */
  readonly acted:
    | { readonly fact: AnyFact; readonly on: PlainDate; readonly listed?: ListedCase }
    | undefined;
  readonly receipts: readonly { readonly fact: AnyFact; readonly receiptNo: string }[];
  readonly mails: readonly MailAboutCase[];
  readonly hash: string;
}

/**
 * The digests of this many days are searched. Older ones are kept, but a dispute over a filing does not go back
 * further.
 */
const MAILS_BACK_DAYS = 400;

export async function readEvidence(
  view: CaseView,
  today: PlainDate,
  record: RegistryRecord,
  ports: ViewPorts & { readonly fallbackMailbox?: string | undefined },
): Promise<Evidence> {
  const facts = view.timeline.map(({ fact }) => fact).toSorted(byStatement);
  const voids = voidsOf(facts);
  const first = facts.find((fact) => !voids.has(fact.factId) && isActOn(fact, view));
  const [before, mails] = await Promise.all([
    first && caseBefore(first, view, facts, record, ports),
    mailsAbout(view, facts, today, record, ports),
  ]);
  return {
    view,
    voids,
    acted: first && { fact: first, on: effectiveDayOf(first), ...(before && { listed: before }) },
    receipts: facts.flatMap((fact) =>
      'receiptNo' in fact.data && fact.data.receiptNo !== undefined
        ? [{ fact, receiptNo: fact.data.receiptNo }]
        : [],
    ),
    mails,
    hash: factsHash(facts),
  };
}

/** Whether a fact records an act on this case. */
function isActOn(fact: AnyFact, { caseId, subject: { kind } }: CaseView): boolean {
  switch (fact.kind) {
    case 'filing.submitted':
    case 'filing.accepted':
    case 'filing.rejected':
      return fact.data.filing === kind;
    case 'refund.requested':
    case 'refund.settled':
    case 'refund.denied':
      return kind === 'overpayment';
    case 'card.requested':
    case 'card.issued':
      return kind === 'card';
    case 'unit.bases_declared':
      return kind === 'declare-bases';
    case 'question.answered':
      return fact.data.caseId === caseId;
    default:
      return false;
  }
}

/**
 * The case on the day of an act, from the facts received before the act. For an employee's case, the facts about the
 * unit's files are used as they are today.
 */
async function caseBefore(
  act: AnyFact,
  { caseId, subject }: CaseView,
  facts: readonly AnyFact[],
  record: RegistryRecord,
  ports: ViewPorts,
): Promise<ListedCase | undefined> {
  const on = effectiveDayOf(act);
  const known = facts.filter(
    ({ factId, receivedAt }) => factId !== act.factId && receivedAt <= act.receivedAt,
  );
  const cases = await casesThen(on, known, subject, record, ports);
  const it = cases.find((each) => each.caseId === caseId);
  return it && { case: it, ...timingOf(it, on), notes: [], attentions: [] };
}

async function casesThen(
  on: PlainDate,
  facts: readonly AnyFact[],
  { employeeId, unitId }: CaseView['subject'],
  record: RegistryRecord,
  ports: ViewPorts,
): Promise<readonly Case[]> {
  if (employeeId === undefined) {
    const others = record.unitFacts.filter((fact) => fact.unitId !== unitId);
    return unitCasesOf(unitId, { ...record, unitFacts: [...others, ...(facts as UnitFact[])] }, on, ports);
  }
  const own = facts as Fact[];
  const known = await ports.employees.load(employeeId);
  const elsewhere = await spellsElsewhere({ ...known, facts: own }, known.samePersonAs, ports.employees);
  return casesOf(foldSpells(employeeId, own, elsewhere, sourceOrderOf(record.registry)), record, on);
}

/** The mails about the case to everybody who receives the case today or recorded something about it. */
async function mailsAbout(
  { caseId, subject: { kind, unitIds } }: CaseView,
  facts: readonly AnyFact[],
  today: PlainDate,
  record: RegistryRecord,
  ports: ViewPorts & { readonly fallbackMailbox?: string | undefined },
): Promise<readonly MailAboutCase[]> {
  const registered = addresseesOf(record.registry, ports.fallbackMailbox);
  const recipients = new Set([
    ...registered.filter((person) => mayAbout(person, 'see', { kind, unitIds })).map(({ key }) => key),
    ...facts.flatMap(({ by }) => (by?.verified ? [by.who.toLowerCase()] : [])),
  ]);
  const begun = facts.map(({ receivedAt }) => chinaDayOf(receivedAt)).sort()[0] ?? today;
  const from = laterOf(begun, addDays(today, -MAILS_BACK_DAYS));
  const found = await Promise.all(
    [...recipients].map((recipient) => ports.runs.mailsAbout({ caseId, recipient, from })),
  );
  return found.flat().toSorted((a, b) => (a.sentAt < b.sentAt ? -1 : 1));
}
