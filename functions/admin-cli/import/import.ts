import type { GroupSpec } from '../frame/spec.ts';
import { IMPORT_CHARGES } from './charges.ts';
import { IMPORT_INSURED } from './insured.ts';
import { IMPORT_ROSTER } from './roster.ts';

export const IMPORT: GroupSpec = {
  name: 'import',
  about: {
    zh: '导入文件：缴费明细、参保人员名单、花名册',
    en: 'import files: the bill, the list of insured people, the roster',
  },
  commands: [IMPORT_CHARGES, IMPORT_INSURED, IMPORT_ROSTER],
};
