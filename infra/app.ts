import { Annotations, App } from 'aws-cdk-lib';
import { ServiceStack } from './service-stack.ts';
import { projectContext, readSettings, type Settings, SettingsWrong, warningsFor } from './settings.ts';

/** The CDK app. It has one stack per stage. The settings are described in settings.ts. */
const app = new App({ context: projectContext(), analyticsReporting: false });
const settings = settingsOrStop();
const stack = new ServiceStack(app, `canbao-${settings.stage}`, settings);

for (const { id, text } of warningsFor(settings)) Annotations.of(stack).addWarningV2(id, text);

app.synth();

/** Reads the settings. If one is wrong, it is printed without a stack trace, which would hide it. */
function settingsOrStop(): Settings {
  try {
    return readSettings({ context: app.node.getAllContext(), env: process.env });
  } catch (error) {
    if (!(error instanceof SettingsWrong)) throw error;
    console.error(error.message);
    return process.exit(1);
  }
}
