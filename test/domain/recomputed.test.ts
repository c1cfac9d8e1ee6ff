import { describe, expect, it } from 'vitest';
import { publishedCalendar as calendar } from '../../domain/calendar/working-days.ts';
import type { Reason } from '../../domain/reasons/reason.ts';
import { policyOf } from '../../domain/regions/policy-of.ts';
import { lateFee } from '../../domain/rules/arrears/late-fee.ts';
import { contributionBase } from '../../domain/rules/contribution/contribution-base.ts';
import { contributionParts } from '../../domain/rules/contribution/monthly-contribution.ts';
import { coverOf } from '../../domain/rules/cover/cover.ts';
import { coverGap } from '../../domain/rules/cover/gap.ts';
import { enrolmentDeadline } from '../../domain/rules/deadline/enrolment-deadline.ts';
import { removalDeadline } from '../../domain/rules/deadline/removal-deadline.ts';
import { retireeCover } from '../../domain/rules/retirement/retiree-cover.ts';
import { type Fen, fen, parseYuan, yuan } from '../../domain/values/money.ts';
import { month, monthOf } from '../../domain/values/month.ts';
import { plainDate } from '../../domain/values/plain-date.ts';
import { type Question, RECOMPUTED } from '../examples/recomputed.ts';
import { expectWords } from '../support/expect-words.ts';

const money = (text: string): Fen => parseYuan(text) ?? fen(Number.NaN);
const text = (amount: Fen | undefined) => (amount === undefined ? undefined : yuan(amount));

type Answer = Readonly<Record<string, unknown>> & { readonly because: readonly Reason[] };

/** The answer of the rules with only the shipped data of the region. */
function answerTo(question: Question): Answer {
  const policy = policyOf(question.region);
  switch (question.ask) {
    case 'contribution': {
      const of = { month: month(question.month), policy };
      const base = contributionBase({ ...of, wage: money(question.wage) });
      if (!base.known) return base;
      const parts = contributionParts({ ...of, base: base.declaredBase, tier: undefined });
      return {
        declared: yuan(base.declaredBase),
        unit: text(parts.unitPart),
        person: text(parts.personalPart),
        because: [...base.because, ...parts.because],
      };
    }
    case 'enrolment': {
      const hiredOn = plainDate(question.hiredOn);
      const { deadline, because } = enrolmentDeadline({ hiredOn, asOf: hiredOn, policy }, calendar);
      return { ...deadline, because };
    }
    case 'removal': {
      const leftOn = plainDate(question.leftOn);
      const leaving = { leftOn, asOf: leftOn, lastPayableMonth: monthOf(leftOn), policy };
      const { deadline, because } = removalDeadline({ ...leaving, reason: 'resigned' }, calendar);
      return { ...deadline, because };
    }
    case 'cover': {
      const on = plainDate(question.acceptedOn);
      return { ...coverOf({ hiredOn: plainDate(question.hiredOn), accepted: { on }, asOf: on, policy }) };
    }
    case 'late fee': {
      const days = { from: plainDate(question.from), to: plainDate(question.to) };
      const answer = lateFee({ ...days, principal: money(question.principal), policy });
      return answer.known ? { ...answer, fee: yuan(answer.fee) } : { ...answer };
    }
    case 'gap': {
      const { onTransfer } = question;
      const months = { lastPaid: month(question.lastPaid), nextPaid: month(question.nextPaid) };
      return { ...coverGap({ ...months, onTransfer, policy }) };
    }
    case 'retiree cover': {
      const { sex, yearsPaid } = question;
      return { ...retireeCover({ sex, yearsPaid, retiresOn: plainDate(question.retiresOn), policy }) };
    }
  }
}

describe('figures recomputed by hand from the documents', () => {
  it.each(RECOMPUTED)('$name', ({ given, expected, restsOn }) => {
    const answer = answerTo(given);
    for (const [name, value] of Object.entries(expected)) expect(answer[name], name).toEqual(value);
    for (const origin of restsOn) expect(answer.because).toContainEqual(expect.objectContaining(origin));
    expectWords(answer.because);
  });
});
