import { checkCreditCode } from '../../../domain/values/credit-code.ts';
import { checkIdentityNumber, maskIdentityNumber } from '../../../domain/values/identity-number.ts';
import type { CommandContext } from '../frame/frame.ts';
import type { ArgumentSpec } from '../frame/kinds.ts';
import { command } from '../frame/spec.ts';

const NUMBER: ArgumentSpec<readonly string[]> = {
  about: { zh: '号码，可以带空格', en: 'the number, blanks allowed' },
  takes: 'some',
};

const IDENTITY_KINDS = {
  'resident-id': { zh: '居民身份证', en: 'resident identity card' },
  'hmt-residence-permit': { zh: '港澳台居民居住证', en: 'residence permit for 港澳台 residents' },
  'foreign-permanent-resident': { zh: '外国人永久居留身份证', en: 'foreign permanent resident card' },
};

const IDENTITY_PROBLEMS = {
  length: { zh: '长度不对，应为 18 位', en: 'its length is wrong; it should have 18 characters' },
  characters: {
    zh: '含有不该有的字符，只能是数字，末位可以是 X',
    en: 'it holds characters that do not belong; digits only, the last may be X',
  },
  'fifteen-digits': {
    zh: '是已停用的 15 位旧号码，请使用 18 位号码',
    en: 'it is a 15-digit number out of use; ask for the 18 digits',
  },
  'birth-date': {
    zh: '第 7 至 14 位不是日历上有的日期',
    en: 'its positions 7 to 14 are no day of the calendar',
  },
  'check-digit': { zh: '校验位不符，请核对是否抄错', en: 'its check digit does not fit; look for a slip' },
  'not-checkable': {
    zh: '像是护照或通行证号码，无法校验',
    en: 'it looks like a passport or travel permit, which carries nothing to check',
  },
};

const SEXES = { male: { zh: '男', en: 'male' }, female: { zh: '女', en: 'female' } };

/** Whether a number can be right, and what it tells; the number itself stays masked. */
export const EXPLAIN_IDENTITY = command({
  name: 'identity',
  about: {
    zh: '身份证件号码是否可能正确，能看出什么；号码不会原样显示',
    en: 'whether an identity number can be right, and what it tells; never shown in full',
  },
  args: { number: NUMBER },
  examples: ['canbao explain identity 11010519491231002X'],
  run({ number: parts }, { say }) {
    const check = checkIdentityNumber(parts.join(''));
    const { valid, kind, ...rest } = check;
    const json = { valid, kind: kind ?? null, ...rest };
    if (!check.valid) return verdict(parts, json, notValid(IDENTITY_PROBLEMS[check.problem], { say }));
    const { birthDate, sex } = check;
    const read = [
      say({ zh: '有效', en: 'valid' }),
      kind && say(IDENTITY_KINDS[kind]),
      birthDate && say({ zh: `${birthDate} 出生`, en: `born on ${birthDate}` }),
      sex && say(SEXES[sex]),
    ];
    return verdict(parts, json, read.filter(Boolean).join(say({ zh: '，', en: ', ' })));
  },
});

const CODE_KIND = 'unified-social-credit-code';

const CODE_PROBLEMS = {
  length: { zh: '长度不对，应为 18 位', en: 'its length is wrong; it should have 18 symbols' },
  symbol: {
    zh: '含有不用的字符：只能是数字和除 I、O、S、V、Z 外的字母',
    en: 'it holds a symbol that never occurs: digits and letters only, without I, O, S, V and Z',
  },
  structure: {
    zh: '前 8 位不符合登记管理部门、机构类别和行政区划的格式',
    en: 'its first eight symbols name no authority, kind and division',
  },
  'check-symbol': { zh: '校验位不符，请核对是否抄错', en: 'its check symbol does not fit; look for a slip' },
};

/** Whether a unit's code can be right (GB 32100-2015). */
export const EXPLAIN_CREDIT_CODE = command({
  name: 'credit-code',
  about: { zh: '统一社会信用代码是否可能正确', en: 'whether a unified social credit code can be right' },
  args: { code: { ...NUMBER, about: { zh: '代码，可以带空格', en: 'the code, blanks allowed' } } },
  examples: ['canbao explain credit-code 91110105MA01DEM01M'],
  run({ code: parts }, { say }) {
    const check = checkCreditCode(parts.join(''));
    if (check.valid) {
      const valid = say({ zh: '有效的统一社会信用代码', en: 'a valid unified social credit code' });
      return verdict(parts, { valid: true, kind: CODE_KIND }, valid);
    }
    const json = { valid: false, kind: CODE_KIND, problem: check.problem };
    return verdict(parts, json, notValid(CODE_PROBLEMS[check.problem], { say }));
  },
});

function notValid(why: { readonly zh: string; readonly en: string }, { say }: Pick<CommandContext, 'say'>) {
  return say({ zh: `无效，${why.zh}`, en: `not valid, ${why.en}` });
}

function verdict(parts: readonly string[], json: unknown, told: string) {
  return { json, lines: [`${maskIdentityNumber(parts.join(''))}: ${told}`] };
}
