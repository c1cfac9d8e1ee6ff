import type { Reason } from '../cases/case.ts';
import type { Channel, Filing } from '../facts/insurance.ts';
import { WEB_COMPILATION } from '../regions/laws.ts';

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

const STEPS: Readonly<Record<Channel, readonly string[]>> = {
  online: ['open', 'fill', 'submit', 'receipt'],
  counter: ['bring', 'hand-in', 'receipt'],
  agency: ['authorise', 'hand-over', 'receipt'],
};

/** R12: what to do, step by step, for a filing through a channel. An agency closes earlier and owes a receipt. */
export function channelSteps({ filing, channel, agency }: ChannelQuestion): readonly Reason[] {
  const steps = STEPS[channel].map((step) => ({
    rule: 'R12',
    code: CODE_BY_FILING.has(step) ? `channel-${channel}-${step}-${filing}` : `channel-${channel}-${step}`,
    values: {},
    source: WEB_COMPILATION,
  }));
  return channel === 'agency' ? [...steps, agencyCutOff(filing, agency)] : steps;
}

/** Steps that differ from filing to filing. */
const CODE_BY_FILING: ReadonlySet<string> = new Set(['open']);

function agencyCutOff(filing: Filing, agency: ChannelQuestion['agency']): Reason {
  const day = filing === 'removal' ? agency?.removalCutOffDay : agency?.enrolmentCutOffDay;
  if (agency === undefined || filing === 'information-change' || day === undefined) {
    return { rule: 'R12', code: 'channel-agency-cut-off-unknown', values: {}, confidence: 'unknown' };
  }
  const values = { name: agency.name, day };
  return { rule: 'R12', code: 'channel-agency-cut-off', values, confidence: 'local' };
}
