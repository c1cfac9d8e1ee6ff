import type { ParameterName, ParameterValues } from '../../domain/policy/parameter-kinds.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import type { Source } from '../../domain/policy/source.ts';

/** A policy in which two citable documents contradict each other about one parameter, on every day. */
export function contradicting<K extends ParameterName>(
  policy: Policy,
  name: K,
  values: readonly ParameterValues[K][],
): Policy {
  const candidates = values.map((value, i) => ({ value, source: notice(i + 1) }));
  const inForce = (asked: ParameterName, day: Parameters<Policy['inForce']>[1]) =>
    asked === name
      ? { known: false, parameter: name, why: 'contradictory', candidates }
      : policy.inForce(asked, day);
  return { ...policy, inForce: inForce as Policy['inForce'] };
}

function notice(number: number): Source {
  return { grade: 'quoted', issuer: '某市医保局', title: `通知${number}`, quotedIn: '网页转载' };
}
