import { basesInput, declareBases } from '../../staff-actions/declare-bases.ts';
import { day, month, required, UNIT } from '../frame/kinds.ts';
import type { GroupSpec } from '../frame/spec.ts';
import { RECEIPT, staffCommand } from './staff.ts';

/** Records that a unit has declared the bases of a base year (R4). */
const BASES_DECLARED = staffCommand({
  name: 'declared',
  about: {
    zh: '登记一个参保单位已申报年度缴费基数，待办随之关闭',
    en: 'record that a unit has declared the bases of a base year, which closes the case',
  },
  options: {
    unit: required(UNIT),
    from: required(month({ zh: '所申报的缴费年度的首月', en: 'the first month of the declared base year' })),
    on: required(day({ zh: '申报日', en: 'the day of the declaration' })),
    receipt: RECEIPT,
  },
  examples: ['canbao bases declared --unit BJ --from 2026-07 --on 2026-07-20 --receipt 20260720-8 --local'],
  action: 'bases-declared',
  schema: basesInput,
  act: declareBases,
  show({ is, factIds, stillOpen }, { unit: unitId, from, on, receipt: receiptNo = null }) {
    const alreadyKnown = is === 'duplicate';
    const recorded = alreadyKnown
      ? {
          zh: `${unitId} 于 ${on} 申报自 ${from} 起的缴费基数，此前已经登记过`,
          en: `already recorded: ${unitId} declared the bases from ${from} on ${on}`,
        }
      : {
          zh: `已登记：${unitId} 于 ${on} 申报了自 ${from} 起的缴费基数`,
          en: `recorded: ${unitId} declared the bases from ${from} on ${on}`,
        };
    const open = stillOpen !== null && {
      zh: `待办 ${stillOpen} 仍未办结：登记的是另一个缴费年度`,
      en: `the case ${stillOpen} stays open, because another base year was recorded`,
    };
    return {
      json: { unitId, from, on, receiptNo, factId: factIds[0], alreadyKnown, stillOpen },
      lines: [recorded, open],
    };
  },
});

export const BASES: GroupSpec = {
  name: 'bases',
  about: { zh: '年度缴费基数：登记已申报', en: 'the bases of the year: record a declaration' },
  commands: [BASES_DECLARED],
};
