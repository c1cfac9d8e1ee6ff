import { Annotations, App } from 'aws-cdk-lib';
import { projectContext } from './project-context.ts';
import { ServiceStack } from './service-stack.ts';
import { addressOf, readSettings } from './settings.ts';

/** The CDK app: one stack per stage. Settings are described in settings.ts. */
const app = new App({ context: projectContext(), analyticsReporting: false });
const settings = readSettings({ context: app.node.getAllContext(), env: process.env });
const stack = new ServiceStack(app, `canbao-${settings.stage}`, settings);

const samples = [settings.sender, settings.fallbackMailbox].map(addressOf);
if (samples.some((mailbox) => mailbox.endsWith('@example.com')))
  Annotations.of(stack).addWarningV2(
    'canbao:sample-mailbox',
    `Mail goes from and to sample addresses (${samples.join(', ')}): set sender and fallbackMailbox before you deploy.`,
  );

app.synth();
