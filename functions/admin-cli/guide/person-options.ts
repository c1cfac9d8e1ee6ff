import type { Command } from 'commander';
import type { Sex } from '../../../domain/facts/life-course.ts';
import { regionNamed } from '../../../domain/regions/index.ts';
import type { FlexiblePerson } from '../../../domain/rules/individual/flexible.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import { originalAgeOption, SEXES } from '../explain/retirement.ts';
import type { Frame } from '../frame/frame.ts';
import { choiceOption, dayOption, numberOption, textOption } from '../frame/options.ts';

/** What the command line may say of a person for whom a guide is written. */
export interface AskedPerson {
  readonly born?: PlainDate;
  readonly sex?: Sex;
  readonly originalAge?: '60' | '55' | '50';
  readonly hukou?: string;
  readonly residencePermit?: 'yes' | 'no';
}

export function withPersonOptions(command: Command, frame: Frame): Command {
  return command
    .addOption(
      dayOption(frame, '--born <day>', { zh: '出生日期，YYYY-MM-DD', en: 'date of birth, YYYY-MM-DD' }),
    )
    .addOption(choiceOption(frame, '--sex <sex>', { zh: '性别', en: 'sex' }, SEXES))
    .addOption(originalAgeOption(frame))
    .addOption(
      textOption(frame, '--hukou <region>', {
        zh: '户籍所在统筹区，例如 上海',
        en: 'region of the household register, e.g. 上海',
      }),
    )
    .addOption(
      choiceOption(
        frame,
        '--residence-permit <answer>',
        { zh: '是否持有当地居住证', en: 'whether there is a residence permit of the region' },
        ['yes', 'no'] as const,
      ),
    );
}

/** What was said; nothing stands in for what was not. */
export function personAsked({ born, sex, originalAge, hukou, residencePermit }: AskedPerson): FlexiblePerson {
  return {
    ...(born !== undefined && { bornOn: born }),
    ...(sex !== undefined && { sex }),
    ...(originalAge !== undefined && { originalAge: Number(originalAge) as 60 | 55 | 50 }),
    ...(hukou !== undefined && { hukouRegion: regionNamed(hukou) }),
    ...(residencePermit !== undefined && { residencePermit: residencePermit === 'yes' }),
  };
}

/** Years without cover, for the months of waiting as a resident. */
export function missedYearsOption(frame: Frame) {
  const description = {
    zh: '断保的年数（整年）；不写则两种情形都说明',
    en: 'whole years without cover; told for either case where it is not given',
  };
  return numberOption(frame, '--missed-years <years>', description, [0, 50]);
}

/** Of the years without cover, those paid back since; each takes months off the waiting. */
export function repairedYearsOption(frame: Frame) {
  const description = {
    zh: '断保年数中已补缴的年数（整年）',
    en: 'whole years of these that were paid back since',
  };
  return numberOption(frame, '--repaired-years <years>', description, [0, 50]);
}

/** The day that the guide is for. */
export function guideDayOption(frame: Frame) {
  return dayOption(frame, '--on <day>', {
    zh: '以哪一天为准，YYYY-MM-DD（默认今天，北京时间）',
    en: 'the day the guide is for, YYYY-MM-DD (default: today in China)',
  });
}
