import { writeCard } from '../../../domain/letter/case-card.ts';
import { printable } from '../../../domain/letter/letter.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import type { Frame } from '../frame/frame.ts';
import type { ListedCase } from './cases-as-of.ts';

/** A case as people read it, in the words of the digests, with its id for acknowledge and snooze. */
export function caseLines(
  { case: it, urgency, daysLeft }: ListedCase,
  unitNames: ReadonlyMap<string, string>,
  asOf: PlainDate,
  { language, wording, say }: Frame,
): string[] {
  const unitName = unitNames.get(it.unitId) ?? it.unitId;
  const item = { case: it, unitName, news: [], urgency, ...(daysLeft !== undefined && { daysLeft }) };
  const card = writeCard(item, asOf, language, wording);
  return [
    `${say({ zh: `【${wording.urgencies[urgency]}】`, en: `[${wording.urgencies[urgency]}] ` })}${card.who} · ${card.what}`,
    ...card.rows.map(({ label, text }) => `  ${label}${wording.colon}${text}`),
    ...(card.basis?.lines ?? []).map((line) => `  ${card.basis?.label}${wording.colon}${line}`),
    `  ${say({ zh: '编号', en: 'Case' })}${wording.colon}${it.caseId}`,
  ].map(printable);
}
