import type { Reason } from '../cases/case.ts';
import type { InForce } from '../policy/parameter.ts';

/** What people should know about a value of policy, or about why there is none, as a reason of its own. */
export function noteOf(rule: string, answer: InForce<unknown>): readonly Reason[] {
  const { note, parameter } = answer;
  if (note === undefined) return [];
  return [{ rule, code: 'policy-note', values: { zh: note.zh, en: note.en }, parameter }];
}
