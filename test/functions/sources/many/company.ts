/** A registry with two units, and the names that the HR systems have for these units. */
export const REGISTRY = {
  units: ['U1', 'U2'].map((unitId) => ({
    unitId,
    name: unitId,
    region: '成都',
    channel: 'online' as const,
    staff: [],
  })),
  fallbackStaff: [{ email: 'hr@example.com', name: '人事' }],
  sources: [
    { source: 'feishu', ids: 'contact' as const, idPrefix: 'f-', units: { 'od-1': 'U1' } },
    { source: 'dingtalk', idPrefix: 'dt-', units: { dingcorp01: 'U2' } },
    { source: 'wecom', idPrefix: 'wc-', defaultUnitId: 'U1' },
    { source: 'bamboohr', idPrefix: 'b-', units: { Chengdu: 'U2' } },
    { source: 'xinrenxinshi', idPrefix: 'x-', units: { 'dept-1': 'U1' } },
  ],
};
