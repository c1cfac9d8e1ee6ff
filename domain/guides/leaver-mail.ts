import type { Calendar } from '../calendar/calendar.ts';
import type { Spell } from '../employment/spell.ts';
import type { Policy } from '../policy/policy.ts';
import type { Language, Unit } from '../units/unit.ts';
import type { PlainDate } from '../values/plain-date.ts';
import { type LeaverAnswers, leaverOf } from './leaver.ts';
import { leaverGuide } from './leaver-guide.ts';
import { type RenderedGuide, renderGuide } from './render-guide.ts';

export interface LeaverMailQuestion {
  readonly spell: Spell;
  /** Undefined where the registry does not know it. */
  readonly unit: Pick<Unit, 'name'> | undefined;
  readonly policy: Policy;
  readonly day: PlainDate;
  readonly language: Language;
  readonly answers?: LeaverAnswers;
}

/**
 * G1: the leaver's guide as the body of a mail, to be sent or forwarded.
 *
 * @returns undefined for somebody who has not left, or only moved to another of our units.
 */
export function leaverMail(question: LeaverMailQuestion, calendar: Calendar): RenderedGuide | undefined {
  const { spell, unit, policy, day, language, answers } = question;
  const leaver = leaverOf(spell, answers);
  if (leaver === undefined) return undefined;
  const guide = leaverGuide({ leaver, day, policy }, calendar);
  return renderGuide(guide, { language, name: nameOf(spell), unitName: unit?.name });
}

/** A letter about somebody who died goes to others: it does not greet the dead. */
function nameOf({ person, situation }: Spell): string | undefined {
  return situation.is === 'left' && situation.end.reason === 'deceased' ? undefined : person.name;
}
