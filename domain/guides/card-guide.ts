import type { Calendar } from '../calendar/calendar.ts';
import { addWorkingDays, isPublished } from '../calendar/working-days.ts';
import { physicalCardTerm } from '../cases/card.ts';
import { type ChannelQuestion, channelSteps } from '../cases/steps.ts';
import type { Channel } from '../facts/insurance.ts';
import type { Policy } from '../policy/policy.ts';
import { type Reason, reasonOf } from '../reasons/reason.ts';
import { calendarAssumed } from '../rules/deadline/deadline.ts';
import { originOf } from '../rules/origin.ts';
import { type PlainDate, yearOf } from '../values/plain-date.ts';
import { type Guide, requiredDocuments, section } from './guide.ts';

interface CardQuestion {
  readonly day: PlainDate;
  readonly policy: Policy;
  /** The day on which a new physical card was requested. The working days until the card is due are counted from it. */
  readonly requestedOn?: PlainDate | undefined;
  /** How the unit files a change of information, if known. */
  readonly channel?: Channel | undefined;
  readonly agency?: ChannelQuestion['agency'];
}

/** G4: the certificate, a lost or broken card, and a change of name, identity number or contact. */
export function cardGuide(question: CardQuestion, calendar: Calendar): Guide {
  const { day, policy } = question;
  return {
    kind: 'card',
    region: policy.region,
    day,
    sections: [
      ...section('electronic', [
        { rule: 'G4', code: 'card-electronic', values: {}, law: '社会保险经办条例 7' },
        { rule: 'G4', code: 'card-electronic-where', values: {} },
      ]),
      ...section('replacement', [
        { rule: 'G4', code: 'card-replace', values: {} },
        ...replacementTerm(question, calendar),
        ...requiredDocuments('card'),
        { rule: 'G4', code: 'card-social', values: {} },
      ]),
      ...section('change', changeLines(question)),
    ],
  };
}

function replacementTerm({ day, policy, requestedOn }: CardQuestion, calendar: Calendar): readonly Reason[] {
  const { days, because: term } = physicalCardTerm(requestedOn ?? day, policy);
  if (days === undefined || requestedOn === undefined) return [term];
  const first = addWorkingDays(requestedOn, days.least, calendar);
  const last = addWorkingDays(requestedOn, days.most, calendar);
  const years = [first.day, last.day].filter((each) => !isPublished(each, calendar)).map(yearOf);
  const expected = reasonOf('G4', last.day < day ? 'card-late' : 'card-expected', {
    requestedOn,
    from: first.day,
    to: last.day,
  });
  return [term, expected, ...(last.assumed ? calendarAssumed(years, calendar) : [])];
}

function changeLines({ day, policy, channel, agency }: CardQuestion): readonly Reason[] {
  const term = policy.inForce('agencyRegistrationWorkingDays', day);
  return [
    { rule: 'G4', code: 'change-who', values: {} },
    { rule: 'G4', code: 'change-by-unit', values: {} },
    ...requiredDocuments('change-unit'),
    { rule: 'G4', code: 'change-by-person', values: {} },
    ...requiredDocuments('change-person'),
    ...(term.known ? [reasonOf('G4', 'change-term', { days: term.value }, originOf(term))] : []),
    ...(channel === undefined
      ? []
      : channelSteps({
          filing: 'information-change',
          channel,
          agency,
          office: policy.inForce('registrationOffice', day),
        })),
  ];
}
