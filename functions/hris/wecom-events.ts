import { readFlatXml } from './flat-xml.ts';
import { instantOfEpoch } from './instant-of-epoch.ts';
import { employeeIdIn, formerIdIn } from './mapping.ts';
import type { Translation, TranslationContext } from './source.ts';
import { translateThin } from './thin-event.ts';

/** WeCom advises nothing; long enough for the address book to be what the event says. */
const DELAY_SECONDS = 10;

const ABOUT: ReadonlyMap<string | undefined, 'hire' | 'leave' | 'change'> = new Map([
  ['create_user', 'hire'],
  ['update_user', 'change'],
  ['delete_user', 'leave'],
]);

/** Never throws for bad input. What happens to departments and tags is nobody's hire or leave. */
export function translateWecom(message: Uint8Array, context: TranslationContext): Translation {
  const xml = readFlatXml(message);
  if (!xml.ok) return notUnderstood(`the decrypted message ${xml.problem}`);
  const of = (name: string) => xml.leaves.get(name) || undefined;
  // `Event` in an app's own callback, `InfoType` in a suite's.
  const event = of('Event') ?? of('InfoType') ?? of('MsgType') ?? 'unknown';
  const change = event === 'change_contact' ? (of('ChangeType') ?? 'unknown') : undefined;
  const about = ABOUT.get(change);
  if (about === undefined)
    return { is: 'ignored', type: change === undefined ? event : `${event}.${change}` };
  const userId = of('UserID');
  if (userId === undefined) return notUnderstood('UserID: is missing');
  const newId = of('NewUserID') ?? userId;
  const { mapping, receivedAt } = context;
  if (employeeIdIn(mapping, newId) !== employeeIdIn(mapping, userId)) return renamed(userId, newId, context);
  const statedAt = instantOfEpoch(of('CreateTime') ?? of('TimeStamp')) ?? receivedAt;
  const name = of('Name');
  const told = { about, isNoticed: about !== 'change', statedAt, delaySeconds: DELAY_SECONDS };
  // A suite without the right to names is sent the id in its place.
  const known = name === userId ? undefined : name;
  return translateThin({ ...told, userId: newId, name: known, places: placesOf(of) }, context);
}

function placesOf(of: (name: string) => string | undefined): readonly string[] {
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

function notUnderstood(problem: string): Translation {
  return { is: 'not-understood', problems: [problem] };
}
