import type { Command } from 'commander';
import { printable } from '../../../domain/letter/letter.ts';
import type { QuarantinedEvent } from '../../ports.ts';
import { CommandFailed, type Frame, type Printout } from '../frame/frame.ts';
import { example, withStoreOptions } from '../frame/options.ts';
import type { Store, StoreChoice } from '../store/store.ts';
import { eventIdOf, eventKey } from './list.ts';

const MOST_LINES = 200;
/** No HR system nests its events so deep; whoever does wants to see where this ends. */
const DEEPEST = 20;

/** The fields of a body, a line each with what kind of value stands there: `data.hiredOn: text of 10`. */
function outlineOf(text: string): string[] {
  const lines = fieldsOf(parsed(text) ?? text, '', DEEPEST);
  const more = lines.length - MOST_LINES;
  return more > 0 ? [...lines.slice(0, MOST_LINES), `… ${more}`] : lines;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fieldsOf(value: unknown, path: string, levels: number): string[] {
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    if (entries.length > 0 && levels === 0) return [`${path}: …`];
    if (entries.length > 0)
      return entries.flatMap(([name, inner]) =>
        fieldsOf(inner, path === '' ? name : `${path}.${name}`, levels - 1),
      );
  }
  return [`${path || 'body'}: ${kindOf(value)}`];
}

function kindOf(value: unknown): string {
  if (typeof value === 'string') return `text of ${value.length}`;
  if (Array.isArray(value)) return 'empty list';
  if (value === null || typeof value !== 'object') return value === null ? 'null' : typeof value;
  return 'empty object';
}

interface Asked extends StoreChoice {
  readonly reveal?: boolean;
}

export type WithBody = QuarantinedEvent & { readonly body: Uint8Array };

/** `canbao quarantine show`: what stands in an event; its values only where somebody asks for them. */
export function quarantineShow(parent: Command, frame: Frame): void {
  const { say } = frame;
  const command = parent
    .command('show')
    .description(
      say({
        zh: '查看一个隔离的事件：问题和字段名，不显示个人信息',
        en: 'show an event in quarantine: its problems and the names of its fields, nothing personal',
      }),
    )
    .argument(
      '<event>',
      say({ zh: '编号，见 canbao quarantine list', en: 'as canbao quarantine list shows it' }),
    )
    .option(
      '--reveal',
      say({
        zh: '显示原文，其中可能有姓名、证件号码和工资',
        en: 'show the body as it came; it may hold names, identity numbers and wages',
      }),
    );
  withStoreOptions(command, frame)
    .addHelpText('after', example(frame, 'canbao quarantine show 2026-11-20/feishu/evt_1 --local'))
    .action(
      frame.act((id: string, asked: Asked) =>
        frame.withStore(asked, async (store) =>
          printout(await eventNamed(id, store, frame), asked.reveal === true, frame),
        ),
      ),
    );
}

/** @throws CommandFailed when it is not there: taken in, thrown away, or older than 90 days. */
export async function eventNamed(id: string, store: Store, frame: Frame): Promise<WithBody> {
  const event = await store.quarantine.find(eventKey(id, frame));
  if (event !== undefined) return event;
  throw new CommandFailed(
    frame.say({
      zh: `隔离区里没有 ${id}：已重放、已丢弃，或超过 90 天；canbao quarantine list 列出还在的`,
      en: `${id} is not in quarantine: taken in, thrown away, or older than 90 days; canbao quarantine list shows what is there`,
    }),
  );
}

function printout(event: WithBody, reveal: boolean, { say }: Frame): Printout {
  const { source, deliveryId, receivedAt, problems, body } = event;
  const text = new TextDecoder().decode(body);
  const content = reveal ? { body: text } : { outline: outlineOf(text) };
  return {
    json: { id: eventIdOf(event), source, deliveryId, receivedAt, problems, bytes: body.length, ...content },
    lines: [
      eventIdOf(event),
      say({
        zh: `收到时间 ${receivedAt}，${body.length} 字节`,
        en: `received ${receivedAt}, ${body.length} bytes`,
      }),
      say({ zh: '问题：', en: 'Problems:' }),
      ...problems.map((problem) => `  ${problem}`),
      reveal
        ? say({ zh: '原文：', en: 'Body:' })
        : say({
            zh: '字段（值已隐去，--reveal 显示原文）：',
            en: 'Fields (values left out; --reveal shows the body):',
          }),
      ...(reveal ? text.split('\n') : outlineOf(text).map((line) => `  ${line}`)),
    ].map(printable),
  };
}
