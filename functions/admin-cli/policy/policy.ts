import type { GroupSpec } from '../frame/spec.ts';
import { POLICY_CHECK } from './check.ts';
import { POLICY_GAPS } from './gaps.ts';
import { POLICY_SHOW } from './show.ts';

export const POLICY: GroupSpec = {
  name: 'policy',
  about: {
    zh: '各地政策参数：查看、列出缺失和待核实的，或与经办机构给出的比较',
    en: 'the parameters of each region: show them, list missing or outdated ones, or check an agency’s values',
  },
  commands: [POLICY_SHOW, POLICY_GAPS, POLICY_CHECK],
};
