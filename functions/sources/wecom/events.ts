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

/** WeCom advises nothing; long enough for the address book to be what the event says. */
const DELAY_SECONDS = 10;

/** Never throws for bad input. No message has the day of a hire or leave, so it is asked for. */
export function translateWecom(message: Uint8Array, context: TranslationContext): Translation {
  const xml = readFlatXml(message);
  if (!xml.ok) return notUnderstood(`the decrypted message ${xml.problem}`);
  const of = (name: string) => xml.leaves.get(name) || undefined;
  // `Event` in an app's own callback, `InfoType` in a suite's.
  const event = of('Event') ?? of('InfoType') ?? of('MsgType') ?? 'unknown';
  if (event !== 'change_contact') return { is: 'ignored', type: event };
  const change = of('ChangeType') ?? 'unknown';
  const about = ABOUT.get(change);
  return about === undefined
    ? { is: 'ignored', type: `${event}.${change}` }
    : translateChange(about, of, context);
}

/** The text of an element; undefined where it is empty too. */
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
  // A suite without the right to names is sent the id in its place.
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
 * The same person under another id. Facts stay where they are, so the new id has to lead to the old one before anything
 * comes under it; only the registry can say that, and until it does a person is asked: silently, it would be a leaver
 * never removed and a stranger never enrolled.
 */
function renamed(userId: string, newId: string, { source, mapping }: TranslationContext): Translation {
  const first = formerIdIn(mapping.formerIds, userId);
  return notUnderstood(
    `UserID ${userId} became ${newId}: add "${newId}": "${first}" to sources[].formerIds of ${source} in the registry, then replay`,
  );
}
