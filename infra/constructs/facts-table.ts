import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { PARTITIONS, type Partition } from '../../functions/adapters/dynamodb/keys.ts';
import { allow, type Binding } from './binding.ts';

export const INDEX = 'byUnit';

type ReadAction = 'GetItem' | 'BatchGetItem' | 'Query';
type WriteAction = 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'BatchWriteItem';

type TableAction = ReadAction | WriteAction;

/** The DynamoDB actions that a function may use: on each partition of the table, and on the index. */
interface TableUse {
  readonly table: Readonly<Partial<Record<Partition, readonly TableAction[]>>>;
  readonly index?: readonly 'Query'[];
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
 * The only table, with its only index. Facts arrive only once, so the data cannot be recovered from elsewhere. The
 * table therefore remains when the stack is deleted, is protected against deletion, and can be restored to any second
 * of the last 35 days. Because of this protection the table and its key also remain when a first deployment is rolled
 * back: see infra/README.md.
 */
export class FactsTable extends Construct {
  readonly table: Table;
  /** The key of this stage; mail feedback uses it too. */
  readonly key: Key;

  constructor(scope: Construct, id: string, { stage }: { readonly stage: string }) {
    super(scope, id);
    this.key = new Key(this, 'Key', {
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
      encryptionKey: this.key,
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

  /**
   * Sets TABLE_NAME. Allows exactly these actions on these partitions, and the use of the key for them, only through
   * DynamoDB.
   */
  binding({ table, index = [] }: TableUse): Binding {
    const actions = (names: readonly string[]) => names.map((name) => `dynamodb:${name}`);
    const uses = Object.entries(table) as [Partition, readonly TableAction[]][];
    const isWriting = uses.some(([, names]) => names.some(isWrite));
    const keyActions = isWriting ? [...READING_KEY, ...WRITING_KEY] : READING_KEY;
    // Partitions with the same actions share a statement: the size of a role's policy is limited.
    const alike = Map.groupBy(uses, ([, names]) => names.toSorted().join());
    const viaTable = { StringEquals: { 'kms:ViaService': `dynamodb.${Aws.REGION}.${Aws.URL_SUFFIX}` } };
    const statements = [
      ...[...alike].map(([names, group]) =>
        allow(actions(names.split(',')), [this.table.tableArn], inPartitions(group.map(([name]) => name))),
      ),
      allow(keyActions, [this.key.keyArn], viaTable),
    ];
    if (index.length > 0) statements.push(allow(actions(index), [`${this.table.tableArn}/index/${INDEX}`]));
    return { environment: { TABLE_NAME: this.table.tableName }, statements };
  }
}

/** All items of a request must be in these partitions. */
function inPartitions(names: readonly Partition[]) {
  return { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': names.map((name) => PARTITIONS[name]) } };
}

function isWrite(action: TableAction): action is WriteAction {
  return action !== 'GetItem' && action !== 'BatchGetItem' && action !== 'Query';
}
