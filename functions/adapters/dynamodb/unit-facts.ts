import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { UnitFact, UnitFactKind } from '../../../domain/units/unit-facts.ts';
import type { OnUnreadable, UnitFacts } from '../../ports.ts';
import { hasItem, putNew } from './items.ts';
import { formerlyAt, keys } from './keys.ts';
import { NOT_REPORTED } from './records.ts';

/**
 * The kinds of facts about a unit's imported files. Each month adds some, so they are stored apart from the registry.
 */
const OF_IMPORTS: ReadonlySet<UnitFactKind> = new Set<UnitFactKind>([
  'bill.imported',
  'list.imported',
  'person.matched',
]);

/** Whether the fact is about an import, or about the person of an import's row. */
export function isOfImport({ kind }: Pick<UnitFact, 'kind'>): boolean {
  return OF_IMPORTS.has(kind);
}

/**
 * Stores facts about units where loading the registry reads them too. Facts about imports are stored apart and folded
 * into one item, because ten years of imports must not slow down that loading.
 */
export function dynamodbUnitFacts(
  client: DynamoDBClient,
  tableName: string,
  onUnreadable: OnUnreadable = NOT_REPORTED,
): UnitFacts {
  // This code is loaded with the first import, because events of HR systems do not need it.
  const coverage = () => import('./coverage.ts');
  const foldCoverage = async (unitId: string) => (await coverage()).foldCoverage(client, tableName, unitId);
  return {
    async append(facts) {
      let outcome: 'taken' | 'duplicate' = 'duplicate';
      const imported = new Set<string>();
      for (const fact of facts) {
        const apart = await isStoredApart(fact);
        const key = (apart ? keys.importFact : keys.unitFact)(fact.unitId, fact.factId);
        if (apart) imported.add(fact.unitId);
        if (!apart && (await hasItem(client, tableName, formerlyAt(key)))) continue;
        if (await putNew(client, tableName, { ...key, body: { S: JSON.stringify(fact) } })) outcome = 'taken';
      }
      // The fold also runs after a duplicate, because the first attempt may have failed before this step.
      for (const unitId of imported) await foldCoverage(unitId);
      return outcome;
    },
    async ofImports(unitId) {
      const found = await (await coverage()).importFactsOf(client, tableName, unitId);
      for (const record of found.unreadable) onUnreadable(record);
      return found;
    },
    foldCoverage,
  };

  /**
   * Whether the fact is stored apart from the registry. A void is stored where the fact that it voids is stored; the
   * void of a whole import is stored with the import's facts.
   */
  async function isStoredApart(fact: UnitFact): Promise<boolean> {
    if (fact.kind !== 'fact.voided') return isOfImport(fact);
    if (/^bill:[^:]+$/.test(fact.data.factId)) return true;
    return hasItem(client, tableName, keys.importFact(fact.unitId, fact.data.factId));
  }
}
