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
 * The path of the Chromium for the browser tests, which only run if CANBAO_BROWSER is `on` or `required`. It is
 * CANBAO_CHROMIUM, or otherwise one of the usual paths.
 * @returns undefined if the tests are skipped, after printing why.
 * @throws Error if a Chromium is required and none is found.
 */
export function chromiumPath(): string | undefined {
  const wanted = process.env.CANBAO_BROWSER || 'off';
  if (!['on', 'required', 'off'].includes(wanted))
    throw new Error(`CANBAO_BROWSER is ${wanted}; allowed are on, required, off`);
  if (wanted === 'off') {
    console.log('The tests in a browser are skipped: CANBAO_BROWSER=on runs them.');
    return undefined;
  }
  const named = process.env.CANBAO_CHROMIUM;
  const found = [...(named ? [named] : []), ...USUAL].find((path) => existsSync(path));
  if (found !== undefined) return found;
  if (wanted === 'required') throw new Error('CANBAO_BROWSER is required, and no Chromium was found');
  console.log('The tests in a browser are skipped: no Chromium was found. CANBAO_CHROMIUM names one.');
  return undefined;
}
