import { addDays, parsePlainDate } from '../../domain/values/plain-date.ts';
import { KEPT_DAYS } from '../adapters/dynamodb/quarantine.ts';
import { foldPorts, type Store } from '../deployment/deployment.ts';
import { registryContext } from '../intake/registry-lookup.ts';
import type { QuarantinedEvent, QuarantineKey } from '../ports.ts';
import { replayEvent } from '../replay-event/replay-event.ts';
import { outlineOf } from '../sources/webhook/outline.ts';
import { problemText } from '../sources/webhook/problem-texts.ts';
import { noteAct } from './activity.ts';
import { BadUsage, type CommandContext } from './frame/frame.ts';
import { argument, day, flag, severalArguments, text } from './frame/kinds.ts';
import { type Asked, type GroupSpec, storeCommand } from './frame/spec.ts';

const EVENT = argument({
  zh: '编号，见 canbao quarantine list',
  en: 'the id of the event, as shown by canbao quarantine list',
});

const CHOICE = {
  source: text({ zh: '只看某个人事系统', en: 'only of this HR system' }, 'source'),
  since: day({ zh: '从哪一天起收到的（默认 90 天以内）', en: 'received since (default: 90 days ago)' }),
};

const QUARANTINE_LIST = storeCommand({
  name: 'list',
  about: { zh: '列出隔离的事件', en: 'list the events in quarantine' },
  options: CHOICE,
  examples: ['canbao quarantine list --source feishu --local'],
  async run(chosen, context, store) {
    const events = await chosenEvents(chosen, store, context);
    return {
      json: {
        events: events.map(({ source, deliveryId, receivedAt, problems, ...key }) => ({
          id: eventIdOf({ ...key, source, deliveryId }),
          source,
          deliveryId,
          receivedAt,
          problems,
        })),
      },
      lines:
        events.length === 0
          ? [NO_EVENTS]
          : events.flatMap((event) => [eventIdOf(event), ...problemLines(event.problems, context)]),
    };
  },
});

const QUARANTINE_SHOW = storeCommand({
  name: 'show',
  about: {
    zh: '查看一个隔离的事件：问题和字段名，不显示个人信息',
    en: 'show an event in quarantine: its problems and its field names, no personal data',
  },
  args: { event: EVENT },
  options: {
    reveal: flag({ zh: '显示原文，含姓名、证件号码、工资等', en: 'show the body with its personal data' }),
  },
  examples: ['canbao quarantine show 2026-11-20/feishu/evt_1 --local'],
  async run({ event: id, reveal = false }, context, store) {
    const event = await eventNamed(id, store, context);
    const { source, deliveryId, receivedAt, problems, body } = event;
    const content = new TextDecoder().decode(body);
    const outline = reveal ? [] : outlineOf(content);
    const title = reveal
      ? { zh: '原文：', en: 'Body:' }
      : { zh: '字段（值已隐去，--reveal 显示原文）：', en: 'Fields (--reveal shows the values):' };
    return {
      json: {
        id: eventIdOf(event),
        source,
        deliveryId,
        receivedAt,
        problems,
        bytes: body.length,
        ...(reveal ? { body: content } : { outline }),
      },
      lines: [
        eventIdOf(event),
        {
          zh: `收到时间 ${receivedAt}，${body.length} 字节`,
          en: `received ${receivedAt}, ${body.length} bytes`,
        },
        { zh: '问题：', en: 'Problems:' },
        ...problemLines(problems, context),
        title,
        ...(reveal ? content.split('\n') : outline.map((line) => `  ${line}`)),
      ],
    };
  },
});

/**
 * Handles events again after a mapping or schema was corrected. Accepted events leave the quarantine; the others stay,
 * with their new problems.
 */
const QUARANTINE_REPLAY = storeCommand({
  name: 'replay',
  about: {
    zh: '重放隔离的事件：补好对应关系或升级之后，按原路径再处理一次',
    en: 'process events again after a mapping or the program was corrected',
  },
  args: {
    events: severalArguments(
      { zh: '编号；不写则须 --all', en: 'the ids of the events; use --all for all events' },
      'any',
    ),
  },
  options: {
    all: flag({
      zh: '全部，或 --source、--since 选中的全部',
      en: 'all events, or those selected by --source and --since',
    }),
    ...CHOICE,
  },
  examples: [
    'canbao quarantine replay 2026-11-20/feishu/evt_1 --local',
    'canbao quarantine replay --all --source feishu --stage prod',
  ],
  check({ events, all = false }, { badUsage }) {
    if (events.length > 0 !== all) return;
    throw badUsage({
      zh: '要么写事件编号，要么写 --all；编号见 canbao quarantine list',
      en: 'give event ids or --all, but not both; canbao quarantine list shows the ids',
    });
  },
  async run({ events, ...chosen }, context, store) {
    const ids = events.length > 0 ? events : (await chosenEvents(chosen, store, context)).map(eventIdOf);
    const replayed: Replayed[] = [];
    // Events are handled one after the other. With `--all`, those of earlier days come first.
    for (const id of ids) replayed.push(await replayOne(id, store, context));
    const lines = replayed.flatMap(({ id, outcome, problems = [] }) => [
      `${id}  ${context.say(OUTCOMES[outcome])}`,
      ...problemLines(problems, context),
    ]);
    return {
      json: { replayed },
      lines: replayed.length === 0 ? [NO_EVENTS] : lines,
      failed: replayed.some(({ problems }) => problems !== undefined),
    };
  },
});

const QUARANTINE_DROP = storeCommand({
  name: 'drop',
  about: { zh: '丢弃一个隔离的事件，不可恢复', en: 'delete an event permanently' },
  args: { event: EVENT },
  examples: ['canbao quarantine drop 2026-11-20/feishu/evt_1 --local'],
  async run({ event: id }, context, store) {
    const event = await eventNamed(id, store, context);
    await noteAct('quarantine-dropped', [eventIdOf(event)], store, context);
    await store.quarantine.remove(event);
    const dropped = eventIdOf(event);
    return { json: { dropped }, lines: [{ zh: `已丢弃 ${dropped}`, en: `Deleted: ${dropped}` }] };
  },
});

export const QUARANTINE: GroupSpec = {
  name: 'quarantine',
  about: {
    zh: '隔离的事件：签名无误、但内容看不懂的，可查看、重放或丢弃',
    en: 'events that were verified but not understood: show, process again, delete',
  },
  commands: [QUARANTINE_LIST, QUARANTINE_SHOW, QUARANTINE_REPLAY, QUARANTINE_DROP],
};

const NO_EVENTS = { zh: '隔离区里没有事件', en: 'The quarantine is empty' };

function problemLines(problems: readonly string[], { language }: CommandContext): string[] {
  return problems.map((problem) => `  ${problemText(problem, language)}`);
}

/** `<day>/<source>/<delivery>`: the delivery id comes from the sender and may contain anything, so it is last. */
function eventIdOf({ day: received, source, deliveryId }: QuarantineKey): string {
  return `${received}/${source}/${deliveryId}`;
}

/** @throws BadUsage for an invalid id. */
function eventKey(id: string, { badUsage }: CommandContext): QuarantineKey {
  const [, dayText = '', source = '', deliveryId = ''] = /^([^/]+)\/([^/]+)\/(.+)$/s.exec(id) ?? [];
  const received = parsePlainDate(dayText);
  if (received !== undefined && deliveryId !== '') return { day: received, source, deliveryId };
  throw badUsage({
    zh: `${id} 不是隔离事件的编号；编号见 canbao quarantine list，例如 2026-11-20/feishu/evt_1`,
    en: `${id} is not the id of an event in quarantine; canbao quarantine list shows the ids, e.g. 2026-11-20/feishu/evt_1`,
  });
}

/** DynamoDB deletes expired events with a delay, so one more day is listed. */
export const LISTED_DAYS = KEPT_DAYS + 1;

async function chosenEvents(
  { source, since }: Asked<unknown, typeof CHOICE>,
  store: Store,
  context: CommandContext,
): Promise<readonly QuarantinedEvent[]> {
  const today = context.today();
  const events = await store.quarantine.list(since ?? addDays(today, -LISTED_DAYS), today);
  return events.filter((event) => source === undefined || event.source === source);
}

type WithBody = QuarantinedEvent & { readonly body: Uint8Array };

/**
 * @throws CommandFailed if the event is not in the quarantine: it was accepted or dropped, or is older than 90 days.
 */
async function eventNamed(id: string, store: Store, context: CommandContext): Promise<WithBody> {
  const event = await store.quarantine.find(eventKey(id, context));
  if (event !== undefined) return event;
  throw context.failure({
    zh: `隔离区里没有 ${id}：已重放、已丢弃，或超过 90 天；canbao quarantine list 列出还在的`,
    en: `${id} is not in quarantine: processed, deleted, or older than 90 days; canbao quarantine list shows the events`,
  });
}

const OUTCOMES = {
  accepted: { zh: '已处理', en: 'processed' },
  duplicate: { zh: '早已收到过', en: 'already known' },
  ignored: { zh: '与参保无关，已移出', en: 'not relevant, removed' },
  'not-understood': { zh: '仍看不懂，留在隔离区', en: 'still not understood, kept' },
  failed: { zh: '没有处理，留在隔离区', en: 'not tried, kept' },
};

interface Replayed {
  readonly id: string;
  readonly outcome: keyof typeof OUTCOMES;
  readonly facts?: readonly string[];
  readonly problems?: readonly string[];
}

/** If one event fails, the others are still handled. A wrong id is a usage error. */
async function replayOne(id: string, store: Store, context: CommandContext): Promise<Replayed> {
  try {
    return await replay(await eventNamed(id, store, context), store, context);
  } catch (error) {
    if (error instanceof BadUsage) throw error;
    return { id, outcome: 'failed', problems: [error instanceof Error ? error.message : String(error)] };
  }
}

async function replay(event: WithBody, store: Store, context: CommandContext): Promise<Replayed> {
  const { clock } = context;
  const id = eventIdOf(event);
  await noteAct('quarantine-replayed', [id], store, context);
  const { mapping } = registryContext(store.registry, clock);
  const result = await replayEvent(event, { ...store, ...foldPorts(store, clock), mapping, clock });
  if (result.is === 'unknown-source')
    return { id, outcome: 'failed', problems: [`there is no source ${event.source} any more`] };
  return {
    id,
    outcome: result.is,
    ...('facts' in result && { facts: result.facts }),
    ...(result.is === 'not-understood' && { problems: result.problems }),
  };
}
