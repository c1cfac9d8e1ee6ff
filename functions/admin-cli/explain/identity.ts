import type { Command } from 'commander';
import {
  checkIdentityNumber,
  type IdentityCheck,
  type IdentityKind,
  type IdentityProblem,
  maskIdentityNumber,
} from '../../../domain/values/identity-number.ts';
import type { Frame, Printout, Words } from '../frame/frame.ts';
import { example } from '../frame/options.ts';

const KINDS: Readonly<Record<IdentityKind, Words>> = {
  'resident-id': { zh: '居民身份证', en: 'resident identity card' },
  'hmt-residence-permit': { zh: '港澳台居民居住证', en: 'residence permit for 港澳台 residents' },
  'foreign-permanent-resident': { zh: '外国人永久居留身份证', en: 'foreign permanent resident card' },
};

const PROBLEMS: Readonly<Record<IdentityProblem, Words>> = {
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

const SEXES = { male: { zh: '男', en: 'male' }, female: { zh: '女', en: 'female' } } as const;

/** `canbao explain identity`: whether a number can be right, and what it tells; the number itself stays masked. */
export function explainIdentity(parent: Command, frame: Frame): void {
  const { say } = frame;
  parent
    .command('identity')
    .description(
      say({
        zh: '身份证件号码是否可能正确，能看出什么；号码不会原样显示',
        en: 'whether an identity number can be right, and what it tells; never shown in full',
      }),
    )
    .argument('<number...>', say({ zh: '号码，可以带空格', en: 'the number, blanks allowed' }))
    .addHelpText('after', example(frame, 'canbao explain identity 11010519491231002X'))
    .action(frame.act((parts: readonly string[]) => explain(parts.join(''), frame)));
}

function explain(number: string, { say }: Frame): Printout {
  const check = checkIdentityNumber(number);
  const masked = maskIdentityNumber(number);
  const kind = check.kind === undefined ? undefined : say(KINDS[check.kind]);
  const told = check.valid ? [say({ zh: '有效', en: 'valid' }), kind, ...readFrom(check, say)] : [problem()];
  return {
    json: jsonOf(check),
    lines: [`${masked}: ${told.filter(Boolean).join(say({ zh: '，', en: ', ' }))}`],
  };

  function problem(): string {
    if (check.valid) return '';
    const what = say(PROBLEMS[check.problem]);
    return say({ zh: `无效，${what}`, en: `not valid, ${what}` });
  }
}

function readFrom(check: IdentityCheck & { valid: true }, say: Frame['say']): (string | undefined)[] {
  const { birthDate, sex } = check;
  return [birthDate && say({ zh: `${birthDate} 出生`, en: `born on ${birthDate}` }), sex && say(SEXES[sex])];
}

function jsonOf({ valid, kind, ...rest }: IdentityCheck) {
  return { valid, kind: kind ?? null, ...rest };
}
