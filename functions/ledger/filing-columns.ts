import { effectiveFacts } from '../../domain/employment/effective-facts.ts';
import { type FilingState, hasBegun } from '../../domain/employment/spell.ts';
import type { Filing } from '../../domain/facts/insurance.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import type { LedgerColumn, LedgerEntry } from './ledger.ts';

const STATES: Readonly<Record<FilingState['is'], string>> = {
  submitted: '已申报，待受理',
  accepted: '已受理',
  rejected: '被退回',
};

/** Where the filing of a spell stands, with its receipt. */
export function filingColumns(filing: Filing, noun: string): readonly LedgerColumn<LedgerEntry>[] {
  const stateOf = ({ spell }: LedgerEntry) => spell.filings[filing];
  return [
    { header: '申报日', kind: 'day', width: 12, of: (entry) => submission(entry, filing)?.on },
    { header: '回执号', kind: 'text', width: 18, of: (entry) => submission(entry, filing)?.receiptNo },
    {
      header: '受理日',
      kind: 'day',
      width: 12,
      of: (entry) => {
        const state = stateOf(entry);
        return state?.is === 'accepted' ? state.on : undefined;
      },
    },
    {
      header: `${noun}状态`,
      kind: 'text',
      width: 20,
      of: (entry) => {
        const state = stateOf(entry);
        if (state === undefined) return '未申报';
        return state.is === 'rejected' ? `${STATES.rejected}：${state.reason}` : STATES[state.is];
      },
    },
  ];
}

interface Submission {
  readonly on: PlainDate;
  readonly receiptNo?: string | undefined;
}

/** A spell keeps where a filing stands and what an acceptance answers; what a rejection answers, its facts tell. */
function submission({ spell, facts }: LedgerEntry, filing: Filing): Submission | undefined {
  const state = spell.filings[filing];
  if (state?.is === 'submitted') return state;
  if (state?.is === 'accepted' && state.submittedOn !== undefined) {
    return { on: state.submittedOn, receiptNo: state.receiptNo };
  }
  if (state === undefined || facts === undefined) return undefined;
  const start = hasBegun(spell.situation) ? spell.situation.start.on : undefined;
  const before = effectiveFacts(facts).flatMap((fact) =>
    fact.kind === 'filing.submitted' && fact.data.filing === filing ? [fact.data] : [],
  );
  return before
    .filter(({ on }) => on <= state.on && (start === undefined || on >= start || filing === 'enrolment'))
    .toSorted((a, b) => (a.on < b.on ? -1 : 1))
    .at(-1);
}
