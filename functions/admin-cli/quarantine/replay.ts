import type { Command } from 'commander';
import { printable } from '../../../domain/letter/letter.ts';
import { type MessagePorts, type Taken, takeMessage } from '../../intake/handle-message.ts';
import { registryWords } from '../../intake/registry-lookup.ts';
import type { QuarantinedEvent } from '../../ports.ts';
import { SOURCES } from '../../sources/sources.ts';
import { BadUsage, type Frame, type Printout } from '../frame/frame.ts';
import { example } from '../frame/options.ts';
import { foldPorts, type Store } from '../store/store.ts';
import { type Chosen, chosenEvents, eventIdOf, withChoice } from './list.ts';
import { eventNamed, type WithBody } from './show.ts';

/** What became of one event. */
interface Replayed {
  readonly id: string;
  readonly outcome: 'accepted' | 'duplicate' | 'ignored' | 'not-understood' | 'failed';
  readonly facts?: readonly string[];
  readonly problems?: readonly string[];
}

/**
 * `canbao quarantine replay`: takes events in again the way they came, after a mapping or a schema was mended. What
 * is taken in leaves the quarantine; what still is not understood stays, with what is wrong with it now.
 */
export function quarantineReplay(parent: Command, frame: Frame): void {
  const { say } = frame;
  const command = parent
    .command('replay')
    .description(
      say({
        zh: '重放隔离的事件：补好对应关系或升级之后，按原路径再处理一次',
        en: 'take events in again, after a mapping or the program was mended',
      }),
    )
    .argument('[events...]', say({ zh: '编号；不写则须 --all', en: 'which ones; else say --all' }))
    .option(
      '--all',
      say({
        zh: '全部，或 --source、--since 选中的全部',
        en: 'all, or all that --source and --since choose',
      }),
    );
  withChoice(command, frame)
    .addHelpText(
      'after',
      example(
        frame,
        'canbao quarantine replay 2026-11-20/feishu/evt_1 --local',
        'canbao quarantine replay --all --source feishu --stage prod',
      ),
    )
    .action(
      frame.act((ids: readonly string[], chosen: Chosen & { readonly all?: boolean }) => {
        if (ids.length > 0 === (chosen.all === true)) throw neitherOrBoth(frame);
        return frame.withStore(chosen, (store) => replayAll(ids, chosen, store, frame));
      }),
    );
}

function neitherOrBoth({ say }: Frame): BadUsage {
  return new BadUsage(
    say({
      zh: '要么写事件编号，要么写 --all；编号见 canbao quarantine list',
      en: 'name events, or say --all, but not both; canbao quarantine list shows their ids',
    }),
  );
}

async function replayAll(
  ids: readonly string[],
  chosen: Chosen,
  store: Store,
  frame: Frame,
): Promise<Printout> {
  const events = ids.length > 0 ? ids : (await chosenEvents(chosen, store, frame)).map(eventIdOf);
  const ports = messagePorts(store, frame);
  const replayed: Replayed[] = [];
  // One after the other, in the order in which they came.
  for (const id of events) replayed.push(await replayOne(id, ports, store, frame));
  return printout(replayed, frame);
}

/** What goes wrong with one must not keep the others where they are; a wrong id is the caller's to mend. */
async function replayOne(id: string, ports: MessagePorts, store: Store, frame: Frame): Promise<Replayed> {
  try {
    return await replay(await eventNamed(id, store, frame), ports, store, frame);
  } catch (error) {
    if (error instanceof BadUsage) throw error;
    return { id, outcome: 'failed', problems: [error instanceof Error ? error.message : String(error)] };
  }
}

function messagePorts(store: Store, { clock }: Frame): MessagePorts {
  const { mapping } = registryWords(store.registry, clock);
  const { identityKey, details, notes, unitFacts } = store;
  return { ...foldPorts(store, clock), mapping, secrets: { identityKey }, details, notes, unitFacts };
}

async function replay(event: WithBody, ports: MessagePorts, store: Store, frame: Frame): Promise<Replayed> {
  const id = eventIdOf(event);
  const source = await SOURCES.get(event.source)?.load();
  if (source === undefined)
    return { id, outcome: 'failed', problems: [`there is no source ${event.source} any more`] };
  const { deliveryId, receivedAt: cameAt } = event;
  // Taken in now: for the next digest it is news, however long it lay here.
  const delivery = { source: source.name, deliveryId, receivedAt: frame.clock.now(), cameAt };
  const taken = await takeMessage(source, delivery, event.body, ports);
  await keepOrRemove(event, taken, store);
  return { id, outcome: taken.is, ...('facts' in taken && { facts: taken.facts }), ...problemsIn(taken) };
}

function problemsIn(taken: Taken): Pick<Replayed, 'problems'> {
  return taken.is === 'not-understood' ? { problems: taken.problems } : {};
}

async function keepOrRemove(event: QuarantinedEvent, taken: Taken, { quarantine }: Store): Promise<void> {
  if (taken.is === 'not-understood') await quarantine.noteProblems(event, taken.problems);
  else await quarantine.remove(event);
}

const OUTCOMES = {
  accepted: { zh: '已处理', en: 'taken in' },
  duplicate: { zh: '早已收到过', en: 'known already' },
  ignored: { zh: '与参保无关，已移出', en: 'of no concern, removed' },
  'not-understood': { zh: '仍看不懂，留在隔离区', en: 'still not understood, stays' },
  failed: { zh: '没有处理，留在隔离区', en: 'not tried, stays' },
} as const;

function printout(replayed: readonly Replayed[], { say }: Frame): Printout {
  const stays = replayed.filter(({ problems }) => problems !== undefined);
  return {
    json: { replayed },
    lines:
      replayed.length === 0
        ? [say({ zh: '隔离区里没有事件', en: 'Nothing is in quarantine' })]
        : replayed
            .flatMap(({ id, outcome, problems = [] }) => [
              `${id}  ${say(OUTCOMES[outcome])}`,
              ...problems.map((problem) => `  ${problem}`),
            ])
            .map(printable),
    failed: stays.length > 0,
  };
}
