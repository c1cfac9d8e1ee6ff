import { chinaMidnight } from '../../domain/values/plain-date.ts';
import type { Store } from '../deployment/deployment.ts';
import { type ActivityEntry, AUDITED_ACTIONS, type AuditEntry } from '../ports.ts';
import { actionText, auditText } from '../staff-actions/activity-texts.ts';
import type { CommandContext } from './frame/frame.ts';
import { choice, day, text, unitIdsOf } from './frame/kinds.ts';
import { storeCommand } from './frame/spec.ts';

/** The command lists at most this many entries, the latest ones. */
const MOST = 1000;

/** Adds to the audit log what the caller is about to do. @returns the new entry. */
export async function noteAct(
  action: AuditEntry['action'],
  about: readonly string[],
  { audit, caller }: Pick<Store, 'audit' | 'caller'>,
  { clock }: Pick<CommandContext, 'clock'>,
): Promise<AuditEntry> {
  const { who: by, verified } = await caller();
  const entry = { at: clock.now(), by, verified, action, about };
  await audit.note(entry);
  return entry;
}

/** Adds an action of the command line to the activities of its unit. */
export function noteRecorded(
  entry: Omit<ActivityEntry, 'at'>,
  { activities }: Pick<Store, 'activities'>,
  { clock }: Pick<CommandContext, 'clock'>,
): Promise<void> {
  return activities.note({ at: clock.now(), ...entry });
}

export const ACTIVITY = storeCommand({
  name: 'activity',
  about: {
    zh: '管理操作的记录（保留 10 年）：更新登记、密钥、隔离事件、重新计算、代取验证码；加 --unit 则列出该单位的登记记录',
    en: 'what administrators did (kept for ten years): registry, secrets, quarantine, rebuild, sign-in codes; with --unit, what was recorded in that unit',
  },
  options: {
    unit: text({ zh: '列出一个参保单位的登记记录', en: 'what was recorded in a unit' }, 'unitId'),
    since: day({ zh: '从哪一天起', en: 'from this day on' }),
    by: text(
      { zh: '只列某人的：身份或邮箱中的一段', en: 'by one person: part of the identity or address' },
      'who',
    ),
    action: choice(
      { zh: '只列一种管理操作', en: 'one kind of administrator action' },
      AUDITED_ACTIONS,
      'action',
    ),
  },
  examples: [
    'canbao activity --local',
    'canbao activity --since 2026-11-01 --action secret-put --stage prod --json',
    'canbao activity --unit BJ --by wang.fang --stage prod',
  ],
  check({ unit, action }, { badUsage }) {
    if (unit === undefined || action === undefined) return;
    throw badUsage({
      zh: '--action 是管理操作的种类，不能与 --unit 一起使用',
      en: '--action is for administrator actions and cannot be used with --unit',
    });
  },
  async run({ unit, since, by, action }, context, store) {
    const asked = { most: MOST, ...(since !== undefined && { since: chinaMidnight(since) }) };
    const isWanted = (entry: { readonly by: string }) => by === undefined || entry.by.includes(by);
    if (unit !== undefined) {
      unitIdsOf(unit, await store.registry.load(), context);
      const recorded = (await store.activities.list(unit, asked)).filter(isWanted);
      const lines = recorded.map((entry) => recordedLine(entry, context));
      return listed({ unit, recorded }, lines);
    }
    const acts = (await store.audit.list(asked)).filter(
      (entry) => isWanted(entry) && (action === undefined || entry.action === action),
    );
    const lines = acts.map((entry) => actLine(entry, context));
    return listed({ acts }, lines);
  },
});

function listed(json: object, lines: readonly string[]) {
  return { json, lines: lines.length === 0 ? [{ zh: '没有记录', en: 'Nothing is recorded' }] : lines };
}

function actLine({ at, by, verified, action, about }: AuditEntry, { say }: CommandContext): string {
  const who = verified ? by : say({ zh: `${by}（未核实）`, en: `${by} (unverified)` });
  return [at, say(auditText(action)), about.join(', '), who].filter((part) => part !== '').join('  ');
}

function recordedLine(
  { at, by, action, caseId, file, factIds }: ActivityEntry,
  { say }: CommandContext,
): string {
  return [at, say(actionText(action)), caseId ?? file ?? factIds.join(', '), by].join('  ');
}
