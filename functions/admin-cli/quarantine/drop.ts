import type { Command } from 'commander';
import type { Frame } from '../frame/frame.ts';
import { example, withStoreOptions } from '../frame/options.ts';
import type { StoreChoice } from '../store/store.ts';
import { eventIdOf } from './list.ts';
import { eventNamed } from './show.ts';

/** `canbao quarantine drop`: what never will be understood, and nobody needs. */
export function quarantineDrop(parent: Command, frame: Frame): void {
  const { say } = frame;
  const command = parent
    .command('drop')
    .description(say({ zh: '丢弃一个隔离的事件，不可恢复', en: 'throw an event away for good' }))
    .argument(
      '<event>',
      say({ zh: '编号，见 canbao quarantine list', en: 'as canbao quarantine list shows it' }),
    );
  withStoreOptions(command, frame)
    .addHelpText('after', example(frame, 'canbao quarantine drop 2026-11-20/feishu/evt_1 --local'))
    .action(
      frame.act((id: string, choice: StoreChoice) =>
        frame.withStore(choice, async (store) => {
          const event = await eventNamed(id, store, frame);
          await store.quarantine.remove(event);
          const dropped = eventIdOf(event);
          return {
            json: { dropped },
            lines: [say({ zh: `已丢弃 ${dropped}`, en: `Thrown away: ${dropped}` })],
          };
        }),
      ),
    );
}
