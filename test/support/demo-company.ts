import { publishedCalendar } from '../../domain/calendar/working-days.ts';
import { composeDigest } from '../../domain/digest/compose-digest.ts';
import type { Digest, RecipientCase } from '../../domain/digest/digest.ts';
import { foldSpells } from '../../domain/employment/fold.ts';
import { otherSpellsOf } from '../../domain/employment/other-spells.ts';
import { identityHashes } from '../../domain/employment/person.ts';
import type { Spell } from '../../domain/employment/spell.ts';
import type { Fact } from '../../domain/facts/fact.ts';
import { type Addressee, addresseesOf } from '../../domain/units/addressees.ts';
import { registrySchema } from '../../domain/units/unit.ts';
import { type Instant, laterOf, type PlainDate } from '../../domain/values/plain-date.ts';
import { listCases } from '../../functions/casework/list-cases.ts';
import { emptyBase, trialStore } from '../../functions/imports/trial-store.ts';
import { appendFacts } from '../../functions/intake/append-facts.ts';
import { translateStandard } from '../../functions/sources/standard/standard.ts';
import { identitySealer } from '../../functions/sources/webhook/identity.ts';
import { noMapping } from '../../functions/sources/webhook/mapping.ts';
import type { Onboarded } from '../../functions/staff-actions/onboard.ts';
import { companyEvents, type DemoEvent, GUIDE_REFUSED } from '../../infra/local/demo/company.ts';
import {
  type DemoStore,
  importBills,
  onboardExisting,
  registeredOn,
} from '../../infra/local/demo/fill-store.ts';
import { leaveNoticed, lostHire } from '../../infra/local/demo/other-inputs.ts';
import registryFile from '../../infra/local/demo/registry.json' with { type: 'json' };

/** The demo company without its servers: its events as facts, their spells, and the resulting digests. */

export const DEMO_REGISTRY = registrySchema.parse(registryFile);
const DEMO_ADDRESSEES = addresseesOf(DEMO_REGISTRY, undefined);
const IDENTITY_KEY = new Uint8Array(32);
const sealIdentity = identitySealer(IDENTITY_KEY);

export function demoSpells(day: PlainDate): readonly Spell[] {
  const facts = [...companyEvents(day).map((event) => factOf(event, day)), leaveNoticed(day)];
  const byEmployee = Map.groupBy(facts, ({ employeeId }) => employeeId);
  const alone = new Map([...byEmployee].map(([id, own]) => [id, foldSpells(id, own)]));
  return [...byEmployee].flatMap(([id, own]) => {
    const carried = identityHashes(own);
    const samePerson = [...byEmployee].filter(
      ([other, theirs]) => other !== id && !carried.isDisjointFrom(identityHashes(theirs)),
    );
    const elsewhere = samePerson.flatMap(([other]) => otherSpellsOf(alone.get(other) ?? []));
    return foldSpells(id, id === GUIDE_REFUSED ? [...own, refused(own, day)] : own, elsewhere);
  });
}

/** The fact that send-leaver-guide records when the leaver's address refuses the mail. */
function refused(own: readonly Fact[], day: PlainDate): Fact {
  const [spell] = foldSpells(GUIDE_REFUSED, own);
  const at = `${day}T00:00:00.000Z` as Instant;
  const data = {
    employeeId: GUIDE_REFUSED,
    spellId: spell?.spellId ?? '',
    outcome: 'refused',
    on: day,
  } as const;
  const about = { factId: 'guide', employeeId: GUIDE_REFUSED, statedAt: at, receivedAt: at };
  return { kind: 'guide.settled', ...about, data };
}

/** The first digest of the person with this address, on `day`. */
export async function demoDigest(email: string, day: PlainDate): Promise<Digest> {
  const addressee = DEMO_ADDRESSEES.find((it) => it.email === email);
  if (addressee === undefined) throw new Error(`nobody in the demo's registry has the address ${email}`);
  const digest = composeDigest(
    { recipient: addressee, day, since: undefined, cases: await casesFor(addressee, day), ended: [] },
    publishedCalendar,
  );
  if (digest === undefined) throw new Error(`${email} gets no digest on ${day}`);
  return digest;
}

async function casesFor({ rolesByUnit }: Addressee, day: PlainDate): Promise<RecipientCase[]> {
  const { store } = await demoFilled(day);
  const unitIds = [...rolesByUnit.keys()];
  const { cases, unitNames } = await listCases(day, unitIds, await store.registry.load(), store);
  return cases.map(({ case: it }) => ({
    case: it,
    unitName: unitNames.get(it.unitId) ?? it.unitId,
    roles: rolesByUnit.get(it.unitId) ?? [],
    attentions: [],
  }));
}

interface DemoFilled {
  readonly store: DemoStore;
  readonly onboarded: Onboarded;
}

const filledOn = new Map<PlainDate, Promise<DemoFilled>>();

/** The complete, read-only store of the demo in memory, and the onboarding of its 杭州 unit. */
export function demoFilled(day: PlainDate): Promise<DemoFilled> {
  const filled = filledOn.get(day) ?? filledFor(day);
  filledOn.set(day, filled);
  return filled;
}

async function filledFor(day: PlainDate): Promise<DemoFilled> {
  const clock = { now: () => `${day}T00:00:00.000Z` as Instant };
  const base = emptyBase(DEMO_REGISTRY.units, registeredOn(day));
  const rosterFindings = {
    list: async (unitId: string) => ({ items: unitId === 'BJ' ? [lostHire(day)] : [], unreadable: [] }),
  };
  const store: DemoStore = {
    ...trialStore({ ...base, rosterFindings }, clock),
    identityKey: async () => IDENTITY_KEY,
  };
  const facts = [...companyEvents(day).map((event) => factOf(event, day)), leaveNoticed(day)];
  for (const fact of facts) await appendFacts({ employeeId: fact.employeeId, facts: [fact] }, store);
  const guided = (await store.employees.load(GUIDE_REFUSED)).facts;
  await appendFacts({ employeeId: GUIDE_REFUSED, facts: [refused(guided, day)] }, store);
  await importBills(store, day);
  return { store, onboarded: await onboardExisting(store, day) };
}

/** Translates an event through its source, so that the demo cannot use what the contract does not have. */
function factOf({ id, type, statedOn, data }: DemoEvent, day: PlainDate): Fact {
  const body = JSON.stringify({ type, timestamp: `${statedOn}T18:00:00+08:00`, data });
  const translation = translateStandard(new TextEncoder().encode(body), {
    source: 'standard',
    deliveryId: id,
    // A bill has a fixed date, which may be after `day`. A fact must not be received before it was stated.
    receivedAt: `${laterOf(day, statedOn)}T00:00:00.000Z` as Instant,
    sealIdentity,
    mapping: noMapping('standard'),
  });
  if (translation.is !== 'facts') throw new Error(`event ${id} is ${JSON.stringify(translation)}`);
  const [fact] = translation.facts;
  if (fact === undefined) throw new Error(`event ${id} makes no fact`);
  return fact;
}
