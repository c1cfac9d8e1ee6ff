import { reasonText } from '../../domain/letter/reason-text.ts';
import { findingReason, type KeptFinding, type RosterFinding } from '../../domain/roster/finding.ts';
import {
  confirmFindings,
  confirmInput,
  dismissFindings,
  dismissInput,
  keptFindings,
} from '../staff-actions/roster.ts';
import type { CommandContext } from './frame/frame.ts';
import { day, required, severalArguments, text } from './frame/kinds.ts';
import { type GroupSpec, storeCommand } from './frame/spec.ts';
import { refusal } from './record/refusals.ts';
import { staffCommand } from './record/staff.ts';

const ABOUT = {
  args: {
    employees: severalArguments({ zh: '职工工号；不写则全部', en: 'employee ids (default: all)' }, 'any'),
  },
  options: { unit: required(text({ zh: '哪个参保单位', en: 'which unit' }, 'unitId')) },
};

const ROSTER_SHOW = storeCommand({
  name: 'show',
  about: {
    zh: '列出差异：+ 可确认记入，! 须人工更正，- 已不再提示',
    en: 'list the differences: + can be confirmed, ! must be corrected by hand, - dismissed',
  },
  ...ABOUT,
  examples: ['canbao roster show --unit BJ --stage prod'],
  async run({ unit: unitId, employees }, context, store) {
    const kept = await keptFindings({ unitId, employeeIds: [...employees] }, store);
    if ('is' in kept) throw refusal(kept.problem, context);
    const none = { zh: `${unitId} 没有差异`, en: `there are no differences at ${unitId}` };
    return {
      json: { unitId, findings: kept.map((each) => keptJson(each, context)) },
      lines: kept.length === 0 ? [none] : kept.map((each) => keptLine(each, context)),
    };
  },
});

const ROSTER_CONFIRM = staffCommand({
  name: 'confirm',
  about: {
    zh: '确认花名册说得对，记入（不写工号则记入该单位全部可记入的差异）',
    en: 'confirm that the roster is right and record the differences (without ids: all differences of the unit that can be confirmed)',
  },
  args: ABOUT.args,
  options: {
    ...ABOUT.options,
    effectiveOn: day({
      zh: '单位不符的一名职工：在花名册上那个单位的第一天',
      en: 'for one employee whose unit differs: the first day at the unit in the roster',
    }),
  },
  examples: [
    'canbao roster confirm --unit BJ BJ-0009 --stage prod',
    'canbao roster confirm --unit BJ BJ-0010 --effective-on 2026-11-16 --stage prod',
  ],
  action: 'roster-confirmed',
  schema: confirmInput,
  act: confirmFindings,
  show({ factIds, confirmed, left }, { unit: unitId }, context) {
    return {
      json: {
        unitId,
        factIds,
        confirmed: confirmed.map((each) => keptJson(each, context)),
        left: left.map((each) => keptJson(each, context)),
      },
      lines: [
        { zh: `已记入 ${factIds.length} 条`, en: `Recorded: ${factIds.length} facts` },
        ...confirmed.map(({ finding }) => `+ ${findingText(finding, context)}`),
        left.length > 0 && { zh: '须人工更正：', en: 'To be corrected by hand:' },
        ...left.map((each) => keptLine(each, context)),
      ],
    };
  },
});

const ROSTER_DISMISS = staffCommand({
  name: 'dismiss',
  about: {
    zh: '不再提示某人的差异，直到花名册另有说法',
    en: 'hide the differences about an employee until the roster changes',
  },
  ...ABOUT,
  examples: ['canbao roster dismiss --unit BJ BJ-0009 --stage prod'],
  action: 'roster-dismissed',
  schema: dismissInput,
  act: dismissFindings,
  show({ dismissed }, { unit: unitId }, context) {
    const quiet = { zh: '不再提示，直到花名册另有说法：', en: 'Hidden until the roster changes:' };
    return {
      json: { unitId, dismissed: dismissed.map((each) => keptJson(each, context)) },
      lines: [quiet, ...dismissed.map((each) => keptLine(each, context))],
    };
  },
});

export const ROSTER: GroupSpec = {
  name: 'roster',
  about: {
    zh: '人事系统花名册与记录的差异：查看、确认记入、不再提示',
    en: 'differences between the HR system’s roster and the records: show, confirm, dismiss',
  },
  commands: [ROSTER_SHOW, ROSTER_CONFIRM, ROSTER_DISMISS],
};

/** A difference as text, in the words of the digests. */
export function findingText(finding: RosterFinding, { language }: Pick<CommandContext, 'language'>): string {
  return reasonText(findingReason(finding), language);
}

function keptJson({ source, finding, foundAt, seenAt, dismissedAt }: KeptFinding, context: CommandContext) {
  const { mends, ...said } = finding;
  return {
    source,
    ...said,
    mends: mends.map(({ kind }) => kind),
    foundAt,
    seenAt,
    dismissedAt: dismissedAt ?? null,
    text: findingText(finding, context),
  };
}

/**
 * A finding with its mark: `+` if a confirmation records it, `!` if a person must correct it, `-` if it was dismissed.
 */
function keptLine({ finding, dismissedAt }: KeptFinding, context: CommandContext): string {
  const mark = dismissedAt !== undefined ? '-' : finding.mends.length > 0 ? '+' : '!';
  return `${mark} ${findingText(finding, context)}`;
}
