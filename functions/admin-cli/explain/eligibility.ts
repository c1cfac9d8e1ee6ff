import { type Command, Option } from 'commander';
import type { Category, Sex } from '../../../domain/facts/life-course.ts';
import type { OriginalAge } from '../../../domain/regions/retirement.ts';
import { type EnrolmentDue, enrolmentDue } from '../../../domain/rules/eligibility/enrolment-due.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import type { Frame, Printout, Words } from '../frame/frame.ts';
import { choiceOption, dayOption, example, textOption } from '../frame/options.ts';
import { policyFor } from './deadline-printout.ts';
import { regionOption } from './enrolment.ts';
import { originalAgeOption, SEXES } from './retirement.ts';
import { rulePrintout } from './rule-printout.ts';

interface Asked {
  readonly hired: PlainDate;
  readonly born?: PlainDate;
  readonly sex?: Sex;
  readonly originalAge?: '60' | '55' | '50';
  readonly category?: Category;
  readonly insuredIn?: string;
  readonly activeAt?: readonly string[];
  readonly retireeCover?: 'yes' | 'no';
  readonly waiver?: boolean;
  readonly region?: string;
}

const NAMED: Readonly<Record<Category, true>> = {
  regular: true,
  'part-time': true,
  intern: true,
  'labour-service': true,
  retiree: true,
  dispatched: true,
};
const CATEGORIES = Object.keys(NAMED) as readonly Category[];

const ANSWERS: Readonly<Record<EnrolmentDue['enrolment'], Words>> = {
  due: { zh: '应当参保', en: 'due' },
  'not-due': { zh: '不须参保', en: 'not due' },
  'needs-person': { zh: '需人工判断', en: 'needs a person' },
};

/** `canbao explain eligibility`: whether somebody has to be enrolled at all (R6). */
export function explainEligibility(parent: Command, frame: Frame): void {
  const { say } = frame;
  const hired = dayOption(frame, '--hired <day>', {
    zh: '第一个工作日（用工之日），YYYY-MM-DD',
    en: 'first working day for the employer, YYYY-MM-DD',
  });
  const born = dayOption(frame, '--born <day>', {
    zh: '出生日期，YYYY-MM-DD',
    en: 'date of birth, YYYY-MM-DD',
  });
  const insuredIn = textOption(frame, '--insured-in <region>', {
    zh: '原单位尚未减员的统筹区',
    en: 'region where the employer before has not removed the person',
  });
  const activeAt = new Option(
    '--active-at <unit...>',
    say({ zh: '同时在职的本公司其他参保单位', en: 'other units of ours where the person is in service' }),
  );
  const retireeCover = choiceOption(
    frame,
    '--retiree-cover <answer>',
    { zh: '是否已享受退休医保待遇', en: 'whether cover as a retiree is drawn' },
    ['yes', 'no'] as const,
  );
  parent
    .command('eligibility')
    .description(say({ zh: '是否应当参保', en: 'whether enrolment is due at all' }))
    .addOption(hired.makeOptionMandatory())
    .addOption(born)
    .addOption(choiceOption(frame, '--sex <sex>', { zh: '性别', en: 'sex' }, SEXES))
    .addOption(originalAgeOption(frame))
    .addOption(choiceOption(frame, '--category <category>', { zh: '用工类别', en: 'category' }, CATEGORIES))
    .addOption(insuredIn)
    .addOption(activeAt)
    .addOption(retireeCover)
    .option('--waiver', say({ zh: '本人签过放弃参保的承诺', en: 'the person signed a waiver' }))
    .addOption(regionOption(frame))
    .addHelpText(
      'after',
      example(frame, 'canbao explain eligibility --hired 2026-08-03 --born 1990-05-06 --category intern'),
    )
    .action(frame.act((asked: Asked) => explain(asked, frame)));
}

function explain(asked: Asked, frame: Frame): Printout {
  const { say } = frame;
  const policy = policyFor(asked.region, frame);
  const answer = enrolmentDue({
    person: personIn(asked),
    startOn: asked.hired,
    unitId: say({ zh: '本次入职', en: 'this unit' }),
    activeAt: asked.activeAt ?? [],
    drawsRetireeCover: asked.retireeCover === undefined ? undefined : asked.retireeCover === 'yes',
    waiver: asked.waiver,
    policy,
  });
  const { enrolment, blockedElsewhere, because } = answer;
  const blocked = say({ zh: '受阻：原单位尚未减员', en: 'blocked: still insured elsewhere' });
  return rulePrintout(
    {
      title: say({ zh: `参保判断：${asked.hired} 用工`, en: `Eligibility, employed from ${asked.hired}` }),
      json: { enrolment, blockedElsewhere },
      rows: [
        [say({ zh: '参保', en: 'Enrolment' }), say(ANSWERS[enrolment])],
        [say({ zh: '进展', en: 'State' }), blockedElsewhere ? blocked : undefined],
      ],
      because,
      region: asked.region === undefined ? undefined : policy,
    },
    frame,
  );
}

function personIn({ born, sex, originalAge, category = 'regular', insuredIn }: Asked) {
  return {
    category,
    ...(born !== undefined && { birthDate: born }),
    ...(sex !== undefined && { sex }),
    ...(originalAge !== undefined && { originalRetirementAge: Number(originalAge) as OriginalAge }),
    ...(insuredIn !== undefined && { previousCover: { region: insuredIn, removed: false } }),
  };
}
