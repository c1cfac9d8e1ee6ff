import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { keys } from '../../functions/adapters/dynamodb/keys.ts';
import { allow, type Binding, denyUnder } from './binding.ts';

const INDEX = 'byUnit';

type ReadAction = 'GetItem' | 'BatchGetItem' | 'Query';
type WriteAction = 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'BatchWriteItem';

/** What a function does with the table, and with its index. */
interface TableUse {
  readonly table: readonly (ReadAction | WriteAction)[];
  readonly index?: readonly 'Query'[];
  /** Whether it puts entries into the audit log. Nobody changes or deletes any. */
  readonly audits?: boolean;
}

const READING_KEY = ['kms:Decrypt', 'kms:DescribeKey'];
const WRITING_KEY = [
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];

/**
 * The one table, with the one index. What stands in it cannot be had again (facts arrive once), so it survives the
 * stack, cannot be deleted by mistake and can be put back to any second of the last 35 days. Its
 * protection also keeps it, and so its key, when a first deployment is rolled back: see infra/README.md.
 */
export class FactsTable extends Construct {
  readonly table: Table;
  readonly #key: Key;

  constructor(scope: Construct, id: string, { stage }: { readonly stage: string }) {
    super(scope, id);
    this.#key = new Key(this, 'Key', {
      alias: `canbao-${stage}`,
      description: 'Canbao: facts about employees',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.table = new Table(this, 'Table', {
      tableName: `canbao-${stage}`,
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      timeToLiveAttribute: 'expiresAt',
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.#key,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.table.addGlobalSecondaryIndex({
      indexName: INDEX,
      partitionKey: { name: 'unitId', type: AttributeType.STRING },
      sortKey: { name: 'wakeKey', type: AttributeType.STRING },
      projectionType: ProjectionType.ALL,
    });
  }

  /** TABLE_NAME, exactly these actions, and the key for as much as they need, through DynamoDB only. */
  binding({ table, index = [], audits = false }: TableUse): Binding {
    const actions = (names: readonly string[]) => names.map((name) => `dynamodb:${name}`);
    const keyActions = table.some(isWrite) ? [...READING_KEY, ...WRITING_KEY] : READING_KEY;
    const viaTable = { StringEquals: { 'kms:ViaService': `dynamodb.${Aws.REGION}.${Aws.URL_SUFFIX}` } };
    const statements = [
      allow(actions(table), [this.table.tableArn]),
      allow(keyActions, [this.#key.keyArn], viaTable),
    ];
    const denied = table.filter((action) => isWrite(action) && !(audits && action === 'PutItem'));
    if (denied.length > 0) statements.push(denyUnder(keys.audits, actions(denied), [this.table.tableArn]));
    if (index.length > 0) statements.push(allow(actions(index), [`${this.table.tableArn}/index/${INDEX}`]));
    return { environment: { TABLE_NAME: this.table.tableName }, statements };
  }
}

function isWrite(action: ReadAction | WriteAction): action is WriteAction {
  return action !== 'GetItem' && action !== 'BatchGetItem' && action !== 'Query';
}
