import type { Note } from '../policy/parameter.ts';
import { NOT_FOUND } from './laws.ts';

/** Data that others compiled and published without authority: sources of medium or low confidence. */

export const PAYROLL_2025 = '公开代码仓库中的薪资数据集（2025）';
export const PAYROLL_2025_AND_CITIES_2026 =
  '公开代码仓库中的薪资数据集（2025）与城市预设数据（2026），两者一致';
export const PROVINCES_2024 = '公开代码仓库中的分省社保基数数据（2024）';
export const CITY_SEED = '公开代码仓库中的城市社保初始数据（标注 2024）';
export const TEN_CITIES = '公开代码仓库中的十城市数据（无官方引文）';

export const YEAR_ONLY: Note = {
  zh: '来源只写明年份，未写明起始日',
  en: 'the source gives the year, not the day',
};

export const BAND_YEAR_ONLY: Note = {
  zh: '来源只写明年份，未找到缴费年度从几月开始，暂按自然年',
  en: 'the source gives the year; in which month the base year turns was not found, the dates are those of the calendar year',
};

export const NO_FIXED_AMOUNT: Note = {
  zh: '费率的来源未提及定额',
  en: 'the source of the rate names no fixed amount',
};

export const UNCITED_YEARS: Note = {
  zh: '单一来源，无官方引文，起始日未知，办理退休前必须核实',
  en: 'one source without any authority, since when is not known: to be confirmed before anybody retires on it',
};

/** For maternity where the unit's medical rate has it in: there is nothing apart, and nothing to add. */
export const MATERNITY_NOT_APART = {
  ...NOT_FOUND,
  source: '已含在单位医保费率中',
  note: {
    zh: '已含在单位医保费率中，不另缴',
    en: "in the unit's medical rate, nothing is paid apart",
  },
} as const;
