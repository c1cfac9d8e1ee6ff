import type { Command } from 'commander';
import { type CreditCodeProblem, checkCreditCode } from '../../../domain/values/credit-code.ts';
import { maskIdentityNumber } from '../../../domain/values/identity-number.ts';
import type { Frame, Printout, Words } from '../frame/frame.ts';
import { example } from '../frame/options.ts';

const KIND = 'unified-social-credit-code';

const PROBLEMS: Readonly<Record<CreditCodeProblem, Words>> = {
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

/** `canbao explain credit-code`: whether a unit's code can be right (GB 32100-2015). */
export function explainCreditCode(parent: Command, frame: Frame): void {
  const { say } = frame;
  parent
    .command('credit-code')
    .description(
      say({ zh: '统一社会信用代码是否可能正确', en: 'whether a unified social credit code can be right' }),
    )
    .argument('<code...>', say({ zh: '代码，可以带空格', en: 'the code, blanks allowed' }))
    .addHelpText('after', example(frame, 'canbao explain credit-code 91110105MA01DEM01M'))
    .action(frame.act((parts: readonly string[]) => explain(parts.join(''), frame)));
}

function explain(code: string, { say }: Frame): Printout {
  const check = checkCreditCode(code);
  const json = check.valid
    ? { valid: true, kind: KIND }
    : { valid: false, kind: KIND, problem: check.problem };
  const told = check.valid
    ? say({ zh: '有效的统一社会信用代码', en: 'a valid unified social credit code' })
    : say({
        zh: `无效，${say(PROBLEMS[check.problem])}`,
        en: `not valid, ${say(PROBLEMS[check.problem])}`,
      });
  return { json, lines: [`${maskIdentityNumber(code)}: ${told}`] };
}
