import type { Category, LeavingReason } from '../../domain/facts/life-course.ts';
import { categoryIn, reasonIn } from './mapping.ts';
import type { TranslationContext, Unmapped } from './source.ts';

/** 聘用类型, by the words that its documents have for the numbers. */
const HIRE_TYPES: Readonly<Record<string, string>> = {
  0: '正式',
  10: '实习',
  11: '劳务',
  12: '顾问',
  13: '返聘',
  14: '外包',
  15: '兼职',
};

/** Not 顾问 and 外包: whether those are employees is for the company to say, in the mapping. */
const USUAL_CATEGORIES: Readonly<Record<string, Category>> = {
  正式: 'regular',
  实习: 'intern',
  劳务: 'labour-service',
  返聘: 'retiree',
  兼职: 'part-time',
};

/** 离职类型, likewise. */
const LEAVE_TYPES: Readonly<Record<string, string>> = { 0: '主动离职', 1: '被动离职', 2: '退休' };

const USUAL_REASONS: Readonly<Record<string, LeavingReason>> = {
  主动离职: 'resigned',
  被动离职: 'dismissed',
  退休: 'retired',
};

type Told = string | number | null | undefined;

/**
 * @param hireType 聘用类型, a number.
 * @returns the word that nobody mapped, where it is none of the usual ones; an empty one where none was told.
 */
export function categoryOf(hireType: Told, { mapping }: TranslationContext): Category | Unmapped {
  const word = wordFor(hireType, HIRE_TYPES);
  return categoryIn(mapping, [word], USUAL_CATEGORIES) ?? { field: 'category', value: word };
}

/** @param dismissionType 离职类型, a number; nothing is unmapped where none was told. */
export function reasonOf(
  dismissionType: Told,
  { mapping }: TranslationContext,
): { readonly reason: LeavingReason; readonly unmapped: readonly Unmapped[] } {
  const word = wordFor(dismissionType, LEAVE_TYPES);
  const reason = reasonIn(mapping, [word], USUAL_REASONS);
  if (reason !== undefined || word === '') return { reason: reason ?? 'unknown', unmapped: [] };
  return { reason: 'unknown', unmapped: [{ field: 'reason', value: word }] };
}

function wordFor(told: Told, words: Readonly<Record<string, string>>): string {
  const number = String(told ?? '').trim();
  return Object.hasOwn(words, number) ? (words[number] ?? '') : number;
}
