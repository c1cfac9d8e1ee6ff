import { plainDate } from '../../values/plain-date.ts';
import { SCHEME_COORDINATION } from '../documents.ts';
import { MEDICAL_SECURITY_LAW, NOT_FOUND, QUOTED, TRANSFER_MEASURES } from '../laws.ts';
import type { RegionParameters } from '../region.ts';

/** The start and end of cover, and the rules on gaps. */
export const COVER_AND_GAP: RegionParameters = {
  lastPayableMonth: [
    {
      ...NOT_FOUND,
      note: {
        zh: '离职当月由谁缴费，由各地规定',
        en: 'local rules decide who pays the month of leaving',
      },
    },
  ],
  coverStart: [
    {
      ...NOT_FOUND,
      note: {
        zh: '常见说法是缴费到账的次月生效，部分地区当月生效，以当地规定为准',
        en: 'usually said to be the month after the payment, in some places the same month; local rules decide',
      },
    },
    {
      ...NOT_FOUND,
      from: MEDICAL_SECURITY_LAW.from,
      law: '医疗保障法 13',
      note: {
        zh: '待遇起始时间由省、自治区、直辖市按照国家规定确定，当地规定未找到',
        en: 'each province sets the start of benefits; no rule of this region was found',
      },
    },
  ],
  longestSuspensionMonths: [
    {
      ...NOT_FOUND,
      note: {
        zh: '部分地区限制暂停时长，未找到任何一地的数值',
        en: 'some regions limit suspensions; no figure was found for any region',
      },
    },
  ],
  paymentWindowFrom: [NOT_FOUND],
  paymentWindowTo: [
    {
      ...NOT_FOUND,
      note: {
        zh: '由各地税务部门公告，未找到',
        en: 'announced by the local tax office; no announcement was found',
      },
    },
  ],
  registrationOffice: [
    {
      ...NOT_FOUND,
      note: {
        zh: '多数地区为医疗保障经办机构，也有地区由社会保险经办机构统一办理',
        en: 'the medical agency in most places, the social insurance agency in some',
      },
    },
  ],
  declarationOffice: [
    {
      ...NOT_FOUND,
      note: {
        zh: '征收体制改革后一般由单位自行向税务部门申报，未找到全国规定',
        en: 'since the collection reform units usually declare to the tax office; no national rule was found',
      },
    },
  ],
  gapRule: [
    {
      ...TRANSFER_MEASURES,
      value: 'transfer-only',
      note: {
        zh: '条文针对跨统筹区转移接续前的中断，以及连续参保满 2 年后转换险种；同一统筹区内的断缴由当地规定',
        en: 'the text is about a gap before a transfer between areas, and about a change of scheme after 2 years without a gap; for a gap within one area the local rule decides',
      },
    },
  ],
  gapCatchUpMonths: [
    {
      ...TRANSFER_MEASURES,
      value: 3,
      note: {
        zh: '3 个月（含）以内可以补缴，自缴费当月享受待遇，中断期间的费用可追溯报销',
        en: 'a gap of up to 3 months can be paid later; benefits start in the month of payment, and costs during the gap are reimbursed retroactively',
      },
    },
  ],
  gapWaitingMonthsAtMost: [
    {
      ...TRANSFER_MEASURES,
      value: 6,
      note: {
        zh: '中断 3 个月以上的，统筹地区可以设置等待期，不是必须',
        en: 'after a gap of more than 3 months a pooling area may set a waiting period, but need not',
      },
    },
  ],
  schemeSwitchContinuousYears: [
    {
      ...QUOTED,
      value: 2,
      from: plainDate('2020-08-24'),
      source: SCHEME_COORDINATION,
      law: '医保发〔2020〕33号',
      note: {
        zh: '已连续参保满 2 年，在职工医保与居民医保之间转换，中断 3 个月以内可以补缴，不设等待期',
        en: 'after 2 years of cover without a gap, a gap of up to 3 months at a change between the employee and the resident scheme can be paid later, without a waiting period',
      },
    },
  ],
};
