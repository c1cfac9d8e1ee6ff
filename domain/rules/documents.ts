import type { CaseDocument, CaseKind } from '../cases/case.ts';
import type { ReceivedDocument } from '../employment/spell.ts';
import { DOCUMENTS, type DocumentRule } from '../regions/documents.ts';

/**
 * R11: the papers that a case needs: those on the official list, and those that places ask for by custom (社会保险经办条例
 * 31: an agency may ask for more than an identity document only on a legal basis). What has come in is ticked off.
 *
 * @param reason the reason for leaving; papers of other reasons are left out.
 */
export function documentsFor(
  kind: CaseKind,
  received: readonly ReceivedDocument[],
  about: { readonly reason?: string | undefined; readonly channel?: string | undefined },
): readonly CaseDocument[] {
  const mine = received.filter(({ caseKind }) => caseKind === kind).map(({ document }) => document);
  return DOCUMENTS.filter((rule) => rule.kind === kind && applies(rule, about)).map(
    ({ name, orElse, required }) => ({
      name,
      ...(orElse !== undefined && { orElse }),
      required,
      received: mine.includes(name) || (orElse !== undefined && mine.includes(orElse)),
    }),
  );
}

function applies(
  { reasons, channels }: DocumentRule,
  about: { reason?: string | undefined; channel?: string | undefined },
): boolean {
  const forReason = reasons === undefined || (about.reason !== undefined && reasons.includes(about.reason));
  const forChannel =
    channels === undefined || (about.channel !== undefined && channels.includes(about.channel));
  return forReason && forChannel;
}
