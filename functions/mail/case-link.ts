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
 * The URL of the company's own page for a case. Without a template, or if it needs an employee and the case has none,
 * the official platform.
 */
export function linkOf(template: string | undefined, { caseId, employeeId, unitId }: Case): string {
  if (template === undefined) return OFFICIAL_SERVICE.url;
  if (employeeId === undefined && template.includes('{employeeId}')) return OFFICIAL_SERVICE.url;
  const ids: Readonly<Record<string, string | undefined>> = { caseId, unitId, employeeId };
  return template.replace(/\{(caseId|employeeId|unitId)\}/g, (_, id) => encodeURIComponent(ids[id] ?? ''));
}

/**
 * The URL of a case in the staff portal. The recipient's address in it only fills in the sign-in form; it does not sign
 * anybody in.
 */
export function portalLinkOf(portal: string, { caseId }: Pick<Case, 'caseId'>, recipient: string): string {
  return `${portal}/cases/${inPath(caseId)}?r=${inPath(recipient)}`;
}

/** The URL of the inbox in the staff portal: every case of the recipient, or only those of one kind and unit. */
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
