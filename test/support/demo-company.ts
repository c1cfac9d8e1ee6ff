import { publishedCalendar } from '../../domain/calendar/working-days.ts';
import { openCases, openUnitCases } from '../../domain/cases/case-kinds.ts';
import { composeDigest } from '../../domain/digest/compose-digest.ts';
import type { Digest, UnitCase } from '../../domain/digest/digest.ts';
import { foldSpells } from '../../domain/employment/fold.ts';
import { otherSpellsOf } from '../../domain/employment/other-spells.ts';
import { identityHashes } from '../../domain/employment/person.ts';
import type { Spell } from '../../domain/employment/spell.ts';
import type { Fact } from '../../domain/facts/fact.ts';
import { NO_ORDER } from '../../domain/facts/source-order.ts';
import { policyOf } from '../../domain/regions/policy-of.ts';
import { type Addressee, addresseesOf } from '../../domain/units/addressees.ts';
import { registrySchema, type Unit } from '../../domain/units/unit.ts';
import { isUnknownCharge, type UnknownCharge } from '../../domain/units/unknown-charge.ts';
import { addDays, type Instant, type PlainDate } from '../../domain/values/plain-date.ts';
import { NO_MATCHES } from '../../functions/imports/find-person.ts';
import { storeBill } from '../../functions/imports/store-bill.ts';
import type { RowPorts } from '../../functions/imports/store-rows.ts';
import { translateStandard } from '../../functions/sources/standard/standard.ts';
import { identitySealer } from '../../functions/sources/webhook/identity.ts';
import { noMapping } from '../../functions/sources/webhook/mapping.ts';
import { companyEvents, type DemoEvent, GUIDE_REFUSED } from '../../infra/local/demo/company.ts';
import { leaveNoticed, lostHire, strangersBill } from '../../infra/local/demo/other-inputs.ts';
import registryFile from '../../infra/local/demo/registry.json' with { type: 'json' };

/** The demo's company without its servers: its events as facts, folded, and the digests that come of them. */

export const DEMO_REGISTRY = registrySchema.parse(registryFile);
const DEMO_ADDRESSEES = addresseesOf(DEMO_REGISTRY, undefined);
const sealIdentity = identitySealer(new Uint8Array(32));

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

/** What the sender of guides records when the leaver's address takes no mail. */
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

/** What the person with this address is mailed on `day`, their first digest. */
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

async function casesFor({ rolesByUnit }: Addressee, day: PlainDate): Promise<UnitCase[]> {
  const spells = demoSpells(day);
  const units = DEMO_REGISTRY.units.filter(({ unitId }) => rolesByUnit.has(unitId));
  const perUnit = units.map(async (unit) => {
    const context = contextOf(unit, day);
    const own = openUnitCases({
      ...context,
      unitId: unit.unitId,
      registeredOn: addDays(day, -400),
      unitFacts: [],
      dueSpells: spells.filter(({ unitId }) => unitId === unit.unitId),
      unknownCharges: unit.unitId === 'BJ' ? await chargesForStrangers(day) : [],
      rosterFindings: unit.unitId === 'BJ' ? [lostHire(day)] : [],
    });
    const ofPeople = spells
      .filter(({ unitId }) => unitId === unit.unitId)
      .flatMap((spell) => openCases(spell, context));
    const roles = rolesByUnit.get(unit.unitId) ?? [];
    return [...own, ...ofPeople].map((it) => ({ case: it, unitName: unit.name, roles, attentions: [] }));
  });
  return (await Promise.all(perUnit)).flat();
}

function contextOf(unit: Unit, day: PlainDate) {
  const policy = policyOf(unit.region, unit.localPolicy);
  return { unit, policy, order: async () => NO_ORDER, calendar: publishedCalendar, asOf: day };
}

/** The rows of the demo's bill, as the import keeps those of people whom nobody has named. */
async function chargesForStrangers(day: PlainDate): Promise<readonly UnknownCharge[]> {
  const kept: UnknownCharge[] = [];
  await storeBill(
    strangersBill(day),
    { columns: undefined, seal: sealIdentity, today: day },
    {
      unitId: 'BJ',
      import: 'demo',
      matches: NO_MATCHES,
      isExpected: () => true,
      apply: true,
      charges: 2,
      load: { inFlight: 1, perSecond: 1000, pace: { milliseconds: () => 0, sleep: async () => {} } },
      onBad: () => {},
    },
    {
      employees: {
        load: async () => ({
          version: 0,
          facts: [],
          spells: [],
          unreadableFacts: [],
          unreadableSpellIds: [],
          samePersonAs: [],
        }),
        commit: async () => {
          throw new Error('nobody on the bill is known');
        },
      } as unknown as RowPorts['employees'],
      unit: async () => undefined,
      order: async () => NO_ORDER,
      calendar: publishedCalendar,
      peopleWith: async () => [],
      unknownCharges: {
        rows: async () => ({ items: [], unreadable: [] }),
        keep: async (some) => void kept.push(...some.filter(isUnknownCharge)),
        remove: async () => {},
      },
      clock: { now: () => `${day}T00:00:00.000Z` as Instant },
    },
  );
  return kept;
}

/** Through the source that takes it in, so that the demo cannot say what the contract does not know. */
function factOf({ id, type, statedOn, data }: DemoEvent, day: PlainDate): Fact {
  const body = JSON.stringify({ type, timestamp: `${statedOn}T18:00:00+08:00`, data });
  const translation = translateStandard(new TextEncoder().encode(body), {
    source: 'standard',
    deliveryId: id,
    receivedAt: `${day}T00:00:00.000Z` as Instant,
    sealIdentity,
    mapping: noMapping('standard'),
  });
  if (translation.is !== 'facts') throw new Error(`event ${id} is ${JSON.stringify(translation)}`);
  const [fact] = translation.facts;
  if (fact === undefined) throw new Error(`event ${id} makes no fact`);
  return fact;
}
