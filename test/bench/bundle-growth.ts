import { SOURCES } from '../../functions/sources/sources.ts';
import { bundleOf } from '../support/bundle-of.ts';
import { type Figure, figure } from './figure.ts';

/** A sender waits while it is loaded: what six HR systems may add to it. */
const GOAL_BYTES = 40 * 1024;

/** How much the sources of HR systems other than our own contract add to the bundle of receive-event. */
export async function bundleGrowth(): Promise<readonly Figure[]> {
  const files = vendorFiles();
  const whole = await bundleOf('receive-event');
  const bare = await bundleOf('receive-event', files);
  const each = await Promise.all(
    files.map(async (file) => {
      const { bytes } = await bundleOf('receive-event', [file]);
      return [/([\w-]+)\.ts$/.exec(file)?.[1] ?? file, whole.bytes - bytes] as const;
    }),
  );
  const reference = bare.bytes;
  return [
    figure({
      name: 'bundle-growth',
      what: 'what the HR systems’ sources add to the bundle of receive-event, against the bundle without them',
      unit: 'bytes',
      subject: whole.bytes - reference,
      reference,
      goal: { of: 'subject', atMost: GOAL_BYTES },
      // Less than the whole: what several share goes with none of them.
      more: Object.fromEntries(each),
    }),
    figure({
      name: 'bundle-growth at start',
      what: 'the same for what is loaded before the first event: a source is loaded with the first event of its own',
      unit: 'bytes',
      subject: whole.bytesAtOnce - bare.bytesAtOnce,
      reference: bare.bytesAtOnce,
      goal: { of: 'subject', atMost: GOAL_BYTES },
    }),
  ];
}

/** From the project's root; our own contract is left where it is. */
export function vendorFiles(): readonly string[] {
  return [...SOURCES.keys()]
    .filter((name) => name !== 'standard')
    .map((name) => `functions/sources/${name}/${name}.ts`);
}
