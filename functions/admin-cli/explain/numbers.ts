import { SEX_TEXTS } from '../../../domain/facts/texts.ts';
import { checkCreditCode } from '../../../domain/values/credit-code.ts';
import { checkIdentityNumber, maskIdentityNumber } from '../../../domain/values/identity-number.ts';
import {
  CREDIT_CODE_PROBLEM_TEXTS,
  IDENTITY_KIND_TEXTS,
  IDENTITY_PROBLEM_TEXTS,
} from '../../../domain/values/number-texts.ts';
import type { CommandContext } from '../frame/frame.ts';
import { severalArguments } from '../frame/kinds.ts';
import { command } from '../frame/spec.ts';

export const EXPLAIN_IDENTITY = command({
  name: 'identity',
  about: {
    zh: '身份证件号码是否可能正确，能看出什么；号码不会原样显示',
    en: 'whether an identity number is valid, and what it encodes; never shown in full',
  },
  args: { number: severalArguments({ zh: '号码，可以带空格', en: 'the number, spaces allowed' }, 'some') },
  examples: ['canbao explain identity 11010519491231002X'],
  run({ number: parts }, { say }) {
    const check = checkIdentityNumber(parts.join(''));
    const { valid, kind, ...rest } = check;
    const json = { valid, kind: kind ?? null, ...rest };
    if (!check.valid) return verdict(parts, json, notValid(IDENTITY_PROBLEM_TEXTS[check.problem], { say }));
    const { birthDate, sex } = check;
    const read = [
      say({ zh: '有效', en: 'valid' }),
      kind && say(IDENTITY_KIND_TEXTS[kind]),
      birthDate && say({ zh: `${birthDate} 出生`, en: `born on ${birthDate}` }),
      sex && say(SEX_TEXTS[sex]),
    ];
    return verdict(parts, json, read.filter(Boolean).join(say({ zh: '，', en: ', ' })));
  },
});

const CODE_KIND = 'unified-social-credit-code';

/** Explains whether a unit's code is valid (GB 32100-2015). */
export const EXPLAIN_CREDIT_CODE = command({
  name: 'credit-code',
  about: { zh: '统一社会信用代码是否可能正确', en: 'whether a unified social credit code is valid' },
  args: { code: severalArguments({ zh: '代码，可以带空格', en: 'the code, spaces allowed' }, 'some') },
  examples: ['canbao explain credit-code 91110105MA01DEM01M'],
  run({ code: parts }, { say }) {
    const check = checkCreditCode(parts.join(''));
    if (check.valid) {
      const valid = say({ zh: '有效的统一社会信用代码', en: 'a valid unified social credit code' });
      return verdict(parts, { valid: true, kind: CODE_KIND }, valid);
    }
    const json = { valid: false, kind: CODE_KIND, problem: check.problem };
    return verdict(parts, json, notValid(CREDIT_CODE_PROBLEM_TEXTS[check.problem], { say }));
  },
});

function notValid(why: { readonly zh: string; readonly en: string }, { say }: Pick<CommandContext, 'say'>) {
  return say({ zh: `无效，${why.zh}`, en: `not valid, ${why.en}` });
}

function verdict(parts: readonly string[], json: unknown, text: string) {
  return { json, lines: [`${maskIdentityNumber(parts.join(''))}: ${text}`] };
}
