import type { Command } from 'commander';
import { entryOf, isLive, type SecretEntry } from '../../adapters/secret-entries.ts';
import type { Frame, Printout } from '../frame/frame.ts';
import { example, withStoreOptions } from '../frame/options.ts';
import { type ReadSecret, readSecret, type SecretChoice } from './source-secret.ts';

/** `canbao secrets show`: which entries there are and when they are good, never what stands in them. */
export function secretsShow(parent: Command, frame: Frame): void {
  const { say } = frame;
  const command = parent.command('show').description(
    say({
      zh: '列出各条密钥及其有效期，不显示内容',
      en: 'list the entries and when they are good, not what they are',
    }),
  );
  withSecretArguments(command, frame)
    .addHelpText(
      'after',
      example(frame, 'canbao secrets show feishu --local', 'canbao secrets show feishu --api --stage prod'),
    )
    .action(
      frame.act((source: string, choice: SecretChoice) =>
        frame.withStore(choice, async (store) =>
          printout(await readSecret(source, choice, store, frame), frame),
        ),
      ),
    );
}

/** The source, and which of its secrets. */
export function withSecretArguments(command: Command, frame: Frame): Command {
  const { say } = frame;
  command
    .argument('<source>', say({ zh: '人事系统，如 feishu', en: 'HR system, e.g. feishu' }))
    .option('--api', say({ zh: '用于查询接口的密钥', en: 'what its API is asked with' }));
  return withStoreOptions(command, frame);
}

const STATES = {
  live: { zh: '有效', en: 'live' },
  retiring: { zh: '即将停用', en: 'retiring' },
  'not-yet': { zh: '尚未生效', en: 'not yet live' },
  over: { zh: '已停用', en: 'over' },
  unusable: { zh: '不可用', en: 'cannot be used' },
} as const;

export function printout({ name, entries, problemOf }: ReadSecret, frame: Frame): Printout {
  const { say } = frame;
  const now = frame.clock.now();
  const told = Object.entries(entries).map(([id, stored]) => {
    const entry = entryOf(id, stored);
    const problem = entry.problem ?? problemOf(entry.parts);
    const { parts, notBefore, notAfter } = entry;
    const state = problem === undefined ? stateOf(entry, now) : 'unusable';
    return { id, state, parts: Object.keys(parts), notBefore, notAfter, problem } as const;
  });
  return {
    json: { secret: name, entries: told },
    lines: [
      name,
      ...told.map(({ id, state, parts, notBefore, notAfter, problem }) =>
        [
          `  ${id}  ${say(STATES[state])}  ${parts.join(', ')}`,
          ...(notBefore === undefined ? [] : [`notBefore ${notBefore}`]),
          ...(notAfter === undefined ? [] : [`notAfter ${notAfter}`]),
          ...(problem === undefined ? [] : [problem]),
        ].join('  '),
      ),
      ...(told.length === 0 ? [say({ zh: '  还没有录入', en: '  nothing was entered yet' })] : []),
    ],
  };
}

function stateOf(entry: SecretEntry, now: string): Exclude<keyof typeof STATES, 'unusable'> {
  if (isLive(entry, now)) return entry.notAfter === undefined ? 'live' : 'retiring';
  return entry.notBefore !== undefined && now < entry.notBefore ? 'not-yet' : 'over';
}
