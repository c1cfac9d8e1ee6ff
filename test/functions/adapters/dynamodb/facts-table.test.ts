import { test } from 'vitest';
import { synthesized } from '../../../infra/synthesized.ts';
import { FACTS_TABLE, TTL_ATTRIBUTE } from '../../../support/embedded-dynamodb.ts';

test('the table of these tests is the one that the stack synthesizes', () => {
  synthesized().template.hasResourceProperties('AWS::DynamoDB::Table', {
    ...FACTS_TABLE,
    TimeToLiveSpecification: { AttributeName: TTL_ATTRIBUTE, Enabled: true },
  });
});
