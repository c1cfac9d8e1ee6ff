import type { StaffAction } from '../../domain/cases/case.ts';
import { FACT_WORDS } from '../../domain/facts/words.ts';
import { UNIT_FACT_WORDS } from '../../domain/units/words.ts';
import type { Texts } from '../../domain/values/language.ts';
import type { AnyFact } from './views.ts';

/** A kind of fact in words. */
export function factText({ kind }: Pick<AnyFact, 'kind'>): Texts {
  const words: Partial<Record<string, Texts>> = { ...UNIT_FACT_WORDS, ...FACT_WORDS };
  return words[kind] ?? { zh: kind, en: kind };
}

/** Where what a case asks for is done elsewhere. */
export const DONE_ELSEWHERE: Partial<Record<StaffAction, Texts>> = {
  'bill-import': {
    zh: '导入含有这些月份的账单后，这件待办自动办结；请把账单文件交给财务或管理员。',
    en: 'The case is done once a bill with these months is imported: hand the file to finance or to your administrator.',
  },
};
