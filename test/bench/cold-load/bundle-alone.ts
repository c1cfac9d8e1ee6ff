import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { BUNDLING } from '../../../infra/constructs/canbao-function.ts';

/** Bundles the function that holds the DynamoDB client alone, as the service's own are; into CDK_OUTDIR. */
const ROOT = join(import.meta.dirname, '..', '..', '..');
const app = new App({ analyticsReporting: false });
new NodejsFunction(new Stack(app, 'reference'), 'Alone', {
  entry: join(import.meta.dirname, 'dynamodb-alone.ts'),
  projectRoot: ROOT,
  depsLockFilePath: join(ROOT, 'package-lock.json'),
  runtime: Runtime.NODEJS_24_X,
  architecture: Architecture.ARM_64,
  bundling: BUNDLING,
});
app.synth();
