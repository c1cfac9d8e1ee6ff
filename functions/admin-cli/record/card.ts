import type { Command } from 'commander';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import { cardInput, recordCard } from '../../staff-actions/card.ts';
import type { Frame } from '../frame/frame.ts';
import { choiceOption, dayOption, example } from '../frame/options.ts';
import { employeeArgument } from './filing.ts';
import {
  actionPorts,
  inputOf,
  recordedPrintout,
  type StaffChoice,
  stepIn,
  submissionOf,
  withStaffOptions,
} from './staff.ts';

interface Asked extends StaffChoice {
  readonly kind: 'electronic' | 'physical';
  readonly requested?: PlainDate;
  readonly issued?: PlainDate;
  readonly replaces?: boolean;
}

const STEPS = { requested: ['replaces'], issued: [] } as const;

/** `canbao record card`: a medical-insurance card was asked for, or came. */
export function recordCardCommand(parent: Command, frame: Frame): void {
  const { say } = frame;
  const command = parent
    .command('card')
    .description(say({ zh: '登记医保卡：已申请或已发', en: 'record a card: requested or issued' }))
    .addArgument(employeeArgument(frame))
    .addOption(
      choiceOption(frame, '--kind <kind>', { zh: '电子凭证或实体卡', en: 'which card' }, [
        'electronic',
        'physical',
      ]).makeOptionMandatory(),
    )
    .addOption(dayOption(frame, '--requested <day>', { zh: '申请日', en: 'the day it was asked for' }))
    .addOption(dayOption(frame, '--issued <day>', { zh: '发卡日', en: 'the day it was issued' }))
    .option('--replaces', say({ zh: '补办、换发', en: 'in place of one that was lost or broken' }));
  withStaffOptions(command, frame)
    .addHelpText(
      'after',
      example(
        frame,
        'canbao record card BJ-0001 --kind physical --requested 2026-11-20 --replaces --local',
        'canbao record card BJ-0001 --kind physical --issued 2026-12-01 --local',
      ),
    )
    .action(
      frame.act((employeeId: string, asked: Asked) => {
        const step = stepIn(asked as never, STEPS, frame);
        const { kind: card, replaces } = asked;
        const input = inputOf(cardInput(), { step, employeeId, card, on: asked[step], replaces }, frame);
        return frame.withStore(asked, async (store) =>
          recordedPrintout(
            employeeId,
            await recordCard(input, await submissionOf(asked, store), actionPorts(store, frame)),
            frame,
          ),
        );
      }),
    );
}
