import type { Calendar } from '../calendar/calendar.ts';
import type { RenderedMail } from '../digest/digest.ts';
import type { Spell } from '../employment/spell.ts';
import type { Guide } from '../guides/guide.ts';
import { leaverOf } from '../guides/leaver.ts';
import { leaverGuide } from '../guides/leaver-guide.ts';
import { LEAVER_MAIL_WORDING } from '../guides/wording.ts';
import type { Policy } from '../policy/policy.ts';
import type { Unit } from '../units/unit.ts';
import { compact } from '../values/compact.ts';
import type { Language } from '../values/language.ts';
import type { PlainDate } from '../values/plain-date.ts';
import { writeGuide } from './guide-letter.ts';
import { renderLetter } from './render-letter.ts';

interface LeaverMailQuestion {
  readonly spell: Spell;
  readonly unit: Pick<Unit, 'name' | 'localPolicy'>;
  readonly policy: Policy;
  /** The day that dates are computed from. */
  readonly day: PlainDate;
  readonly language: Language;
  /** Whether replies are read. */
  readonly answered: boolean;
}

/**
 * G1: the leaver's guide as the mail to the leaver. It names the sender and the reason, and contains only the law, the
 * region's rules and the person's own data. Sources that the unit entered for local rules are left out.
 *
 * @returns undefined if the person has not left, or only moved to another of our units.
 */
export function leaverMail(question: LeaverMailQuestion, calendar: Calendar): RenderedMail | undefined {
  const { spell, unit, policy, day, language, answered } = question;
  if (spell.situation.is !== 'left') return undefined;
  const { hukouRegion, residencePermit, on: leftOn } = spell.situation.end;
  const leaver = leaverOf(spell, compact({ hukouRegion, residencePermit }));
  if (leaver === undefined) return undefined;
  const guide = withoutOwnSources(leaverGuide({ leaver, day, policy }, calendar), unit);
  const written = writeGuide(guide, { language, name: spell.person.name, unitName: unit.name });
  const why = LEAVER_MAIL_WORDING[language].footer({ unitName: unit.name, leftOn, answered });
  return renderLetter({ ...written, footer: [...why, ...written.footer] });
}

function withoutOwnSources(guide: Guide, { localPolicy }: Pick<Unit, 'localPolicy'>): Guide {
  const own = new Set(Object.values(localPolicy).map(({ source }) => source));
  const sections = guide.sections.map((section) => ({
    ...section,
    lines: section.lines.map((line) => {
      const { source, ...says } = line.says;
      return source === undefined || !own.has(source) ? line : { ...line, says };
    }),
  }));
  return { ...guide, sections };
}
