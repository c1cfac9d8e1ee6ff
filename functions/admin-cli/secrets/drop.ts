import type { Command } from 'commander';
import { BadUsage, CommandFailed, type Frame, type Printout } from '../frame/frame.ts';
import { example } from '../frame/options.ts';
import type { Store } from '../store/store.ts';
import { printout, withSecretArguments } from './show.ts';
import { isAnyLive, readSecret, type SecretChoice } from './source-secret.ts';

/** `canbao secrets drop`: takes an entry away that nobody signs with any more. */
export function secretsDrop(parent: Command, frame: Frame): void {
  const { say } = frame;
  const command = parent.command('drop').description(say({ zh: '删除一条密钥', en: 'take an entry away' }));
  withSecretArguments(command, frame)
    .argument('<entry>', say({ zh: '名称，见 canbao secrets show', en: 'as canbao secrets show names it' }))
    .addHelpText('after', example(frame, 'canbao secrets drop feishu 2026 --stage prod'))
    .action(
      frame.act((source: string, id: string, choice: SecretChoice) =>
        frame.withStore(choice, (store) => drop(source, id, choice, store, frame)),
      ),
    );
}

async function drop(
  source: string,
  id: string,
  choice: SecretChoice,
  store: Store,
  frame: Frame,
): Promise<Printout> {
  const secret = await readSecret(source, choice, store, frame);
  const { [id]: gone, ...entries } = secret.entries;
  if (gone === undefined) throw unknownEntry(id, Object.keys(entries), frame);
  if (!isAnyLive({ ...secret, entries }, frame.clock.now())) throw lastOne(id, frame);
  await store.secrets.write(secret.name, entries);
  return printout({ ...secret, entries }, frame);
}

function unknownEntry(id: string, known: readonly string[], { say }: Frame): BadUsage {
  const there = known.join(', ') || '—';
  return new BadUsage(
    say({ zh: `没有 ${id} 这一条；有 ${there}`, en: `there is no entry ${id}; there are ${there}` }),
  );
}

function lastOne(id: string, { say }: Frame): CommandFailed {
  return new CommandFailed(
    say({
      zh: `没有删除：${id} 是现在唯一有效的一条，删除后事件都收不进来；请先录入新的`,
      en: `nothing was taken away: ${id} is the only entry that is live, and without it no event could be taken in; enter the new one first`,
    }),
  );
}
