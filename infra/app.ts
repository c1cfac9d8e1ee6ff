import { Annotations, App } from 'aws-cdk-lib';
import { ServiceStack } from './service-stack.ts';
import { addressOf, projectContext, readSettings, type Settings, SettingsWrong } from './settings.ts';

/** The CDK app: one stack per stage. Settings are described in settings.ts. */
const app = new App({ context: projectContext(), analyticsReporting: false });
const settings = settingsOrStop();
const stack = new ServiceStack(app, `canbao-${settings.stage}`, settings);

const samples = [settings.sender, settings.fallbackMailbox].map(addressOf);
if (samples.some((mailbox) => mailbox.endsWith('@example.com')))
  Annotations.of(stack).addWarningV2(
    'canbao:sample-mailbox',
    `Mail goes from and to sample addresses (${samples.join(', ')}): set sender and fallbackMailbox before you deploy.`,
  );

app.synth();

/** Prints what is wrong with a setting without a stack trace, which would hide it. */
function settingsOrStop(): Settings {
  try {
    return readSettings({ context: app.node.getAllContext(), env: process.env });
  } catch (error) {
    if (!(error instanceof SettingsWrong)) throw error;
    console.error(error.message);
    return process.exit(1);
  }
}
