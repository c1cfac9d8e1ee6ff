import type { Reason } from '../../reasons/reason.ts';
import type { Absence, EvidenceContext, Source } from './absence.ts';
import { acceptanceEffectiveFrom } from './expected.ts';
import { type Accepted, type FileEntry, removalEffectiveFrom } from './standing.ts';

/**
 * The reasons that state what files show about the person: first what each shows, then each file once with its name, its
 * month and who imported it.
 */
export function entryReasons(rule: string, entries: readonly FileEntry[]): readonly Reason[] {
  return [
    ...entries.map((entry) => statementOf(rule, entry)),
    ...sourceReasons(
      rule,
      entries.map(({ source }) => source),
    ),
  ];
}

export function absenceReasons(rule: string, absences: readonly Absence[]): readonly Reason[] {
  return entryReasons(
    rule,
    absences.map(({ month, source }) => ({ month, source, is: 'not-listed' })),
  );
}

/** The reason that states the accepted enrolment: its day, and the first month to which it applies. */
export function enrolmentAccepted(rule: string, accepted: Accepted, context: EvidenceContext): Reason {
  const values = { on: accepted.on, month: acceptanceEffectiveFrom(accepted, context) };
  return { rule, code: 'enrolment-accepted-then', values };
}

export function removalAccepted(rule: string, accepted: Accepted): Reason {
  const values = { on: accepted.on, month: removalEffectiveFrom(accepted) };
  return { rule, code: 'removal-accepted-then', values };
}

function statementOf(rule: string, { month, is, source, listing }: FileEntry): Reason {
  if (listing !== undefined && listing.is !== 'listed') {
    const { on, since } = listing;
    return since === undefined
      ? { rule, code: `list-${listing.is}`, values: { on } }
      : { rule, code: `list-${listing.is}-since`, values: { on, since } };
  }
  if (source.is === 'list' && source.on !== undefined) {
    const values = { on: source.on };
    return { rule, code: is === 'listed' ? 'listed-on-list' : 'not-on-list', values };
  }
  return { rule, code: is === 'listed' ? 'listed-on-bill' : 'not-on-bill', values: { month } };
}

/** Each file once; files without a recorded name are left out. */
function sourceReasons(rule: string, sources: readonly Source[]): readonly Reason[] {
  const seen = new Set<string>();
  return sources.flatMap(({ is, month, on, file, by }): readonly Reason[] => {
    const key = `${is} ${month} ${on} ${file}`;
    if (file === undefined || seen.has(key)) return [];
    seen.add(key);
    if (is === 'list' && on !== undefined) {
      return by === undefined
        ? [{ rule, code: 'evidence-list-unnamed', values: { on, file } }]
        : [{ rule, code: 'evidence-list', values: { on, file, who: by } }];
    }
    return by === undefined
      ? [{ rule, code: 'evidence-bill-unnamed', values: { month, file } }]
      : [{ rule, code: 'evidence-bill', values: { month, file, who: by } }];
  });
}
