import type { Extent } from '../../domain/units/unit-facts.ts';
import { counted, type Texts } from '../../domain/values/language.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import type { CaseChanges } from '../casework/case-changes.ts';
import type { EarlierImport, ImportOutcome } from '../imports/import-file.ts';
import { importChanges } from './import-changes.ts';

/** What the importing person states about a file. */
export interface ImportAnswers {
  readonly extent?: Extent | undefined;
  /** What to do with earlier complete files of the same month or day. */
  readonly earlier?: 'replace' | 'add' | undefined;
}

/** One run of an import. It is a trial, or it stores the import. */
export interface ImportPass {
  readonly apply: boolean;
  readonly replaces: readonly string[];
  /** Whether a run that stores follows and uses the look-ups of this run. */
  readonly willApply?: boolean;
  readonly looked?: ImportOutcome;
  /** Whether this run reports rows with problems. Only one of the runs does. */
  readonly reports: boolean;
}

interface ImportContext {
  readonly unitId: string;
  readonly day: PlainDate;
  readonly answers: ImportAnswers;
  readonly apply: boolean;
}

export interface AppliedImport {
  readonly imported: ImportOutcome;
  /** The cases that open and close. They are computed before the import is stored. */
  readonly changes: CaseChanges;
  /** True if there is an earlier complete file and `earlier` is not stated. Nothing was stored. */
  readonly isUnsaid: boolean;
}

/** Runs an import as a trial, and stores it if requested and no question is open. */
export async function applyImport(
  pass: (how: ImportPass) => Promise<ImportOutcome>,
  { unitId, day, answers, apply }: ImportContext,
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

/**
 * The earlier imports that this one might replace. A second complete file of a month may be a correction or an
 * addition.
 */
export function earlierOf({ months }: Pick<ImportOutcome, 'months'>): readonly EarlierImport[] {
  const whole = months.filter(({ extent }) => extent === 'whole');
  return [...new Map(whole.flatMap(({ earlier }) => earlier).map((it) => [it.import, it])).values()];
}

/** How much an import stores, or would store. */
export function storedText(
  { newFacts, people, knownFacts }: Pick<ImportOutcome, 'newFacts' | 'people' | 'knownFacts'>,
  isStored: boolean,
): Texts {
  return {
    zh: `${isStored ? '已保存' : '将保存'} ${newFacts} 条（${people} 人），此前已有 ${knownFacts} 条`,
    en: `${isStored ? 'Stored' : 'Would store'} ${newFacts} (${counted(people, 'person', 'people')}); already stored: ${knownFacts}`,
  };
}
