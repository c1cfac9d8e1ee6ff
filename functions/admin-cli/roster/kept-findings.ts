import type { Command } from 'commander';
import { reasonText } from '../../../domain/letter/reason-text.ts';
import { findingReason, type KeptFinding, type RosterFinding } from '../../../domain/roster/finding.ts';
import type { Frame } from '../frame/frame.ts';
import { textOption } from '../frame/options.ts';
import type { StoreChoice } from '../store/store.ts';

/** A difference in the words of the digests. */
export function findingText(finding: RosterFinding, { language }: Pick<Frame, 'language'>): string {
  return reasonText(findingReason(finding), language);
}

export interface AskedOfRoster extends StoreChoice {
  readonly unit: string;
}

/** The unit and whom it is about, as all of these commands take them. */
export function aboutFindings(command: Command, frame: Frame): Command {
  const { say } = frame;
  return command
    .argument('[employees...]', say({ zh: '职工工号；不写则全部', en: 'employee ids; without any, all' }))
    .addOption(
      textOption(frame, '--unit <unitId>', { zh: '哪个参保单位', en: 'which unit' }).makeOptionMandatory(),
    );
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
