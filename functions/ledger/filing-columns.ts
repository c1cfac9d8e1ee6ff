import type { FilingState } from '../../domain/employment/spell.ts';
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

/** What stands handed in, or what the answer was about; of another employment's filing nothing is told here. */
function submission({ spell }: LedgerEntry, filing: Filing): Submission | undefined {
  const state = spell.filings[filing];
  if (state === undefined) return undefined;
  if (state.is === 'submitted') return state;
  return state.submittedOn === undefined ? undefined : { on: state.submittedOn, receiptNo: state.receiptNo };
}
