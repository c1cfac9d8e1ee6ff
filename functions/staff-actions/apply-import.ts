import type { Extent } from '../../domain/units/unit-facts.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import type { CaseChanges } from '../casework/case-changes.ts';
import type { EarlierImport, ImportOutcome } from '../imports/import-file.ts';
import { importChanges } from './import-changes.ts';

/** What whoever imports a file says of it. */
export interface ImportAnswers {
  /** Whether it has everybody of the unit; undefined where nobody said. */
  readonly extent?: Extent | undefined;
  /** What becomes of whole files of the same month, or day, that were imported before. */
  readonly earlier?: 'replace' | 'add' | undefined;
}

/** One pass over a file: a trial, or for good. */
export interface ImportPass {
  readonly apply: boolean;
  readonly replaces: readonly string[];
  /** Whether a pass for good follows, which goes on from what this one `looked` up. */
  readonly willApply?: boolean;
  readonly looked?: ImportOutcome;
  /** Rows with problems are told in one pass alone. */
  readonly reports: boolean;
}

interface Taking {
  readonly unitId: string;
  readonly day: PlainDate;
  readonly answers: ImportAnswers;
  readonly apply: boolean;
}

export interface AppliedImport {
  readonly imported: ImportOutcome;
  /** What opens and closes by it, of the moment before it is stored. */
  readonly changes: CaseChanges;
  /** There is an earlier whole file and nobody said what becomes of it: nothing was stored. */
  readonly isUnsaid: boolean;
}

/** Tries an import out, and stores it where asked and nothing is left to be said. */
export async function applyImport(
  pass: (how: ImportPass) => Promise<ImportOutcome>,
  { unitId, day, answers, apply }: Taking,
  ports: Parameters<typeof importChanges>[2],
): Promise<AppliedImport> {
  const looked = await pass({ apply: false, willApply: apply, replaces: [], reports: true });
  const earlier = earlierOf(looked);
  const replaces = answers.earlier === 'replace' ? earlier.map(({ import: id }) => id) : [];
  const preview = replaces.length === 0 ? looked : await pass({ apply: false, replaces, reports: false });
  const changes = await importChanges({ unitId, ...preview }, day, ports);
  const isUnsaid = earlier.length > 0 && answers.earlier === undefined;
  const isStored = apply && !isUnsaid;
  const imported = isStored ? await pass({ apply, replaces, looked, reports: false }) : preview;
  return { imported, changes, isUnsaid };
}

/** The files in whose place this one would come: two whole files of a month have to be told apart from one that came twice. */
export function earlierOf({ months }: Pick<ImportOutcome, 'months'>): readonly EarlierImport[] {
  const whole = months.filter(({ extent }) => extent === 'whole');
  return [...new Map(whole.flatMap(({ earlier }) => earlier).map((it) => [it.import, it])).values()];
}
