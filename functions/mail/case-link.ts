import * as z from 'zod/mini';
import type { Case } from '../../domain/cases/case.ts';
import { OFFICIAL_SERVICE } from '../../domain/regions/official-service.ts';

/** An address with places for the ids of a case: `https://hr.example.com/canbao/{employeeId}?case={caseId}`. */
export const caseLinkSchema = z
  .string()
  .check(
    z.regex(
      /^https?:\/\/[^\s"'<>]+$/,
      'must be an http or https address, with {caseId}, {employeeId} or {unitId} in it',
    ),
  );

/**
 * Where to go on with a case: the company's own page where the deployment names one, else the official platform. An
 * address that names an employee leads nowhere for a unit's own case, which has none.
 */
export function linkOf(template: string | undefined, { caseId, employeeId, unitId }: Case): string {
  if (template === undefined) return OFFICIAL_SERVICE.url;
  if (employeeId === undefined && template.includes('{employeeId}')) return OFFICIAL_SERVICE.url;
  const ids: Readonly<Record<string, string>> = {
    caseId,
    unitId,
    ...(employeeId !== undefined && { employeeId }),
  };
  return template.replace(/\{(caseId|employeeId|unitId)\}/g, (_, id: string) =>
    encodeURIComponent(ids[id] ?? ''),
  );
}
