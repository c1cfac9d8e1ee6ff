import fc from 'fast-check';
import { expect, it } from 'vitest';
import { foldSpells } from '../../../domain/employment/fold.ts';
import type { Fact } from '../../../domain/facts/fact.ts';
import { addDays, plainDate } from '../../../domain/values/plain-date.ts';
import { acknowledgeCase } from '../../../functions/staff-actions/attention.ts';
import { cardInput, recordCard } from '../../../functions/staff-actions/card.ts';
import { documentInput, recordDocument } from '../../../functions/staff-actions/document.ts';
import { filingInput, recordFiling } from '../../../functions/staff-actions/filing.ts';
import { leaveInput, recordLeave } from '../../../functions/staff-actions/leave.ts';
import { noteInput, recordNote } from '../../../functions/staff-actions/note.ts';
import type { ActionPorts, Outcome, Submission } from '../../../functions/staff-actions/outcome.ts';
import { recordRefund, refundInput } from '../../../functions/staff-actions/refund.ts';
import { undoFact } from '../../../functions/staff-actions/undo.ts';
import { charged, hired } from '../../support/facts.ts';
import { tries } from '../../support/seeded.ts';
import { type StaffStage, staffStage } from '../../support/staff-stage.ts';

type Act = (submission: Submission, ports: ActionPorts) => Promise<Outcome>;

const day = fc.integer({ min: 0, max: 60 }).map((days) => addDays(plainDate('2026-10-05'), days));
const filing = fc.constantFrom('enrolment', 'removal', 'information-change');
const CASE = 'E1/2026-10-12/enrolment';

const filed = fc
  .tuple(fc.constantFrom('submitted', 'accepted', 'rejected'), filing, day)
  .map(([step, what, on]): Act => {
    const input = filingInput().parse({ step, employeeId: 'E1', filing: what, on, reason: '姓名不符' });
    return (submission, ports) => recordFiling(input, submission, ports);
  });
const refunded = fc
  .tuple(fc.constantFrom('requested', 'settled', 'denied'), day, fc.constantFrom('2026-11', '2026-12'))
  .map(([step, on, month]): Act => {
    const more = { way: 'refund', reason: '已享受待遇' };
    const input = refundInput().parse({ step, employeeId: 'E1', months: [month], on, ...more });
    return (submission, ports) => recordRefund(input, submission, ports);
  });
const carded = fc.tuple(fc.constantFrom('requested', 'issued'), day).map(([step, on]): Act => {
  const input = cardInput().parse({ step, employeeId: 'E1', card: 'physical', on });
  return (submission, ports) => recordCard(input, submission, ports);
});
const papered = day.map((on): Act => {
  const input = documentInput().parse({ caseId: CASE, document: '身份证复印件', on });
  return (submission, ports) => recordDocument(input, submission, ports);
});
const noted = fc.constantFrom('一', '二').map((text): Act => {
  const input = noteInput().parse({ caseId: CASE, text });
  return (submission, ports) => recordNote(input, submission, ports);
});
const seen = fc.constant<Act>((submission, ports) => acknowledgeCase({ caseId: CASE }, submission, ports));
const leaving = day.map((lastWorkingDay): Act => {
  const input = leaveInput().parse({ employeeId: 'E1', lastWorkingDay, reason: 'resigned' });
  return (submission, ports) => recordLeave(input, submission, ports);
});
/** Undoes the fact of an earlier submission, if there is one. */
const undone = fc.integer({ min: 0, max: 8 }).map(
  (which): Act =>
    (submission, ports) =>
      undoFact({ factId: `staff:s${which}`, reason: '登记错人' }, submission, ports),
);

const actions = fc.array(fc.oneof(filed, filed, refunded, carded, papered, noted, seen, leaving, undone), {
  minLength: 1,
  maxLength: 9,
});

/** Records the submissions one hour apart. Each may be sent twice. */
async function play(acts: readonly Act[], repeated: readonly number[]): Promise<StaffStage> {
  const stage = staffStage();
  await stage.take(hired('2026-10-12', 'U1'), charged('U1', '2026-11'), charged('U1', '2026-12'));
  for (const [index, act] of acts.entries()) {
    stage.clock.set(`2026-12-${String(index + 5).padStart(2, '0')}T04:00:00.000Z`);
    const submission = { deliveryId: `s${index}`, by: { who: 'wang@example.com', verified: true } };
    await act(submission, stage.ports);
    if (repeated.includes(index)) {
      const before = (await stage.facts()).length;
      expect((await act(submission, stage.ports)).is).not.toBe('recorded');
      expect(await stage.facts()).toHaveLength(before);
    }
  }
  return stage;
}

const spellsOf = (facts: readonly Fact[]) => JSON.stringify(foldSpells('E1', facts));

it('repeated actions give the same spells as the set of their facts in any order', async () => {
  const played = actions.chain((acts) =>
    fc.tuple(fc.constant(acts), fc.subarray(acts.map((_, index) => index)), fc.infiniteStream(fc.nat())),
  );
  await fc.assert(
    fc.asyncProperty(played, async ([acts, repeated, order]) => {
      const stage = await play(acts, repeated);
      const facts = await stage.facts();
      const stored = JSON.stringify(await stage.spells());
      expect(spellsOf(facts)).toBe(stored);
      const keyed = facts.map((fact) => ({ fact, at: order.next().value ?? 0 }));
      const shuffled = keyed.toSorted((a, b) => a.at - b.at).map(({ fact }) => fact);
      expect(spellsOf([...shuffled, ...facts])).toBe(stored);
      const once = await play(acts, []);
      expect(JSON.stringify(await once.spells())).toBe(stored);
    }),
    { numRuns: tries(120) },
  );
});
