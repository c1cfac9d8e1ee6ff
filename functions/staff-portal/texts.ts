import type { StaffAction } from '../../domain/cases/case.ts';
import { FACT_TEXTS } from '../../domain/facts/texts.ts';
import { UNIT_FACT_TEXTS } from '../../domain/units/texts.ts';
import type { Texts } from '../../domain/values/language.ts';
import type { AnyFact } from './views.ts';

export function factText({ kind }: Pick<AnyFact, 'kind'>): Texts {
  const texts: Partial<Record<string, Texts>> = { ...UNIT_FACT_TEXTS, ...FACT_TEXTS };
  return texts[kind] ?? { zh: kind, en: kind };
}

/** Actions of a case that are done on a page of the unit. */
export const DONE_ELSEWHERE: Partial<
  Record<
    StaffAction,
    { readonly path: string; readonly text: Texts; readonly link: Texts; readonly else: Texts }
  >
> = {
  'bill-import': {
    path: 'bills',
    text: {
      zh: '导入含有这些月份的账单后，这件待办自动办结。',
      en: 'The case is done once a bill with these months is imported.',
    },
    link: { zh: '上传账单', en: 'Upload the bill' },
    else: {
      zh: '请把账单文件交给经办人或财务。',
      en: 'Hand the file to the handler or to finance.',
    },
  },
};
