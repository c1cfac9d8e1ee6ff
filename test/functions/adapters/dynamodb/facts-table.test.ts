import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { test } from 'vitest';
import { FactsTable } from '../../../../infra/constructs/facts-table.ts';
import { FACTS_TABLE, TTL_ATTRIBUTE } from '../../../support/embedded-dynamodb.ts';

test('the table of the tests has the properties of the table in the stack', () => {
  const stack = new Stack(new App(), 'Stack');
  new FactsTable(stack, 'Facts', { stage: 'test' });
  Template.fromStack(stack).hasResourceProperties('AWS::DynamoDB::Table', {
    ...FACTS_TABLE,
    TimeToLiveSpecification: { AttributeName: TTL_ATTRIBUTE, Enabled: true },
  });
});
