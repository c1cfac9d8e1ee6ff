import type { GroupSpec } from '../frame/spec.ts';
import { IMPORT_CHARGES } from './charges.ts';
import { IMPORT_ROSTER } from './roster.ts';

/** `canbao import`: takes in what others keep in files. */
export const IMPORT: GroupSpec = {
  name: 'import',
  about: { zh: '导入文件：缴费明细、花名册', en: 'take in files: the bill of charges, the roster' },
  commands: [IMPORT_CHARGES, IMPORT_ROSTER],
};
