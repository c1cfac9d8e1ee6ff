import { effectiveOn, type Fact } from '../facts/fact.ts';
import { compact } from '../values/compact.ts';
import { knownName } from '../values/person-name.ts';
import { informationFiledOn } from './filings.ts';
import type { BegunSituation, ChangedField, InformationChange } from './spell.ts';

/** The last stated value of each field that the agency has on file; an identity number as its keyed hash. */
type Known = Partial<Record<ChangedField, string>>;

/**
 * G4: the changes that HR reported to data on file at the agency. A change is left out if an information change
 * that was filed on its day or later was accepted. The first value of a field is not a change, nor is a repeated value.
 * @param facts effective facts of one employee in statement order.
 */
export function pendingChanges(facts: readonly Fact[]): readonly InformationChange[] {
  let known: Known = {};
  const changes: InformationChange[] = [];
  for (const fact of facts) {
    if (fact.kind !== 'employee.hired' && fact.kind !== 'employee.updated') continue;
    const stated = statedIn(fact);
    const fields = FIELDS.filter((field) => isAnother(stated[field], known[field]));
    if (fact.kind === 'employee.updated' && fields.length > 0) {
      changes.push({ fields, on: effectiveOn(fact), knownAt: fact.receivedAt });
    }
    known = { ...known, ...stated };
  }
  if (changes.length === 0) return changes;
  const filedOn = informationFiledOn(facts);
  return changes.filter(({ on }) => filedOn === undefined || on > filedOn);
}

/** The changes that took effect during one spell. */
export function changesDuring(
  situation: BegunSituation,
  changes: readonly InformationChange[],
): readonly InformationChange[] {
  if (situation.is === 'cancelled') return [];
  const until = situation.is === 'left' ? situation.end.on : undefined;
  return changes.filter(({ on }) => situation.start.on <= on && (until === undefined || on <= until));
}

const FIELDS: readonly ChangedField[] = ['name', 'identity', 'birthDate', 'sex', 'phone'];

function statedIn(fact: Extract<Fact, { kind: 'employee.hired' | 'employee.updated' }>): Known {
  const data = fact.kind === 'employee.hired' ? fact.data : fact.data.changes;
  const phone = fact.kind === 'employee.hired' ? fact.data.contact?.phone : fact.data.changes.phone;
  const { name, identity, birthDate, sex } = data;
  return compact({ name: knownName(name), identity: identity?.hash, birthDate, sex, phone });
}

function isAnother(stated: string | undefined, known: string | undefined): boolean {
  return stated !== undefined && known !== undefined && stated !== known;
}
