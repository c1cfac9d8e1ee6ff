import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Architecture, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { bundledCode } from '../../../infra/constructs/bundled-code.ts';

/** Bundles the function that holds the DynamoDB client alone, as the service's own are; into CDK_OUTDIR. */
const app = new App({ analyticsReporting: false });
new LambdaFunction(new Stack(app, 'reference'), 'Alone', {
  code: bundledCode(join(import.meta.dirname, 'dynamodb-alone.ts')),
  handler: 'index.handler',
  runtime: Runtime.NODEJS_24_X,
  architecture: Architecture.ARM_64,
});
app.synth();
