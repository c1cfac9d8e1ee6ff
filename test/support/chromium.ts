import { existsSync } from 'node:fs';

const USUAL = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * The Chromium of this machine: CANBAO_CHROMIUM, or one at a usual path. @returns undefined if there is none, with
 * a note on the console. @throws Error if there is none and CANBAO_BROWSER=required.
 */
export function chromiumPath(): string | undefined {
  const named = process.env.CANBAO_CHROMIUM;
  const found = [...(named ? [named] : []), ...USUAL].find((path) => existsSync(path));
  if (found !== undefined) return found;
  if (process.env.CANBAO_BROWSER === 'required')
    throw new Error('CANBAO_BROWSER is required, and no Chromium was found');
  console.log('No Chromium here: the tests in a browser are skipped. CANBAO_CHROMIUM names one.');
  return undefined;
}
