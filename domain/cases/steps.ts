import type { Channel, Filing } from '../facts/insurance.ts';
import type { InForce } from '../policy/parameter.ts';
import type { ParameterValues } from '../policy/parameter-kinds.ts';
import {
  type PlainCode,
  type Reason,
  type ReasonCode,
  type ReasonOrigin,
  reasonOf,
  type ValuesFor,
} from '../reasons/reason.ts';
import { originOf } from '../rules/origin.ts';
import type { CaseState } from './case.ts';
import type { CaseContext } from './case-parts.ts';

export interface ChannelQuestion {
  readonly filing: Filing;
  readonly channel: Channel;
  /** Which office registers people in the region; absent if no region is known. */
  readonly office?: InForce<ParameterValues['registrationOffice']> | undefined;
  /**
   * The company that files for the unit (代办机构), with its own cut-off days of the month; only for the channel `agency`.
   */
  readonly agency?:
    | {
        readonly name: string;
        readonly enrolmentCutOffDay?: number | undefined;
        readonly removalCutOffDay?: number | undefined;
      }
    | undefined;
}

const STEPS = {
  online: ['channel-online-fill', 'channel-online-submit', 'channel-online-receipt'],
  counter: ['channel-counter-hand-in', 'channel-counter-receipt'],
  agency: ['channel-agency-authorise', 'channel-agency-hand-over', 'channel-agency-receipt'],
} as const satisfies Readonly<Record<Channel, readonly PlainCode[]>>;

/**
 * R12: the steps of a filing through a channel. A company that files for the unit has an earlier cut-off and must
 * provide a receipt.
 */
export function channelSteps(question: ChannelQuestion): readonly Reason[] {
  const { filing, channel, agency } = question;
  const steps = STEPS[channel].map((code) => step(code));
  if (channel === 'agency') return [...steps, agencyCutOff(filing, agency)];
  return [openSteps(channel, question), ...steps];
}

/** The step that says where to file. A region may have its own office; if that is unknown, the step is marked. */
function openSteps(channel: 'online' | 'counter', { filing, office }: ChannelQuestion): Reason {
  const isSocialInsurance = office?.known === true && office.value === 'social-insurance';
  if (isSocialInsurance) return step(`channel-${channel}-social-insurance`, {}, originOf(office));
  const origin: ReasonOrigin = office?.known === false ? { confidence: 'assumed' } : {};
  if (channel === 'counter') return step('channel-counter-bring', {}, origin);
  return step(`channel-online-open-${filing}`, {}, origin);
}

function agencyCutOff(filing: Filing, agency: ChannelQuestion['agency']): Reason {
  const day = filing === 'removal' ? agency?.removalCutOffDay : agency?.enrolmentCutOffDay;
  if (agency === undefined || filing === 'information-change' || day === undefined) {
    return { rule: 'R12', code: 'channel-agency-cut-off-unknown', values: {}, confidence: 'unknown' };
  }
  const values = { name: agency.name, day };
  return { rule: 'R12', code: 'channel-agency-cut-off', values, confidence: 'local' };
}

/** R12: the next steps of a filing, by its state and the unit's channel. */
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

/** The steps through the unit's channel; none if the registry does not contain the unit. */
function throughChannel(filing: Filing, { unit, policy, asOf }: CaseContext): readonly Reason[] {
  if (unit === undefined) return [];
  const office = policy.inForce('registrationOffice', asOf);
  return channelSteps({ filing, channel: unit.channel, agency: unit.agency, office });
}

export function step(code: PlainCode): Reason;
export function step<Code extends ReasonCode>(
  code: Code,
  values: ValuesFor<Code>,
  origin?: ReasonOrigin,
): Reason;
export function step(code: ReasonCode, values: object = {}, origin: ReasonOrigin = {}): Reason {
  return reasonOf('R12', code, values as ValuesFor<ReasonCode>, origin);
}
