import type { DetailsRequest } from '../../ports.ts';
import { employeeIdIn, formerIdIn } from '../webhook/mapping.ts';
import { instantOfEpoch } from '../webhook/sender-time.ts';
import { notUnderstood, type Translation, type TranslationContext, whenItCame } from '../webhook/source.ts';
import { questionOf, translateNotice } from '../webhook/thin-event.ts';
import { readFlatXml } from './xml.ts';

const ABOUT: ReadonlyMap<string, DetailsRequest['about']> = new Map([
  ['create_user', 'hire'],
  ['update_user', 'change'],
  ['delete_user', 'leave'],
]);

/** The delay before the API is asked. WeCom recommends none. After this time the address book is up to date. */
const DELAY_SECONDS = 10;

/**
 * Translates a message. It never throws for bad input. No message has the day of a hire or leave, so the API is asked.
 */
export function translateWecom(message: Uint8Array, context: TranslationContext): Translation {
  const xml = readFlatXml(message);
  if (!xml.ok) return notUnderstood(`the decrypted message ${xml.problem}`);
  const of = (name: string) => xml.leaves.get(name) || undefined;
  // The company's own app sends the type as `Event`, a third party's suite as `InfoType`.
  const event = of('Event') ?? of('InfoType') ?? of('MsgType') ?? 'unknown';
  if (event !== 'change_contact') return { is: 'ignored', type: event };
  const change = of('ChangeType') ?? 'unknown';
  const about = ABOUT.get(change);
  return about === undefined
    ? { is: 'ignored', type: `${event}.${change}` }
    : translateChange(about, of, context);
}

/** Returns the text of an element; undefined if the element is missing or empty. */
type Leaf = (name: string) => string | undefined;

function translateChange(about: DetailsRequest['about'], of: Leaf, context: TranslationContext): Translation {
  const { mapping } = context;
  const oldId = of('UserID')?.trim();
  if (!oldId) return notUnderstood('UserID: is missing');
  const userId = of('NewUserID')?.trim() || oldId;
  if (employeeIdIn(mapping, userId) !== employeeIdIn(mapping, oldId)) return renamed(oldId, userId, context);
  const statedAt = instantOfEpoch(of('CreateTime') ?? of('TimeStamp')) ?? whenItCame(context);
  const question = { keys: { userId }, about, statedAt, delaySeconds: DELAY_SECONDS };
  const ask = questionOf(userId, question, context);
  if (about === 'change') return { is: 'facts', facts: [], ask };
  // A suite without permission for names receives the id as the name.
  const name = of('Name') === oldId ? undefined : of('Name');
  return translateNotice({ userId, of: about, statedAt, name, places: placesOf(of) }, context, ask);
}

function placesOf(of: Leaf): readonly string[] {
  const departments = of('Department')?.split(',') ?? [];
  return [of('MainDepartment'), ...departments, of('AuthCorpId'), of('ToUserName')].filter(
    (place) => place !== undefined,
  );
}

/**
 * The HR system gave the same person a new id. Facts keep the old id, so the registry must map the new id to the old
 * one before anything arrives under the new id; until then the event stays in quarantine. Otherwise one person would
 * become two: a leaver who is never removed and a newcomer who is never enrolled.
 */
function renamed(userId: string, newId: string, { source, mapping }: TranslationContext): Translation {
  const first = formerIdIn(mapping.formerIds, userId);
  return notUnderstood(
    `UserID ${userId} became ${newId}: add "${newId}": "${first}" to sources[].formerIds of ${source} in the registry, then replay`,
  );
}
