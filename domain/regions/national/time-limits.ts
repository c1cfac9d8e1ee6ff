import { plainDate } from '../../values/plain-date.ts';
import {
  AGENCY_REGULATION,
  JIANGSU_SERVICE_GUIDE_TEXT,
  LABOUR_CONTRACT_LAW,
  LABOUR_INSPECTION_REGULATION,
  LABOUR_LAW,
  SOCIAL_INSURANCE_LAW_TEXT,
  WEB_COMPILATION,
} from '../documents.ts';
import {
  JIANGSU_SERVICE_GUIDE,
  LEAD,
  NOT_FOUND,
  OFFICIAL,
  SOCIAL_INSURANCE_LAW,
  TRANSFER_MEASURES,
} from '../laws.ts';
import type { RegionParameters } from '../region.ts';

const SINCE_AGENCY_REGULATION = { ...OFFICIAL, from: plainDate('2023-12-01') } as const;

const SERVICE_LIST = {
  ...JIANGSU_SERVICE_GUIDE,
  confidence: 'low',
  note: {
    zh: '此为全国经办清单的江苏版本，全国文本未找到，其他地区可能不同',
    en: "from Jiangsu's edition of the national list; the national text was not found, and other regions may differ",
  },
} as const;

const CARD = {
  ...LEAD,
  source: WEB_COMPILATION,
  note: {
    zh: '3 至 7 个工作日未经证实；各地有说 1 个工作日挂失、30 个工作日制卡的；医保电子凭证即时可用',
    en: '3 to 7 working days are unconfirmed; some sources say 30; the electronic certificate is available at once',
  },
} as const;

/** Statutory time limits for units and agencies. */
export const TIME_LIMITS: RegionParameters = {
  enrolmentDays: [
    {
      ...SOCIAL_INSURANCE_LAW,
      value: 30,
      source: { ...SOCIAL_INSURANCE_LAW_TEXT, at: '第五十八条' },
      law: '社会保险法 58',
      note: {
        zh: '自用工之日起算，不看合同日期；2027-01-01 起施行的医疗保障法未规定申报期限，仍适用本条',
        en: 'counted from the first working day (用工之日), not from the contract; the 医疗保障法, in force from 2027-01-01, sets no time limit, so that of this article still applies',
      },
    },
  ],
  removalDays: [
    {
      ...OFFICIAL,
      value: 15,
      from: plainDate('2008-01-01'),
      source: { ...LABOUR_CONTRACT_LAW, at: '第五十条' },
      law: '劳动合同法 50',
      note: {
        zh: '此为办理档案和社会保险关系转移的期限；全国没有“医保减员”期限的条文，社会保险经办条例第九条只说及时告知',
        en: 'the time limit for transferring the personnel file and social insurance; no national text sets a time limit for 医保减员 itself, 社会保险经办条例 9 only says without delay',
      },
    },
  ],
  deathNoticeWorkingDays: [
    {
      ...SINCE_AGENCY_REGULATION,
      value: 20,
      source: { ...AGENCY_REGULATION, at: '第二十五条' },
      law: '社会保险经办条例 25',
    },
  ],
  agencyRegistrationWorkingDays: [
    {
      ...SINCE_AGENCY_REGULATION,
      value: 10,
      source: { ...AGENCY_REGULATION, at: '第六条、第十条' },
      law: '社会保险经办条例 10',
    },
  ],
  unitRegistrationDays: [
    {
      ...SOCIAL_INSURANCE_LAW,
      value: 30,
      source: { ...SOCIAL_INSURANCE_LAW_TEXT, at: '第五十七条' },
      law: '社会保险法 57',
      note: {
        zh: '自成立之日起算；企业在办理登记注册时同步办理社会保险登记（社会保险费征缴暂行条例第八条、社会保险经办条例第六条）',
        en: 'counted from the establishment; companies register together with their business registration (社会保险费征缴暂行条例 8, 社会保险经办条例 6)',
      },
    },
  ],
  baseDeclarationWorkingDays: [{ ...SERVICE_LIST, value: 5 }],
  relationTransferWorkingDays: [
    {
      ...TRANSFER_MEASURES,
      value: 15,
      source: { ...JIANGSU_SERVICE_GUIDE_TEXT, at: '第十二项，引医保办发〔2021〕43号' },
      note: {
        zh: '转出 10 个工作日，转入 5 个工作日',
        en: '10 working days for the agency of the old region, 5 for the agency of the new region',
      },
    },
  ],
  personalAccountWithdrawalWorkingDays: [{ ...SERVICE_LIST, value: 10 }],
  cardReplacementWorkingDaysLeast: [{ ...CARD, value: 3 }],
  cardReplacementWorkingDaysMost: [{ ...CARD, value: 7 }],
  workingAgeYears: [
    {
      ...OFFICIAL,
      value: 16,
      from: plainDate('1995-01-01'),
      source: { ...LABOUR_LAW, at: '第十五条' },
      law: '劳动法 15',
      confidence: 'medium',
      note: {
        zh: '文艺、体育和特种工艺单位经批准可以例外，由人工判断',
        en: 'with a permission, employers in arts, sports and special crafts may employ younger people: a person must decide',
      },
    },
  ],
  labourInspectionYears: [
    {
      ...OFFICIAL,
      value: 2,
      from: plainDate('2004-12-01'),
      source: { ...LABOUR_INSPECTION_REGULATION, at: '第二十条' },
      law: '劳动保障监察条例 20',
      note: {
        zh: '自违法行为发生之日起算；有连续或者继续状态的，自行为终了之日起算',
        en: 'counted from the day of the violation; if it continues, from the day on which it ends',
      },
    },
  ],
  enrolmentCutOffDay: [NOT_FOUND],
  removalCutOffDay: [NOT_FOUND],
};
