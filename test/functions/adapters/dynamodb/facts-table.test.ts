import { test } from 'vitest';
import { synthesized } from '../../../infra/synthesized.ts';
import { FACTS_TABLE, TTL_ATTRIBUTE } from '../../../support/embedded-dynamodb.ts';

test('the table of the tests has the properties of the table in the stack', () => {
  synthesized().template.hasResourceProperties('AWS::DynamoDB::Table', {
    ...FACTS_TABLE,
    TimeToLiveSpecification: { AttributeName: TTL_ATTRIBUTE, Enabled: true },
  });
});
