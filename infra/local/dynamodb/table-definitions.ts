import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { type Deployed, resourcesOfType } from '../assembly/resources-of-type.ts';

/** A table as it is to be created, and what DynamoDB does with it on its own. */
export interface TableDefinition {
  readonly logicalId: string;
  readonly create: CreateTableCommandInput & { readonly TableName: string };
  /** Names of the key attributes, partition key first. */
  readonly keyNames: readonly string[];
  /** The attribute that says when an item lapses, in seconds since 1970; undefined when nothing lapses. */
  readonly ttlAttribute: string | undefined;
}

const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));

const projection = z.object({
  ProjectionType: z.optional(z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE'])),
  NonKeyAttributes: z.optional(z.array(z.string())),
});

const index = z.object({ IndexName: z.string(), KeySchema: keySchema, Projection: projection });

const tableSchema = z.object({
  AttributeDefinitions: z.array(
    z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
  ),
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z.optional(z.array(index)),
  LocalSecondaryIndexes: z.optional(z.array(index)),
  TimeToLiveSpecification: z.optional(
    z.object({ AttributeName: z.optional(z.string()), Enabled: z.boolean() }),
  ),
});

/** Every table of the assembly; capacity, keys and backups have no meaning here and are left out. */
export function tableDefinitions(deployed: Deployed): TableDefinition[] {
  const types = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'];
  return resourcesOfType(deployed, types, tableSchema).map(({ resource, properties }) => {
    const { GlobalSecondaryIndexes, LocalSecondaryIndexes, TimeToLiveSpecification } = properties;
    return {
      logicalId: resource.logicalId,
      keyNames: properties.KeySchema.map(({ AttributeName }) => AttributeName),
      ttlAttribute: TimeToLiveSpecification?.Enabled ? TimeToLiveSpecification.AttributeName : undefined,
      create: {
        TableName: deployed.resolver.identityOf(resource).ref,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: properties.AttributeDefinitions,
        KeySchema: properties.KeySchema,
        ...(GlobalSecondaryIndexes === undefined ? {} : { GlobalSecondaryIndexes }),
        ...(LocalSecondaryIndexes === undefined ? {} : { LocalSecondaryIndexes }),
      } as TableDefinition['create'],
    };
  });
}
