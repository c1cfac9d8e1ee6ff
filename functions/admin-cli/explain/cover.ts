import type { Command } from 'commander';
import { coverOf } from '../../../domain/rules/cover/cover.ts';
import type { Month } from '../../../domain/values/month.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import { BadUsage, type Frame, type Printout } from '../frame/frame.ts';
import { asOfOption, dayOption, example, monthOption } from '../frame/options.ts';
import { policyFor } from './deadline-printout.ts';
import { regionOption } from './enrolment.ts';
import { rulePrintout, unknownText } from './rule-printout.ts';

interface Asked {
  readonly hired: PlainDate;
  readonly accepted?: PlainDate;
  readonly effective?: Month;
  readonly region?: string;
  readonly asOf?: PlainDate;
}

/** `canbao explain cover`: from which month an employee is covered (R3). */
export function explainCover(parent: Command, frame: Frame): void {
  const { say } = frame;
  const hired = dayOption(frame, '--hired <day>', {
    zh: '第一个工作日（用工之日），YYYY-MM-DD',
    en: 'first working day for the employer, YYYY-MM-DD',
  });
  const accepted = dayOption(frame, '--accepted <day>', {
    zh: '增员受理日，YYYY-MM-DD；不写则按尚未受理',
    en: 'day the enrolment was accepted, YYYY-MM-DD; not accepted yet where it is not given',
  });
  const effective = monthOption(frame, '--effective <month>', {
    zh: '受理时确定的起始月，YYYY-MM',
    en: 'first month as the agency stated it, YYYY-MM',
  });
  parent
    .command('cover')
    .description(say({ zh: '从哪个月起享受待遇', en: 'from which month somebody is covered' }))
    .addOption(hired.makeOptionMandatory())
    .addOption(accepted)
    .addOption(effective)
    .addOption(regionOption(frame))
    .addOption(asOfOption(frame))
    .addHelpText(
      'after',
      example(frame, 'canbao explain cover --hired 2026-08-10 --accepted 2026-08-20 --region 杭州'),
    )
    .action(frame.act((asked: Asked) => explain(asked, frame)));
}

function explain(asked: Asked, frame: Frame): Printout {
  const { hired: hiredOn, accepted: on, effective: effectiveMonth, region } = asked;
  const { say } = frame;
  if (effectiveMonth !== undefined && on === undefined) {
    throw new BadUsage(
      say({
        zh: '--effective 只能与 --accepted 一起使用：起始月由受理时确定',
        en: '--effective needs --accepted: the agency states the month when it accepts',
      }),
    );
  }
  const policy = policyFor(region, frame);
  const accepted = on === undefined ? undefined : { on, effectiveMonth };
  const cover = coverOf({ hiredOn, accepted, asOf: asked.asOf ?? frame.today(), policy });
  const final = cover.uncoveredDaysFinal ? '' : say({ zh: '（未定）', en: ' (not final)' });
  return rulePrintout(
    {
      title: say({ zh: `待遇起始：${hiredOn} 用工`, en: `Cover, employed from ${hiredOn}` }),
      json: {
        firstCoveredMonth: cover.firstCoveredMonth ?? null,
        uncoveredDays: cover.uncoveredDays,
        uncoveredDaysFinal: cover.uncoveredDaysFinal,
      },
      rows: [
        [say({ zh: '待遇起始月', en: 'First covered month' }), cover.firstCoveredMonth ?? unknownText(frame)],
        [say({ zh: '没有待遇的天数', en: 'Days without cover' }), `${cover.uncoveredDays}${final}`],
      ],
      because: cover.because,
      region: region === undefined ? undefined : policy,
    },
    frame,
  );
}
