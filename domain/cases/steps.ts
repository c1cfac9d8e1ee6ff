import type { Channel, Filing } from '../facts/insurance.ts';
import { type PlainCode, type Reason, type ReasonCode, reasonOf, type ValuesFor } from '../reasons/reason.ts';
import type { CaseState } from './case.ts';
import type { CaseContext } from './case-parts.ts';

export interface ChannelQuestion {
  readonly filing: Filing;
  readonly channel: Channel;
  /** Who files for the unit, with its own days of the month; only for the channel `agency`. */
  readonly agency?:
    | {
        readonly name: string;
        readonly enrolmentCutOffDay?: number | undefined;
        readonly removalCutOffDay?: number | undefined;
      }
    | undefined;
}

/** Where to open the online service differs from filing to filing; the other steps do not. */
const STEPS = {
  online: ['channel-online-open', 'channel-online-fill', 'channel-online-submit', 'channel-online-receipt'],
  counter: ['channel-counter-bring', 'channel-counter-hand-in', 'channel-counter-receipt'],
  agency: ['channel-agency-authorise', 'channel-agency-hand-over', 'channel-agency-receipt'],
} as const satisfies Readonly<Record<Channel, readonly (PlainCode | 'channel-online-open')[]>>;

/** R12: what to do, step by step, for a filing through a channel. An agency closes earlier and owes a receipt. */
export function channelSteps({ filing, channel, agency }: ChannelQuestion): readonly Reason[] {
  const codes = STEPS[channel].map((code) =>
    code === 'channel-online-open' ? (`${code}-${filing}` as const) : code,
  );
  const steps = codes.map((code) => reasonOf('R12', code, {}));
  return channel === 'agency' ? [...steps, agencyCutOff(filing, agency)] : steps;
}

function agencyCutOff(filing: Filing, agency: ChannelQuestion['agency']): Reason {
  const day = filing === 'removal' ? agency?.removalCutOffDay : agency?.enrolmentCutOffDay;
  if (agency === undefined || filing === 'information-change' || day === undefined) {
    return { rule: 'R12', code: 'channel-agency-cut-off-unknown', values: {}, confidence: 'unknown' };
  }
  const values = { name: agency.name, day };
  return { rule: 'R12', code: 'channel-agency-cut-off', values, confidence: 'local' };
}

/** R12: what to do next about a filing, from where it stands and through the unit's channel. */
export function filingSteps(filing: Filing, state: CaseState, context: CaseContext): readonly Reason[] {
  switch (state.is) {
    case 'submitted': {
      const { on, chaseFrom } = state;
      if (chaseFrom === undefined) return [step('step-await-agency-term-unknown')];
      const code = chaseFrom <= context.asOf ? 'step-chase-agency' : 'step-await-agency';
      return [step(code, { on, chaseFrom })];
    }
    case 'rejected':
      return [step('step-mend-rejection', { reason: state.reason }), ...throughChannel(filing, context)];
    case 'blocked-elsewhere':
      return [step('step-ask-employer-before'), step('step-keep-proof'), step('step-file-again')];
    default:
      return throughChannel(filing, context);
  }
}

/** The way that the unit files by; none where the registry does not know the unit. */
function throughChannel(filing: Filing, { unit }: CaseContext): readonly Reason[] {
  return unit === undefined ? [] : channelSteps({ filing, channel: unit.channel, agency: unit.agency });
}

/** One step, in words of its own. */
export function step(code: PlainCode): Reason;
export function step<Code extends ReasonCode>(code: Code, values: ValuesFor<Code>): Reason;
export function step(code: ReasonCode, values: object = {}): Reason {
  return reasonOf('R12', code, values as ValuesFor<ReasonCode>);
}
