import type { Filing } from '../facts/insurance.ts';
import { channelSteps } from '../rules/channels.ts';
import type { CaseState, Reason } from './case.ts';
import type { CaseContext } from './case-parts.ts';

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
export function step(code: string, values: Reason['values'] = {}): Reason {
  return { rule: 'R12', code, values };
}
