import { monthOf, plusMonths } from '../../../domain/values/month.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import type { TableFile } from '../../../functions/files/table.ts';
import { before, type Event, hired, syntheticNumber } from './event.ts';
import { type Rows, tableOf } from './other-inputs.ts';

/**
 * The unit in 杭州, which existed long before Canbao. It has 40 people in service, two of whom are not insured, and one
 * leaver who is still insured. It starts with its roster, the agency's list and last month's bill. All people are
 * invented.
 */
export const EXISTING_UNIT = 'HZ';

interface Existing {
  readonly employeeId: string;
  readonly name: string;
  readonly number: string;
  readonly hiredOn: PlainDate;
  readonly leftOn?: PlainDate;
  readonly isInsured: boolean;
}

const SURNAMES = [...'谢邵汪祁毛狄贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董'];
const GIVEN = ['一凡', '可欣', '志远', '雅琴', '子涵', '晓东', '佳宁', '文博'];
const IN_SERVICE = 40;

/** This person left ten weeks ago, but is still on the list and the bill. */
export const STILL_INSURED = 'HZ-0041';
/** These people were hired half a year ago and three months ago, but are neither on the list nor on the bill. */
export const NOT_INSURED: readonly string[] = ['HZ-0017', 'HZ-0032'];

function existingPeople(day: PlainDate): readonly Existing[] {
  const { ago } = before(day);
  return Array.from({ length: IN_SERVICE + 2 }, (_, i): Existing => {
    const employeeId = `HZ-${String(i + 1).padStart(4, '0')}`;
    const month = String(1 + (i % 12)).padStart(2, '0');
    const number = syntheticNumber('330106', `${1986 + (i % 12)}-${month}-${10 + (i % 18)}`, 100 + i);
    const name = `${SURNAMES[i % SURNAMES.length]}${GIVEN[i % GIVEN.length]}`;
    const about = { employeeId, name, number, isInsured: !NOT_INSURED.includes(employeeId) };
    if (NOT_INSURED.includes(employeeId))
      return { ...about, hiredOn: ago(employeeId === NOT_INSURED[0] ? 190 : 95) };
    if (employeeId === STILL_INSURED) return { ...about, hiredOn: ago(900), leftOn: ago(70) };
    // The last person left in time and is no longer in any file of the agency.
    if (i === IN_SERVICE + 1) return { ...about, hiredOn: ago(1100), leftOn: ago(120), isInsured: false };
    return { ...about, hiredOn: ago(400 + 37 * i) };
  });
}

/** The roster as exported by the unit's HR system. */
export function existingRoster(day: PlainDate): TableFile {
  return tableOf([
    ['工号', '姓名', '证件号码', '入职日期', '最后工作日'],
    ...existingPeople(day).map(({ employeeId, name, number, hiredOn, leftOn = '' }) => [
      ...[employeeId, name, number, hiredOn, leftOn],
    ]),
  ]);
}

/** The agency's list of insured people, with names and numbers. */
export function existingList(day: PlainDate): TableFile {
  return tableOf([
    ['姓名', '证件号码', '险种类型', '人员参保状态'],
    ...existingPeople(day)
      .filter(({ isInsured }) => isInsured)
      .map(({ name, number }) => [name, number, '310', '正常参保']),
  ]);
}

export function existingBill(day: PlainDate): TableFile {
  const month = plusMonths(monthOf(day), -1);
  const rows: Rows = existingPeople(day)
    .filter(({ isInsured }) => isInsured)
    .map(({ name, number }) => [name, number, '职工基本医疗保险', month, '9000.00', '855.00', '180.00']);
  return tableOf([
    ['姓名', '证件号码', '险种类型', '费款所属期', '缴费基数', '单位缴费金额', '个人缴费金额'],
    ...rows,
  ]);
}

/** The hires that the HR system of the unit in 成都 sent. The unit is registered, but not onboarded yet. */
export function notBroughtYet({ ago }: ReturnType<typeof before>): Event[] {
  return ['戚晨', '贾如', '路遥遥', '江一白', '童谣'].map((name, i) =>
    hired({ employeeId: `CD-000${i + 1}`, unitId: 'CD', name }, ago(300 + 60 * i)),
  );
}
