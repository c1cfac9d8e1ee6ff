import fc from 'fast-check';
import type { Fact } from '../../../domain/facts/fact.ts';
import { LEAVING_REASONS } from '../../../domain/facts/life-course.ts';
import { fen } from '../../../domain/values/money.ts';
import { addDays, plainDate } from '../../../domain/values/plain-date.ts';
import * as the from '../../support/facts.ts';

/** Histories of one employee, sensible or not, as HR systems, agencies and staff might state them. */

const UNITS = ['U1', 'U2', 'U3'];
const unit = fc.constantFrom(...UNITS);

/** A day within eight months. The range is small, so that facts often have the same or adjacent days. */
const day = fc.integer({ min: 0, max: 240 }).map((days) => addDays(plainDate('2026-01-05'), days));
const month = fc.constantFrom(
  '2025-12',
  '2026-01',
  '2026-02',
  '2026-03',
  '2026-04',
  '2026-06',
  '2026-07',
  '2026-09',
);
const employmentId = fc.option(fc.constantFrom('A', 'B'), { nil: undefined, freq: 2 });
const named = employmentId.map((id) => (id === undefined ? {} : { employmentId: id }));
const optionalDay = fc.option(day, { nil: undefined });

/** One of few instants, so that many are equal. */
const instant = fc
  .integer({ min: 0, max: 30 })
  .map((hours) => `${addDays(plainDate('2026-01-01'), hours)}T02:00:00.000Z`);

const FACT_IDS = Array.from({ length: 14 }, (_, index) => `f${index}`);

const category = fc.constantFrom('regular', 'regular', 'regular', 'intern', 'dispatched');
const birthDate = fc.constantFrom('1990-05-05', '2010-03-01', '1966-01-10', '1976-02-01').map(plainDate);
const sex = fc.constantFrom('male', 'female', undefined);

const hire = fc
  .tuple(day, unit, named, category, fc.option(birthDate, { nil: undefined }), sex, fc.boolean())
  .map(([on, unitId, name, kind, born, of, blocked]) =>
    the.hired(on, unitId, {
      ...name,
      category: kind as 'regular',
      ...(born && { birthDate: born }),
      ...(of && { sex: of }),
      ...(blocked && { previousCover: { region: '天津', removed: false } }),
    }),
  );

const leave = fc
  .tuple(day, fc.constantFrom(...LEAVING_REASONS), named, fc.option(month, { nil: undefined, freq: 4 }))
  .map(([on, reason, name, stop]) =>
    the.left(on, reason, { ...name, ...(stop && { insuranceStopMonth: stop as never }) }),
  );

const notice = fc
  .tuple(fc.constantFrom('hire' as const, 'leave' as const), named, fc.option(unit, { nil: undefined }))
  .map(([of, name, unitId]) => the.noticed(of, '2026-01-05', { ...name, ...(unitId && { unitId }) }));

const cancellations = fc.oneof(
  fc.tuple(day, named).map(([hiredOn, name]) => the.hireCancelled({ hiredOn, ...name })),
  fc.tuple(day, named).map(([on, name]) => the.leaveCancelled({ lastWorkingDay: on, ...name })),
  fc.constantFrom('A', 'B').map((id) => the.leaveCancelled({ employmentId: id })),
  fc.constantFrom('A', 'B').map((id) => the.hireCancelled({ employmentId: id })),
);

const changes = fc.oneof(
  fc
    .tuple(fc.constantFrom(5000_00, 40000_00), optionalDay)
    .map(([wage, on]) => the.updated({ averageMonthlyWage: fen(wage) }, on)),
  fc
    .tuple(fc.constantFrom('first' as const, 'second' as const), optionalDay)
    .map(([contributionTier, on]) => the.updated({ contributionTier }, on)),
  day.map((on) => the.resumed(on)),
  fc.tuple(day, unit, fc.option(unit, { nil: undefined })).map(([on, to, from]) => the.moved(on, to, from)),
  fc
    .tuple(category, optionalDay)
    .map(([kind, on]) => the.updated({ category: kind as 'regular', name: '赵敏敏' }, on)),
);

/** A base in yuan: on an old floor or ceiling, between the bounds, or not stated. */
const base = fc.constantFrom(undefined, 7162, 37302, 7460, 9000);

const charge = fc
  .tuple(unit, month, fc.integer({ min: 1, max: 3 }), optionalDay, base, fc.integer({ min: 0, max: 3 }))
  .map(([unitId, of, times, on, filedOn, kind]) =>
    the.charged(unitId, of, [times * 100, times * 20.5], {
      ...(on !== undefined && { chargedOn: on }),
      ...(filedOn !== undefined && { base: filedOn }),
      ...(kind === 0 && { supplement: true }),
    }),
  );

const filing = fc.constantFrom('enrolment', 'removal', 'information-change');
const spellId = fc.constantFrom('2026-01-05', 'e-A', 'e-B', 'never-hired');
const filings = fc.oneof(
  fc
    .tuple(filing, day, spellId)
    .map(([what, on, of]) => the.fact('filing.accepted', { filing: what as 'removal', on, spellId: of })),
  fc.tuple(filing, day).map(([what, on]) => the.submitted(what, on, `R-${on}`)),
  fc.tuple(filing, day).map(([what, on]) => the.accepted(what, on)),
  fc.tuple(filing, day, month).map(([what, on, from]) => the.accepted(what, on, from)),
  fc
    .tuple(filing, day, fc.constantFrom('材料不全', '上家单位未减员'))
    .map(([what, on, reason]) => the.rejected(what, on, reason)),
);

/** A row in a list of insured people. */
const listings = fc.oneof(
  fc.tuple(unit, day).map(([unitId, on]) => the.listed(unitId, on)),
  fc
    .tuple(unit, day, fc.constantFrom('suspended' as const, 'ended' as const), optionalDay)
    .map(([unitId, on, status, since]) => the.listed(unitId, on, { status, ...(since && { since }) })),
);
const offsets = fc.tuple(unit, month, fc.integer({ min: 1, max: 3 })).map(([unitId, of, times]) =>
  the.fact('contribution.offset', {
    unitId,
    month: of as never,
    unitAmount: fen(times * 100_00),
    personalAmount: fen(times * 20_50),
  }),
);

const answers = fc
  .tuple(
    fc.constantFrom('2026-01-05', 'e-A', '2025-12-01'),
    fc.constantFrom(
      ['not-covered', 'insured'] as const,
      ['unfiled-leave', 'filed'] as const,
      ['unfiled-leave', 'not-filed'] as const,
      ['back-payment', 'not-due'] as const,
      ['removal', 'filed'] as const,
    ),
    day,
  )
  .map(([of, [kind, answer], on]) => the.answered(`${of}/${kind}`, answer, on));

const months = fc.uniqueArray(month, { minLength: 1, maxLength: 3 });
const refunds = fc.oneof(
  fc.tuple(day, months).map(([on, of]) => the.refund('requested', on, of)),
  fc.tuple(day, months).map(([on, of]) => the.refund('settled', on, of)),
  fc.tuple(day, months).map(([on, of]) => the.refundDenied(on, of)),
);

const papers = fc.oneof(
  fc
    .tuple(fc.constantFrom('enrolment', 'removal', 'overpayment'), day)
    .map(([kind, on]) => the.paper(kind, '离职证明', on)),
  fc
    .tuple(fc.constantFrom('2026-01-05/removal', 'e-A/enrolment', 'e-B+U2/overpayment'), day)
    .map(([id, on]) => the.acknowledged(`${the.EMPLOYEE}/${id}`, on)),
  fc
    .tuple(fc.constantFrom('2026-01-05/removal', 'e-A/enrolment'), day, fc.constantFrom('王芳', '赵磊'))
    .map(([id, on, who]): Fact => {
      const content = { caseId: `${the.EMPLOYEE}/${id}`, text: '已电话确认', on };
      return { ...the.fact('case.noted', content), by: { who, verified: true } };
    }),
);

const cards = fc
  .tuple(fc.constantFrom('requested', 'issued'), fc.constantFrom('physical', 'electronic'), day)
  .map(([is, kind, on]) => the.fact(`card.${is as 'issued'}`, { kind: kind as 'physical', on }));

const voids = fc.constantFrom(...FACT_IDS).map((id) => the.voided(id));

const anything = fc.oneof(
  { weight: 4, arbitrary: hire },
  { weight: 4, arbitrary: leave },
  { weight: 2, arbitrary: cancellations },
  { weight: 3, arbitrary: changes },
  { weight: 4, arbitrary: charge },
  { weight: 3, arbitrary: filings },
  { weight: 2, arbitrary: listings },
  { weight: 1, arbitrary: offsets },
  { weight: 1, arbitrary: answers },
  { weight: 1, arbitrary: refunds },
  { weight: 1, arbitrary: papers },
  { weight: 1, arbitrary: cards },
  { weight: 2, arbitrary: notice },
  { weight: 1, arbitrary: voids },
);

/**
 * Histories that are rare by chance: an enrolled person who is then unlisted, suspended, changed, or charged on an old
 * base.
 */
const storyOfEnrolled = unit.chain((unitId) => {
  const then = fc.oneof(
    fc
      .tuple(day, day)
      .map(([on, later]) => [the.listed(unitId, on), the.listed(unitId, later, { status: 'ended' })]),
    fc.constant([
      the.left('2026-01-30', 'suspended'),
      the.charged(unitId, '2026-02'),
      the.charged(unitId, '2026-03'),
      the.resumed('2026-04-07'),
    ]),
    day.map((on) => [the.left(on, 'suspended'), the.accepted('removal', on)]),
    day.map((on) => [the.updated({ phone: '13900000000', name: '赵敏敏' }, on)]),
    fc
      .tuple(month, base)
      .map(([of, filedOn = 3000]) => [
        the.charged(unitId, of, [100, 20.5], { base: filedOn }),
        the.charged(unitId, '2026-09', [100, 20.5], { base: filedOn }),
      ]),
  );
  const enrolled = [
    the.hired('2025-12-01', unitId, { contact: { phone: '13800000000' } }),
    the.accepted('enrolment', '2025-12-02'),
  ];
  return then.map((more) => [...enrolled, ...more]);
});

/** Up to fourteen facts of one employee, or a story and up to five more facts. Each fact has a different id. */
export const histories: fc.Arbitrary<readonly Fact[]> = fc
  .oneof(
    { weight: 3, arbitrary: fc.array(anything, { minLength: 1, maxLength: FACT_IDS.length }) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(storyOfEnrolled, fc.array(anything, { maxLength: 5 }))
        .map(([story, others]) => [...story, ...others]),
    },
  )
  .chain((told) =>
    fc.tuple(...told.map((it) => fc.tuple(fc.constant(it), instant, instant))).map((timed) =>
      timed.map(([it, statedAt, receivedAt], index) => ({
        ...it,
        factId: `f${index}`,
        statedAt,
        receivedAt,
      })),
    ),
  )
  .map((facts) => facts as unknown as readonly Fact[]);

/** The same facts in another order, some of them several times. */
export function retold(facts: readonly Fact[]): fc.Arbitrary<readonly Fact[]> {
  const again = fc.subarray([...facts], { minLength: 0 });
  return again.chain((some) =>
    fc.shuffledSubarray([...facts, ...some], { minLength: facts.length + some.length }),
  );
}
