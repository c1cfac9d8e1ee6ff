import { monthOf } from '../../../../domain/values/month.ts';
import { accepted, type Before, type Event, hired, rejected, submitted, wage } from '../event.ts';

/** People who come: one for each state that an enrolment can be in. */
export function enrolments({ ago, workingDaysAgo }: Before): Event[] {
  return [
    // Just begun.
    hired(
      { employeeId: 'E1001', unitId: 'BJ', name: '李想', department: '研发部', ...wage(18_000) },
      workingDaysAgo(1),
    ),
    // Overdue, with months owed and a late fee.
    hired(
      { employeeId: 'E1002', unitId: 'BJ', name: '韩雪梅', department: '客服部', ...wage(9000) },
      ago(80),
    ),
    // Handed in, answer awaited; and so long ago that the agency is late.
    hired({ employeeId: 'E1003', unitId: 'BJ', name: '孙悦', ...wage(11_000) }, ago(6)),
    submitted('E1003', 'enrolment', workingDaysAgo(2), { channel: 'online', receiptNo: 'BJ-20260057' }),
    hired({ employeeId: 'E1004', unitId: 'BJ', name: '曹文静', ...wage(10_500) }, ago(24)),
    submitted('E1004', 'enrolment', workingDaysAgo(13), { channel: 'online', receiptNo: 'BJ-20260042' }),
    // Sent back; and sent back because the employer before has not removed the person.
    hired({ employeeId: 'E1005', unitId: 'BJ', name: '蒋一鸣', ...wage(12_000) }, ago(20)),
    rejected('E1005', 'enrolment', workingDaysAgo(3), '姓名与身份证不一致'),
    hired({ employeeId: 'E1006', unitId: 'BJ', name: '吴迪', ...wage(14_000) }, ago(22)),
    rejected('E1006', 'enrolment', workingDaysAgo(4), '上家单位未减员'),
    // Enrolled too late: the months until then are owed.
    hired({ employeeId: 'E1007', unitId: 'BJ', name: '杜衡', ...wage(10_000) }, ago(110)),
    accepted('E1007', 'enrolment', workingDaysAgo(5), monthOf(workingDaysAgo(5))),
    // Through an agency, whose own cut-off is earlier; and at the counter.
    hired(
      { employeeId: 'E2001', unitId: 'SH', name: '周敏', department: '市场部', ...wage(12_500) },
      ago(28),
    ),
    hired({ employeeId: 'E3001', unitId: 'SZ', name: '郑凯', department: '生产部', ...wage(5000) }, ago(45)),
    // A name that would break a page that does not escape it.
    hired({ employeeId: 'E3002', unitId: 'SZ', name: '李安<Ann> & "Lee"', ...wage(9000) }, ago(16)),
  ];
}
