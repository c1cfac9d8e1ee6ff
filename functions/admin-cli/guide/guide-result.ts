import type { Guide } from '../../../domain/guides/guide.ts';
import { type GuideReader, writeGuide } from '../../../domain/letter/guide-letter.ts';
import { printable } from '../../../domain/letter/letter.ts';
import { renderText } from '../../../domain/letter/render-letter.ts';
import { regionNamed } from '../../../domain/regions/index.ts';
import type { FlexiblePerson } from '../../../domain/rules/individual/flexible.ts';
import { compact } from '../../../domain/values/compact.ts';
import type { Texts } from '../../../domain/values/language.ts';
import { ageOf, ORIGINAL_AGE, SEX } from '../explain/answer.ts';
import { becauseJson } from '../frame/because.ts';
import type { CommandContext, CommandResult } from '../frame/frame.ts';
import { day, dayOrToday, month, number, type OptionSpec, text, yesNo } from '../frame/kinds.ts';
import type { Asked } from '../frame/spec.ts';

export const GUIDE_DAY = dayOrToday({
  zh: '以哪一天为准（默认今天，北京时间）',
  en: 'the day the guide is for (default: today in China)',
});

export const LAST_PAID = month({ zh: '职工医保最后已缴月份', en: 'last month paid as an employee' });

export const PERSON_OPTIONS = {
  born: day({ zh: '出生日期', en: 'date of birth' }),
  sex: SEX,
  originalAge: ORIGINAL_AGE,
  hukou: text(
    { zh: '户籍所在统筹区，例如 上海', en: 'region of the household register, e.g. 上海' },
    'region',
  ),
  residencePermit: yesNo({ zh: '是否持有当地居住证', en: 'whether the person has a local residence permit' }),
};

/** The person as described by the options; there are no defaults. */
export function personAsked(asked: Asked<unknown, typeof PERSON_OPTIONS>): FlexiblePerson {
  const { born, sex, originalAge, hukou, residencePermit } = asked;
  return compact({
    bornOn: born,
    sex,
    originalAge: ageOf(originalAge),
    hukouRegion: hukou && regionNamed(hukou),
    residencePermit,
  });
}

/** Whole years: the rules do not know fractions of a year. */
function wholeYears(about: Texts): OptionSpec<number> {
  const years = number(about, 'years', [0, 50]);
  return {
    ...years,
    read(given, name, context) {
      const read = years.read?.(given, name, context) ?? 0;
      if (Number.isInteger(read)) return read;
      throw context.badUsage({
        zh: `${name} "${given}" 不是整年数；允许 0 到 50 的整数`,
        en: `${name} "${given}" is not a whole number of years; use a number from 0 to 50`,
      });
    },
  };
}

/** Years without cover, for the waiting months as a resident. */
export const MISSED_YEARS = wholeYears({
  zh: '断保的年数（整年）；不写则两种情形都说明',
  en: 'whole years without cover (default: explained with and without such years)',
});

/** Years without cover that were paid later; each of them shortens the waiting period. */
export const REPAIRED_YEARS = wholeYears({
  zh: '断保年数中已补缴的年数（整年）',
  en: 'how many of the years without cover were paid later',
});

/**
 * A guide as JSON, in which each sentence has its reason and its day, and as the text that the person would receive.
 */
export function guideResult(
  guide: Guide,
  context: CommandContext,
  reader: Omit<GuideReader, 'language'> = {},
): CommandResult {
  const letter = writeGuide(guide, { ...reader, language: context.language });
  const { kind, region, day: of } = guide;
  const sections = guide.sections.map(({ heading, lines }, i) => ({
    heading,
    title: printable(letter.sections[i]?.heading ?? heading),
    lines: lines.map(({ says, by }) => ({ ...becauseJson([says], context)[0], by: by ?? null })),
  }));
  return {
    json: { kind, region, day: of, title: printable(letter.heading), sections },
    lines: renderText(letter).trimEnd().split('\n'),
  };
}
