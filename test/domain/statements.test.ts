import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { publishedCalendar as calendar } from '../../domain/calendar/working-days.ts';
import { CASE_KINDS } from '../../domain/cases/case.ts';
import { openCases } from '../../domain/cases/case-kinds.ts';
import { channelSteps } from '../../domain/cases/steps.ts';
import { foldSpells } from '../../domain/employment/fold.ts';
import type { Fact } from '../../domain/facts/fact.ts';
import { GUIDE_KINDS } from '../../domain/guides/guide.ts';
import { renderGuide } from '../../domain/letter/guide-letter.ts';
import { reasonText } from '../../domain/letter/reason-text.ts';
import { policyOf } from '../../domain/regions/policy-of.ts';
import { plainDate } from '../../domain/values/plain-date.ts';
import { unitIn } from '../support/examples.ts';
import { accepted, EMPLOYEE, hired, inOrder, left, submitted } from '../support/facts.ts';
import { guideOf } from '../support/guides.ts';

/** Compares the table of the statements of the two source documents with the project. */

const PROJECT = resolve(import.meta.dirname, '../..');
const NOT_YET = '尚未实现';
const NONE = '—';

interface Row {
  readonly number: string;
  readonly says: string;
  readonly law: string;
  readonly place: string;
  readonly proof: string;
}

const ROWS = readText('domain/STATEMENTS.md')
  .split('\n')
  .filter((line) => /^\| *\d/.test(line))
  .map((line): Row => {
    const cells = line.slice(1, -1).split('|');
    const [number = '', says = '', law = '', place = '', proof = ''] = cells.map((cell) => cell.trim());
    expect(cells, line).toHaveLength(5);
    return { number, says, law, place, proof };
  });

it('the table of statements numbers its rows from 1 without a gap', () => {
  expect(ROWS.length).toBeGreaterThan(100);
  expect(ROWS.map(({ number }) => number)).toEqual(ROWS.map((_, index) => String(index + 1)));
});

it('the table of statements says each thing once', () => {
  expect(new Set(ROWS.map(({ says }) => says)).size).toBe(ROWS.length);
});

describe.each(ROWS)('$number $says', ({ law, place, proof }) => {
  it('states whether the law agrees, and names the law that overrules it', () => {
    expect(law).toMatch(/^(一致|不一致，以法为准：.|未知：.)/);
    if (law.startsWith('不一致')) expect(law).toMatch(/法 \d|条例 \d|〔\d{4}〕\d+号|GB \d/);
  });

  it('has a place and a test, or is marked as not implemented', () => {
    if (place === NOT_YET) return expect(proof).toBe(NONE);
    expect(place).not.toContain(NOT_YET);
    expect(quoted(place)).not.toEqual([]);
    expect(proofs(proof)).not.toEqual([]);
  });

  it('names only places that exist', () => {
    for (const name of quoted(place)) expect(isThere(name), name).toBe(true);
  });

  it('quotes titles that exist in the test file', () => {
    for (const { path, words } of proofs(proof)) {
      expect(path).toMatch(/^test\/.+\.ts$/);
      expect(existsSync(resolve(PROJECT, path)), path).toBe(true);
      expect(readText(path), path).toContain(words);
    }
  });
});

it('a late removal bears no late fee', () => {
  const facts = inOrder(
    hired('2026-01-05', 'U1'),
    accepted('enrolment', '2026-01-06'),
    left('2026-06-20', 'resigned'),
  );
  const place = { unit: unitIn('北京'), policy: policyOf('北京'), calendar };
  const cases = foldSpells(EMPLOYEE, facts).flatMap((spell) =>
    openCases(spell, { ...place, asOf: plainDate('2026-11-20') }),
  );
  const removal = cases.find(({ kind }) => kind === 'removal');
  expect(removal?.deadline?.statutoryDueOn).toBe('2026-07-05');
  expect(cases.map(({ kind }) => kind)).toContain('overpayment');
  expect(cases.filter(({ money }) => money?.lateFee !== undefined)).toEqual([]);
  expect(cases.flatMap(({ because }) => because).filter(({ rule }) => rule === 'R5')).toEqual([]);
});

it('every guide names the official platforms and the hotline', () => {
  for (const guide of GUIDE_KINDS) {
    const given = { lastPaid: '2026-06' };
    const asked = guideOf({ guide, on: '2026-07-01', given, arithmetic: '', source: '' });
    for (const language of ['zh', 'en'] as const) {
      const { text } = renderGuide(asked, { language });
      expect(text).toContain('12345');
      expect(text).toMatch(/官方平台|official platforms/);
    }
  }
});

it('an enrolment asks for an explanation only while it is late and not filed', () => {
  const begun = hired('2026-08-10', 'U1');
  const stepsOn = (day: string, ...facts: readonly Fact[]) =>
    foldSpells(EMPLOYEE, inOrder(...facts)).flatMap((spell) =>
      openCases(spell, {
        unit: unitIn('北京'),
        policy: policyOf('北京'),
        calendar,
        asOf: plainDate(day),
      }).flatMap(({ steps = [] }) => steps.map(({ code }) => code)),
    );
  expect(stepsOn('2026-09-09', begun)).not.toContain('step-explain-late-enrolment');
  expect(stepsOn('2026-09-10', begun)).toContain('step-explain-late-enrolment');
  const filed = submitted('enrolment', '2026-09-10');
  expect(stepsOn('2026-09-11', begun, filed)).not.toContain('step-explain-late-enrolment');
});

/** Sentences in the guides for 成都, for which no own rules about these topics are shipped. */
const TOLD = {
  leaver: [
    '由新单位办理参保，个人不能自己办职工增员',
    '各地的缴费年限累计计算',
    '个人账户余额仍归本人，可继续在定点医药机构使用，也可随关系转移',
    '一次性支取限于死亡、自愿放弃职工医保关系（如出国定居）',
    '累计缴费年限不清零',
  ],
  flexible: [
    '没有用人单位、年满 18 周岁（本单位登记）且未达到法定退休年龄',
    '以灵活就业人员身份以个人参加职工医保',
    '连续缴费年限有无另外规定未知',
    '户籍地或就业地医保经办机构，或在当地政务服务网、掌上办理平台',
    '选择缴费档次（有的地区分档），并选择按月、按季或按年缴费',
    '银行代扣、税务部门 APP 或政务服务大厅窗口',
    '缴费凭证请保留',
    '缴费成功后即可申领医保电子凭证',
    '本人身份证、户口本或居住证',
    '累计缴费年限不清零',
  ],
  resident: [
    '户籍地或居住地社区（村）、街道（乡镇）医保服务点',
    '当地医保公众号、政务服务 APP、国家医保服务平台',
    '户口本或居住证、近期免冠证件照',
    '社区代收、税务 APP、银行柜台或线上渠道',
    '金额以当年通知为准，此处不知',
    '享受住院和门诊统筹待遇，没有个人账户',
    '低保对象、重度残疾人等特殊群体，凭证明材料享受政府资助参保',
    '没有用人单位的居民，如儿童、学生和没有工作的老人',
    '由个人缴费和政府补贴共同负担',
    '报销比例比居民医保高；成都的比例未知',
  ],
  unit: [
    '统一社会信用代码证（营业执照）',
    '组织机构代码证已停用',
    '职工劳动合同、职工身份证复印件',
    '每月申报人员增减，并按月足额缴纳单位和个人部分',
  ],
  card: [
    '与实体卡同等有效',
    '国家医保服务平台 APP、当地医保公众号、微信或支付宝',
    '持身份证到经办机构服务窗口申请补办',
    '姓名、证件号码、联系方式等变更的，应及时变更，避免影响就医报销',
    '户口本、户口本变更页、结婚证等变更证明',
  ],
  employee: [
    '职工医保由单位办理，个人不能自己办增员',
    '先向单位人事反映、催办，尽量书面，并留存记录',
    '可带劳动合同、工资流水等，向参保地经办机构、征收社会保险费的税务机关或劳动保障监察机构举报、投诉',
    '超过 2 年没有被发现、也没有被举报投诉的，劳动保障监察不再查处；还在继续的，从终了之日起算。〔劳动保障监察条例 20〕',
    '先与单位协商赔偿；协商不成的，可申请劳动仲裁，对裁决不服的可以起诉。〔社会保险法 83〕',
  ],
} as const;

it.each(Object.entries(TOLD))(
  'the guide "%s" contains the sentences of the source documents',
  (guide, sentences) => {
    const asked = { guide: guide as keyof typeof TOLD, on: '2026-07-01', arithmetic: '', source: '' };
    const { text } = renderGuide(guideOf({ ...asked, given: { lastPaid: '2026-06' } }), { language: 'zh' });
    for (const sentence of sentences) expect(text).toContain(sentence);
  },
);

it.each([
  ['enrolment', 'online', ['单位业务－参保登记－人员增员', '并上传材料', '提交审核', '提交不等于受理']],
  ['removal', 'online', ['单位业务－参保登记－人员减员', '并上传材料', '提交审核', '提交不等于受理']],
  ['enrolment', 'counter', ['参保地医保经办服务大厅', '登记表可在窗口领取', '综合受理窗口', '索取受理回执']],
  ['removal', 'agency', ['授权委托书', '早于它自己的截止日', '交给代办机构不等于已申报']],
] as const)(
  'the steps of an %s (%s) match the source document and ask for a receipt',
  (filing, channel, words) => {
    const steps = channelSteps({ filing, channel })
      .map((step) => reasonText(step, 'zh'))
      .join('\n');
    for (const each of words) expect(steps).toContain(each);
  },
);

/** Whether a path, a command of `canbao` or a kind of case exists. */
function isThere(name: string): boolean {
  if (name.includes('/')) return existsSync(resolve(PROJECT, name));
  const [program, command = '', topic] = name.split(' ');
  if (program !== 'canbao') return CASE_KINDS.some((kind) => kind === name);
  const places = [`functions/admin-cli/${command}.ts`, ...filesIn(`functions/admin-cli/${command}`)];
  const specs = places.filter((place) => existsSync(resolve(PROJECT, place))).map(readText);
  return specs.some((text) =>
    [`name: '${topic ?? command}'`, `.command('${topic}')`].some((it) => text.includes(it)),
  );
}

function filesIn(folder: string): readonly string[] {
  const path = resolve(PROJECT, folder);
  return existsSync(path) ? readdirSync(path).map((file) => `${folder}/${file}`) : [];
}

function quoted(cell: string): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
}

/** The proofs in a cell. Each has the form `path` “words”; several are separated by ；. */
function proofs(cell: string): readonly { readonly path: string; readonly words: string }[] {
  if (cell === NONE) return [];
  return cell.split('；').map((one) => {
    const [, path = '', words = ''] = /^`([^`]+)` “([^”]+)”$/.exec(one) ?? [];
    return { path, words };
  });
}

function readText(path: string): string {
  return readFileSync(resolve(PROJECT, path), 'utf8');
}
