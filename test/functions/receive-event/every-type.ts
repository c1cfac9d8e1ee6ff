export const HIRE = { employeeId: 'E1', unitId: 'U1', name: '张三', hiredOn: '2026-11-20' };
export const CHARGE = {
  employeeId: 'E1',
  unitId: 'U1',
  month: '2026-11',
  unitAmount: '712.46',
  personalAmount: 148.4,
};
export const LEAVE = { employeeId: 'E1', lastWorkingDay: '2026-11-20', reason: 'resigned' };

/** Every event type of the contract, with all fields that it may have. */
export const EVERY_TYPE: readonly (readonly [string, object])[] = [
  [
    'employee.hired',
    {
      ...HIRE,
      employmentId: 'C-1',
      sex: 'male',
      birthDate: '1990-01-01',
      originalRetirementAge: 60,
      identity: { type: 'resident-id', number: '11010519491231002X' },
      category: 'part-time',
      contractSignedOn: '2026-11-19',
      firstMonthWage: { basic: 5000, performance: '800.5', bonus: 0, allowance: 0.01, fullMonth: false },
      averageMonthlyWage: '8000.00',
      contributionTier: 'second',
      previousCover: { region: 'shanghai', lastPaidMonth: '2026-10', removed: false },
      contact: { email: 'zhang@example.com', phone: '13800000000' },
      department: '研发部',
    },
  ],
  ['employee.hire_cancelled', { employeeId: 'E1', hiredOn: '2026-11-20' }],
  [
    'employee.terminated',
    {
      ...LEAVE,
      employmentId: 'C-1',
      insuranceStopMonth: '2026-12',
      reportedOn: '2026-11-19',
      personalEmail: 'z@example.com',
      hukouRegion: 'beijing',
      residencePermit: true,
    },
  ],
  ['employee.termination_cancelled', { employeeId: 'E1', employmentId: 'C-1' }],
  ['employee.resumed', { employeeId: 'E1', resumedOn: '2026-11-20' }],
  ['employee.transferred', { employeeId: 'E1', toUnitId: 'U2', effectiveOn: '2026-11-20', fromUnitId: 'U1' }],
  [
    'employee.updated',
    {
      employeeId: 'E1',
      effectiveOn: '2026-11-20',
      changes: {
        name: '李四',
        identity: { type: 'passport', number: 'E12345678' },
        birthDate: '1990-01-02',
        sex: 'female',
        phone: '13900000000',
        category: 'regular',
        originalRetirementAge: 50,
        averageMonthlyWage: 9000,
        contributionTier: 'first',
        department: '财务部',
      },
    },
  ],
  ['contribution.charged', { ...CHARGE, base: 7270, chargedOn: '2026-11-15' }],
  [
    'filing.submitted',
    {
      employeeId: 'E1',
      filing: 'enrolment',
      on: '2026-11-20',
      channel: 'online',
      receiptNo: 'R-1',
      declaredBase: 7270,
    },
  ],
  ['filing.accepted', { employeeId: 'E1', filing: 'removal', on: '2026-11-20', effectiveMonth: '2026-12' }],
  [
    'filing.rejected',
    { employeeId: 'E1', filing: 'information-change', on: '2026-11-20', reason: '材料不全' },
  ],
  [
    'refund.requested',
    { employeeId: 'E1', months: ['2026-10'], on: '2026-11-20', way: 'refund', amount: 860.86 },
  ],
  ['refund.settled', { employeeId: 'E1', months: ['2026-10', '2026-11'], on: '2026-11-20', way: 'offset' }],
  ['refund.denied', { employeeId: 'E1', months: ['2026-10'], on: '2026-11-20', reason: '超过期限' }],
  [
    'document.received',
    { employeeId: 'E1', caseKind: 'enrolment', document: '身份证复印件', on: '2026-11-20' },
  ],
  ['card.requested', { employeeId: 'E1', kind: 'physical', on: '2026-11-20', replaces: true }],
  ['card.issued', { employeeId: 'E1', kind: 'electronic', on: '2026-11-20' }],
  ['fact.voided', { factId: 'standard:msg_0', reason: '录入错误', employeeId: 'E1' }],
];
