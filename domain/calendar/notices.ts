/** The State Council's notice on one year's public holidays, as published. */
export interface YearNotice {
  readonly year: number;
  readonly notice: string;
  readonly holidays: readonly Holiday[];
}

/** One holiday with the days off around it, from the first to the last day. All days are `YYYY-MM-DD`. */
export interface Holiday {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** Weekend days on which people work in exchange for days off (调休上班). */
  readonly makeUp: readonly string[];
}

/** The notices of all years that were published at the time of the release. To add a year, add its notice here. */
export const NOTICES: readonly YearNotice[] = [
  /** 国务院办公厅关于2021年部分节假日安排的通知（国办发明电〔2020〕27号） */
  {
    year: 2021,
    notice: 'https://www.gov.cn/zhengce/zhengceku/2020-11/25/content_5564127.htm',
    holidays: [
      { name: '元旦', from: '2021-01-01', to: '2021-01-03', makeUp: [] },
      { name: '春节', from: '2021-02-11', to: '2021-02-17', makeUp: ['2021-02-07', '2021-02-20'] },
      { name: '清明节', from: '2021-04-03', to: '2021-04-05', makeUp: [] },
      { name: '劳动节', from: '2021-05-01', to: '2021-05-05', makeUp: ['2021-04-25', '2021-05-08'] },
      { name: '端午节', from: '2021-06-12', to: '2021-06-14', makeUp: [] },
      { name: '中秋节', from: '2021-09-19', to: '2021-09-21', makeUp: ['2021-09-18'] },
      { name: '国庆节', from: '2021-10-01', to: '2021-10-07', makeUp: ['2021-09-26', '2021-10-09'] },
    ],
  },
  /** 国务院办公厅关于2022年部分节假日安排的通知（国办发明电〔2021〕11号） */
  {
    year: 2022,
    notice: 'https://www.gov.cn/zhengce/zhengceku/2021-10/25/content_5644835.htm',
    holidays: [
      { name: '元旦', from: '2022-01-01', to: '2022-01-03', makeUp: [] },
      { name: '春节', from: '2022-01-31', to: '2022-02-06', makeUp: ['2022-01-29', '2022-01-30'] },
      { name: '清明节', from: '2022-04-03', to: '2022-04-05', makeUp: ['2022-04-02'] },
      { name: '劳动节', from: '2022-04-30', to: '2022-05-04', makeUp: ['2022-04-24', '2022-05-07'] },
      { name: '端午节', from: '2022-06-03', to: '2022-06-05', makeUp: [] },
      { name: '中秋节', from: '2022-09-10', to: '2022-09-12', makeUp: [] },
      { name: '国庆节', from: '2022-10-01', to: '2022-10-07', makeUp: ['2022-10-08', '2022-10-09'] },
    ],
  },
  /** 国务院办公厅关于2023年部分节假日安排的通知（国办发明电〔2022〕16号） */
  {
    year: 2023,
    notice: 'https://www.gov.cn/zhengce/zhengceku/2022-12/08/content_5730844.htm',
    holidays: [
      { name: '元旦', from: '2022-12-31', to: '2023-01-02', makeUp: [] },
      { name: '春节', from: '2023-01-21', to: '2023-01-27', makeUp: ['2023-01-28', '2023-01-29'] },
      { name: '清明节', from: '2023-04-05', to: '2023-04-05', makeUp: [] },
      { name: '劳动节', from: '2023-04-29', to: '2023-05-03', makeUp: ['2023-04-23', '2023-05-06'] },
      { name: '端午节', from: '2023-06-22', to: '2023-06-24', makeUp: ['2023-06-25'] },
      { name: '中秋节、国庆节', from: '2023-09-29', to: '2023-10-06', makeUp: ['2023-10-07', '2023-10-08'] },
    ],
  },
  /** 国务院办公厅关于2024年部分节假日安排的通知 */
  {
    year: 2024,
    notice: 'https://www.gov.cn/zhengce/zhengceku/202310/content_6911528.htm',
    holidays: [
      { name: '元旦', from: '2024-01-01', to: '2024-01-01', makeUp: [] },
      { name: '春节', from: '2024-02-10', to: '2024-02-17', makeUp: ['2024-02-04', '2024-02-18'] },
      { name: '清明节', from: '2024-04-04', to: '2024-04-06', makeUp: ['2024-04-07'] },
      { name: '劳动节', from: '2024-05-01', to: '2024-05-05', makeUp: ['2024-04-28', '2024-05-11'] },
      { name: '端午节', from: '2024-06-10', to: '2024-06-10', makeUp: [] },
      { name: '中秋节', from: '2024-09-15', to: '2024-09-17', makeUp: ['2024-09-14'] },
      { name: '国庆节', from: '2024-10-01', to: '2024-10-07', makeUp: ['2024-09-29', '2024-10-12'] },
    ],
  },
  /** 国务院办公厅关于2025年部分节假日安排的通知 */
  {
    year: 2025,
    notice: 'https://www.gov.cn/zhengce/zhengceku/202411/content_6986383.htm',
    holidays: [
      { name: '元旦', from: '2025-01-01', to: '2025-01-01', makeUp: [] },
      { name: '春节', from: '2025-01-28', to: '2025-02-04', makeUp: ['2025-01-26', '2025-02-08'] },
      { name: '清明节', from: '2025-04-04', to: '2025-04-06', makeUp: [] },
      { name: '劳动节', from: '2025-05-01', to: '2025-05-05', makeUp: ['2025-04-27'] },
      { name: '端午节', from: '2025-05-31', to: '2025-06-02', makeUp: [] },
      { name: '国庆节、中秋节', from: '2025-10-01', to: '2025-10-08', makeUp: ['2025-09-28', '2025-10-11'] },
    ],
  },
  /** 国务院办公厅关于2026年部分节假日安排的通知 */
  {
    year: 2026,
    notice: 'https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm',
    holidays: [
      { name: '元旦', from: '2026-01-01', to: '2026-01-03', makeUp: ['2026-01-04'] },
      { name: '春节', from: '2026-02-15', to: '2026-02-23', makeUp: ['2026-02-14', '2026-02-28'] },
      { name: '清明节', from: '2026-04-04', to: '2026-04-06', makeUp: [] },
      { name: '劳动节', from: '2026-05-01', to: '2026-05-05', makeUp: ['2026-05-09'] },
      { name: '端午节', from: '2026-06-19', to: '2026-06-21', makeUp: [] },
      { name: '中秋节', from: '2026-09-25', to: '2026-09-27', makeUp: [] },
      { name: '国庆节', from: '2026-10-01', to: '2026-10-07', makeUp: ['2026-09-20', '2026-10-10'] },
    ],
  },
];
