import * as z from 'zod/mini';
import type { Case, CaseKind } from '../../domain/cases/case.ts';
import { OFFICIAL_SERVICE } from '../../domain/regions/official-service.ts';

/** A URL template for a case: `https://hr.example.com/canbao/{employeeId}?case={caseId}`. */
export const caseLinkSchema = z
  .string()
  .check(
    z.regex(
      /^https?:\/\/[^\s"'<>]+$/,
      'must be an http or https address, with {caseId}, {employeeId} or {unitId} in it',
    ),
  );

/**
 * The URL of the company's own page for a case. It is the URL of the official platform if there is no template, or if
 * the template needs an employee and the case has none.
 */
export function linkOf(template: string | undefined, { caseId, employeeId, unitId }: Case): string {
  if (template === undefined) return OFFICIAL_SERVICE.url;
  if (employeeId === undefined && template.includes('{employeeId}')) return OFFICIAL_SERVICE.url;
  const ids: Readonly<Record<string, string | undefined>> = { caseId, unitId, employeeId };
  return template.replace(/\{(caseId|employeeId|unitId)\}/g, (_, id) => encodeURIComponent(ids[id] ?? ''));
}

/**
 * The URL of a case in the staff portal. It contains the recipient's address, which fills in the sign-in form but does
 * not sign anybody in.
 */
export function portalLinkOf(portal: string, { caseId }: Pick<Case, 'caseId'>, recipient: string): string {
  return `${portal}/cases/${inPath(caseId)}?r=${inPath(recipient)}`;
}

/**
 * The URL of the inbox in the staff portal. It shows every case of the recipient, or only those of one kind and unit.
 */
export function inboxLinkOf(
  portal: string,
  recipient: string,
  only?: { readonly kind: CaseKind; readonly unitId: string },
): string {
  const filter = only === undefined ? {} : { kind: only.kind, unit: only.unitId };
  return `${portal}/?${new URLSearchParams({ ...filter, r: inPath(recipient) })}`;
}

function inPath(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64url');
}
