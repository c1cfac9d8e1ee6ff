import type { AllVendors } from '../../support/vendors/all-vendors.ts';
import { bambooFields } from '../../support/vendors/bamboohr-events.ts';
import { dingtalkUsers } from '../../support/vendors/dingtalk-events.ts';
import { feishuPersonnel } from '../../support/vendors/feishu-events.ts';
import { wecomChange } from '../../support/vendors/wecom-events.ts';
import { xinEmployee } from '../../support/vendors/xinrenxinshi-events.ts';

/** What each HR system tells of somebody's hire; thin where it usually is, so that what is left out is asked for. */
export function hireOf(source: keyof AllVendors, person: number): object {
  const id = `bench-${person}`;
  const at = Date.now();
  switch (source) {
    case 'standard':
    case 'cloudevents':
      return {
        id,
        type: 'employee.hired',
        timestamp: new Date(at).toISOString(),
        data: { employeeId: id, unitId: 'U1', name: '张三', hiredOn: '2026-03-02' },
      };
    case 'feishu':
      return feishuPersonnel('employment.created_v1', id, at);
    case 'dingtalk':
      return dingtalkUsers('user_add_org', [id], at);
    case 'wecom':
      return wecomChange('create_user', id, at, { Department: '1' });
    case 'bamboohr':
      return bambooFields(id, { 'Full Name': '张三', 'Hire Date': '2026-03-02' }, ['Hire Date'], at);
    case 'xinrenxinshi':
      return xinEmployee('employee_entry', id, at, { name: '张三', entryDate: '2026-03-02', hireType: 0 });
  }
}
