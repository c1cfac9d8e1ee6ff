import { Argument, type Command } from 'commander';
import type { Channel, Filing } from '../../../domain/facts/insurance.ts';
import { type Fen, yuan } from '../../../domain/values/money.ts';
import type { Month } from '../../../domain/values/month.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import { filingInput, recordFiling } from '../../staff-actions/filing.ts';
import { FILING_WORDS } from '../facts/spell-lines.ts';
import type { Frame } from '../frame/frame.ts';
import {
  choiceOption,
  dayOption,
  example,
  lineOption,
  monthOption,
  textOption,
  yuanOption,
} from '../frame/options.ts';
import { CHANNELS } from '../frame/words.ts';
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
  readonly what: Filing;
  readonly submitted?: PlainDate;
  readonly accepted?: PlainDate;
  readonly rejected?: PlainDate;
  readonly channel?: Channel;
  readonly receipt?: string;
  readonly base?: Fen;
  readonly effectiveMonth?: Month;
  readonly reason?: string;
  readonly spell?: string;
}

/** The options that go with each step. */
const STEPS = {
  submitted: ['channel', 'receipt', 'base'],
  accepted: ['effectiveMonth'],
  rejected: ['reason!'],
} as const;

const FILINGS = Object.keys(FILING_WORDS) as readonly Filing[];

/** `canbao record filing`: an enrolment, removal or change of information was handed in, accepted or rejected. */
export function recordFilingCommand(parent: Command, frame: Frame): void {
  const { say } = frame;
  const command = parent
    .command('filing')
    .description(
      say({
        zh: '登记申报：已提交、已受理或被退回',
        en: 'record a filing with the agency: submitted, accepted or rejected',
      }),
    )
    .addArgument(employeeArgument(frame))
    .addOption(
      choiceOption(
        frame,
        '--what <filing>',
        { zh: '增员、减员或信息变更', en: 'which filing' },
        FILINGS,
      ).makeOptionMandatory(),
    )
    .addOption(dayOption(frame, '--submitted <day>', { zh: '提交日', en: 'the day it was handed in' }))
    .addOption(
      choiceOption(frame, '--channel <channel>', { zh: '提交途径', en: 'how it was handed in' }, CHANNELS),
    )
    .addOption(lineOption(frame, '--receipt <no>', { zh: '回执号', en: 'the receipt’s number' }, 100))
    .addOption(
      yuanOption(frame, '--base <yuan>', {
        zh: '申报的缴费基数，元',
        en: 'the base that was declared, in yuan',
      }),
    )
    .addOption(dayOption(frame, '--accepted <day>', { zh: '受理日', en: 'the day it was accepted' }))
    .addOption(
      monthOption(frame, '--effective-month <month>', {
        zh: '受理后从哪个月起生效，YYYY-MM',
        en: 'the month from which the acceptance counts, YYYY-MM',
      }),
    )
    .addOption(dayOption(frame, '--rejected <day>', { zh: '退回日', en: 'the day it was rejected' }))
    .addOption(lineOption(frame, '--reason <text>', { zh: '退回原因', en: 'why it was rejected' }, 300))
    .addOption(spellOption(frame));
  withStaffOptions(command, frame)
    .addHelpText(
      'after',
      example(
        frame,
        'canbao record filing BJ-0001 --what enrolment --submitted 2026-12-01 --channel online --receipt R-1 --local',
        'canbao record filing BJ-0001 --what enrolment --accepted 2026-12-02 --effective-month 2026-12 --local',
        `canbao record filing BJ-0001 --what removal --rejected 2026-12-02 --reason '${say({ zh: '姓名不符', en: 'name differs' })}' --local`,
      ),
    )
    .action(
      frame.act((employeeId: string, asked: Asked) => {
        const step = stepIn(asked as never, STEPS, frame);
        const { what, channel, receipt, base, effectiveMonth, reason, spell } = asked;
        const input = inputOf(
          filingInput(),
          {
            step,
            employeeId,
            filing: what,
            spellId: spell,
            on: asked[step],
            channel,
            receiptNo: receipt,
            declaredBase: base === undefined ? undefined : yuan(base),
            effectiveMonth,
            reason,
          },
          frame,
        );
        return frame.withStore(asked, async (store) =>
          recordedPrintout(
            employeeId,
            await recordFiling(input, await submissionOf(asked, store), actionPorts(store, frame)),
            frame,
          ),
        );
      }),
    );
}

export function employeeArgument({ say }: Frame): Argument {
  return new Argument('<employeeId>', say({ zh: '职工工号', en: "the employee's id" }));
}

/** Which of several employments is meant, as `canbao facts` shows them. */
export function spellOption(frame: Frame) {
  return textOption(frame, '--spell <spellId>', {
    zh: '有几段劳动关系时，指明哪一段；见 canbao facts',
    en: 'which employment, where there are several; see canbao facts',
  });
}
