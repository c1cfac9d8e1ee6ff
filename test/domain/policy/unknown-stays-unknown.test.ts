import { describe, expect, test } from 'vitest';
import { publishedCalendar } from '../../../domain/calendar/working-days.ts';
import type { Case } from '../../../domain/cases/case.ts';
import { openCases } from '../../../domain/cases/case-kinds.ts';
import type { Spell } from '../../../domain/employment/spell.ts';
import { reasonText } from '../../../domain/letter/reason-text.ts';
import type { ParameterName } from '../../../domain/policy/parameter-kinds.ts';
import { PARAMETER_NAMES } from '../../../domain/policy/parameter-kinds.ts';
import type { Policy } from '../../../domain/policy/policy.ts';
import { policyOf } from '../../../domain/regions/policy-of.ts';
import { type PlainDate, plainDate } from '../../../domain/values/plain-date.ts';
import { DEMO_REGISTRY, demoSpells } from '../../support/demo-company.ts';

/**
 * On the way from the policy to a mail, an unknown value must never become a number. The test makes one parameter after
 * the other unknown, and derives all cases of the demo's units with and without it. If a case differs, it must say that
 * the parameter is unknown, and it must not state a value of it.
 */

/** Terms of national law. Without them no date can be computed, so every region must have them. */
const TERMS_OF_LAW: ReadonlySet<ParameterName> = new Set(['enrolmentDays', 'removalDays']);
const LOCAL = PARAMETER_NAMES.filter((name) => !TERMS_OF_LAW.has(name));
const DAYS = ['2026-08-12', '2026-11-23'].map(plainDate);

function without(policy: Policy, name: ParameterName): Policy {
  const inForce = (asked: ParameterName, day: PlainDate) =>
    asked === name
      ? { known: false, parameter: name, why: 'not-found', candidates: [] }
      : policy.inForce(asked, day);
  return { ...policy, inForce: inForce as Policy['inForce'] };
}

function casesOf(spell: Spell, asOf: PlainDate, change: (policy: Policy) => Policy): readonly Case[] {
  const unit = DEMO_REGISTRY.units.find(({ unitId }) => unitId === spell.unitId);
  const policy = change(policyOf(unit?.region ?? '北京', unit?.localPolicy));
  return openCases(spell, { unit, policy, calendar: publishedCalendar, asOf });
}

const EVERYBODY = DAYS.flatMap((day) =>
  demoSpells(day).map((spell) => ({ spell, day, before: casesOf(spell, day, (policy) => policy) })),
);

const figures = ({ deadline, money, state }: Case) => ({ deadline, money, state });

describe.each(LOCAL)('cases computed without %s', (name) => {
  const pairs = EVERYBODY.flatMap(({ spell, day, before }) =>
    casesOf(spell, day, (policy) => without(policy, name)).map((now) => ({
      now,
      before: before.find(({ caseId }) => caseId === now.caseId),
    })),
  );

  test('state no value of it', () => {
    for (const { now } of pairs)
      for (const reason of [...now.because, ...(now.steps ?? [])])
        if (reason.parameter === name) expect(reason, now.caseId).not.toHaveProperty('value');
  });

  test('say that it is unknown wherever a date or amount differs', () => {
    for (const { now, before } of pairs) {
      if (before !== undefined && sameFigures(now, before)) continue;
      const told = now.because.filter(({ parameter }) => parameter === name);
      expect(told, `${now.caseId}: ${JSON.stringify(figures(now))}`).not.toEqual([]);
      for (const reason of told)
        for (const language of ['zh', 'en'] as const) expect(reasonText(reason, language)).not.toBe('');
    }
  });
});

/** Whether the figures are the same. A figure that is missing in `now` is not a difference. */
function sameFigures(now: Case, before: Case): boolean {
  return JSON.stringify(kept(figures(now), figures(before))) === JSON.stringify(figures(now));
}

/** The fields of `before` that `now` has too. */
function kept(now: unknown, before: unknown): unknown {
  if (!isRecord(now) || !isRecord(before)) return before;
  return Object.fromEntries(Object.keys(now).map((field) => [field, kept(now[field], before[field])]));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
