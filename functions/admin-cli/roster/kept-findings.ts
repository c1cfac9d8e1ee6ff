import type { Command } from 'commander';
import { compareText } from '../../../domain/facts/fact.ts';
import { reasonText } from '../../../domain/letter/reason-text.ts';
import { findingReason, type KeptFinding, type RosterFinding } from '../../../domain/roster/finding.ts';
import { CommandFailed, type Frame } from '../frame/frame.ts';
import { textOption, withStoreOptions } from '../frame/options.ts';
import type { Store, StoreChoice } from '../store/store.ts';

/** A difference in the words of the digests. */
export function findingText(finding: RosterFinding, { language }: Pick<Frame, 'language'>): string {
  return reasonText(findingReason(finding), language);
}

export interface AskedOfRoster extends StoreChoice {
  readonly unit: string;
}

/** The unit, the store, and whom it is about, as all of these commands take them. */
export function aboutFindings(command: Command, frame: Frame): Command {
  const { say } = frame;
  command
    .argument('[employees...]', say({ zh: '职工工号；不写则全部', en: 'employee ids; without any, all' }))
    .addOption(
      textOption(frame, '--unit <unitId>', { zh: '哪个参保单位', en: 'which unit' }).makeOptionMandatory(),
    );
  return withStoreOptions(command, frame);
}

/**
 * What is kept for the unit about these employees, or about all.
 * @throws CommandFailed naming those about whom nothing is kept.
 */
export async function keptFindings(
  employees: readonly string[],
  unitId: string,
  store: Pick<Store, 'rosterFindings'>,
  { say }: Pick<Frame, 'say'>,
): Promise<readonly KeptFinding[]> {
  const kept = (await store.rosterFindings.list(unitId)).items.toSorted((a, b) =>
    compareText(a.finding.employeeId, b.finding.employeeId),
  );
  const known = new Set(kept.map(({ finding }) => finding.employeeId));
  const unknown = employees.filter((employeeId) => !known.has(employeeId));
  if (unknown.length > 0) {
    throw new CommandFailed(
      say({
        zh: `${unitId} 没有关于 ${unknown.join('、')} 的差异；见 canbao roster show --unit ${unitId}`,
        en: `no difference is kept at ${unitId} about ${unknown.join(', ')}; see canbao roster show --unit ${unitId}`,
      }),
    );
  }
  return employees.length === 0 ? kept : kept.filter(({ finding }) => employees.includes(finding.employeeId));
}

export function keptJson({ source, finding, foundAt, seenAt, dismissedAt }: KeptFinding, frame: Frame) {
  const { mends, ...said } = finding;
  return {
    source,
    ...said,
    mends: mends.map(({ kind }) => kind),
    foundAt,
    seenAt,
    dismissedAt: dismissedAt ?? null,
    text: findingText(finding, frame),
  };
}

/** + a confirmation takes it in, ! for a person to mend, - dismissed. */
export function keptLine({ finding, dismissedAt }: KeptFinding, frame: Frame): string {
  const mark = dismissedAt !== undefined ? '-' : finding.mends.length > 0 ? '+' : '!';
  return `${mark} ${findingText(finding, frame)}`;
}
