import { textIn } from './cell-values.ts';

/**
 * The insurance that a text names. Only employees' basic medical insurance is relevant. Residents' insurance is the
 * wrong scheme for an employee; supplementary insurance is paid in addition.
 */
export type InsuranceSaid = 'medical' | 'residents' | 'other' | 'several';

/** The codes of 险种类型 in the national data sets for medical and social insurance. */
const CODES: Readonly<Record<string, InsuranceSaid>> = {
  110: 'other',
  120: 'other',
  210: 'other',
  310: 'medical',
  320: 'other',
  330: 'other',
  340: 'other',
  390: 'residents',
  392: 'other',
  410: 'other',
  510: 'other',
};

const RESIDENTS = /居民.{0,4}医|城乡居民(?!养老|基本养老)|新农合|农村合作医疗/;
/** Names of insurance that is paid in addition to the basic insurance, or by somebody else. */
const BESIDE = /大额|大病|补充|公务员|离休|救助|互助|医疗(费用)?补助|护理|长护/;
const MEDICAL = /医疗|医保/;
/**
 * Maternity insurance has been a part of medical insurance since 2019. It is a separate insurance only if it is named
 * alone.
 */
const MATERNITY = /生育/;
const OTHERS = /养老|失业|工伤|公积金|年金/;
/** Matches an insurance that is named as a part of the one before it: 基本医疗保险（含生育）. */
const INCLUDED = /[(（][^()（）]{0,20}含[^()（）]{0,30}[)）]/g;
const AND_MORE = /基本医疗(保险)?费?[和及与、+]/;

/** @returns undefined if the text names no insurance. */
export function insuranceIn(text: string | undefined): InsuranceSaid | undefined {
  if (text === undefined) return undefined;
  const plain = (textIn(text) ?? '').replaceAll(/\s/g, '');
  const [, code] = /^[[(]?(\d{3})(?!\d)/.exec(plain) ?? /[[(](\d{3})[\])]$/.exec(plain) ?? [];
  const coded = code === undefined ? undefined : CODES[code];
  const named = insuranceNamed(plain.replaceAll(INCLUDED, ''));
  if (coded !== undefined && named !== undefined && coded !== named) return 'several';
  return coded ?? named;
}

function insuranceNamed(text: string): InsuranceSaid | undefined {
  const isMedical = MEDICAL.test(text);
  if (OTHERS.test(text)) return isMedical ? 'several' : 'other';
  if (RESIDENTS.test(text)) return 'residents';
  if (BESIDE.test(text) && !AND_MORE.test(text)) return 'other';
  if (isMedical) return 'medical';
  return MATERNITY.test(text) ? 'other' : undefined;
}

/** Headers of columns that name the insurance, without spaces. A table may have several. */
const KIND_HEADERS = new Set(
  [
    '险种、险种类型、险种类别、险种名称、险种代码、险种编码、险种编号、险种代码名称、险种类型名称、险种类型代码',
    '参保险种、参保费种、参保险种类型、缴费险种、征缴险种、费种、费种名称、社保险种、保险类型、保险种类、保险险种',
    '征收品目、征收品目名称、征收项目、征收项目名称、征收子目、征收子目名称、征缴品目、征缴项目、缴费项目、缴费品目',
  ].flatMap((line) => line.split('、')),
);

export function isKindHeader(plainHeader: string): boolean {
  return KIND_HEADERS.has(plainHeader);
}
