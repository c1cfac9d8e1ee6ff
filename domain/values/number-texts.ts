import type { CreditCodeProblem } from './credit-code.ts';
import type { IdentityKind, IdentityProblem } from './identity-number.ts';
import type { Texts } from './language.ts';

export const IDENTITY_KIND_TEXTS: Readonly<Record<IdentityKind, Texts>> = {
  'resident-id': { zh: '居民身份证', en: 'resident identity card' },
  'hmt-residence-permit': { zh: '港澳台居民居住证', en: 'residence permit for 港澳台 residents' },
  'foreign-permanent-resident': { zh: '外国人永久居留身份证', en: 'foreign permanent resident card' },
};

export const IDENTITY_PROBLEM_TEXTS: Readonly<Record<IdentityProblem, Texts>> = {
  length: { zh: '长度不对，应为 18 位', en: 'its length is wrong; it should have 18 characters' },
  characters: {
    zh: '含有不该有的字符，只能是数字，末位可以是 X',
    en: 'it contains characters that are not allowed; only digits are, and X as the last character',
  },
  'fifteen-digits': {
    zh: '是已停用的 15 位旧号码，请使用 18 位号码',
    en: 'it is an old 15-digit number, which is no longer valid; ask for the 18-digit number',
  },
  'birth-date': {
    zh: '第 7 至 14 位不是日历上有的日期',
    en: 'its digits 7 to 14 are not a calendar day',
  },
  'check-digit': {
    zh: '校验位不符，请核对是否抄错',
    en: 'its check digit does not match; look for a typing error',
  },
  'not-checkable': {
    zh: '像是护照或通行证号码，无法校验',
    en: 'it looks like a passport or travel permit, which has no check digit',
  },
};

export const CREDIT_CODE_PROBLEM_TEXTS: Readonly<Record<CreditCodeProblem, Texts>> = {
  length: { zh: '长度不对，应为 18 位', en: 'its length is wrong; it should have 18 symbols' },
  symbol: {
    zh: '含有不用的字符：只能是数字和除 I、O、S、V、Z 外的字母',
    en: 'it contains a symbol that is not allowed; allowed are digits and all letters but I, O, S, V and Z',
  },
  structure: {
    zh: '前 8 位不符合登记管理部门、机构类别和行政区划的格式',
    en: 'its first eight symbols must be the codes of the registering authority, the kind of organisation and the administrative area',
  },
  'check-symbol': {
    zh: '校验位不符，请核对是否抄错',
    en: 'its check symbol does not match; look for a typing error',
  },
};
