import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import * as z from 'zod/mini';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import { entryOf } from '../../adapters/secret-entries.ts';
import { BadUsage, CommandFailed, type Frame, type Printout } from '../frame/frame.ts';
import { dayOption, example, textOption } from '../frame/options.ts';
import type { Store } from '../store/store.ts';
import { printout, withSecretArguments } from './show.ts';
import { isAnyLive, readSecret, type SecretChoice } from './source-secret.ts';

interface Asked extends SecretChoice {
  readonly from?: string;
  readonly notBefore?: PlainDate;
  readonly notAfter?: PlainDate;
}

type Parts = Readonly<Record<string, string>>;

/** `canbao secrets put`: enters an entry, or sets when one that is there ends. */
export function secretsPut(parent: Command, frame: Frame): void {
  const { say } = frame;
  const command = parent.command('put').description(
    say({
      zh: '录入一条密钥，或给已有的一条定下停用日',
      en: 'enter an entry, or set when one that is there ends',
    }),
  );
  withSecretArguments(command, frame)
    .argument(
      '<entry>',
      say({ zh: '自定的名称，如 current、2027', en: 'a name of your own, e.g. current, 2027' }),
    )
    .addOption(
      textOption(frame, '--from <file>', {
        zh: 'JSON 文件，内容由人事系统后台给出；- 为标准输入。不在命令行里写密钥',
        en: "a JSON file with what the vendor's console shows; - for standard input. A secret never stands on the command line",
      }),
    )
    .addOption(dayOption(frame, '--not-before <day>', { zh: '从这一天起有效', en: 'live from this day on' }))
    .addOption(
      dayOption(frame, '--not-after <day>', { zh: '到这一天为止有效', en: 'live to the end of this day' }),
    )
    .addHelpText(
      'after',
      example(
        frame,
        'canbao secrets put feishu current --from feishu.json --stage prod',
        'canbao secrets put feishu current --not-after 2026-12-31 --stage prod',
      ),
    )
    .action(
      frame.act((source: string, id: string, asked: Asked) =>
        frame.withStore(asked, (store) => put(source, id, asked, store, frame)),
      ),
    );
}

async function put(source: string, id: string, asked: Asked, store: Store, frame: Frame): Promise<Printout> {
  const secret = await readSecret(source, asked, store, frame);
  const stored = secret.entries[id];
  const before = stored === undefined ? undefined : entryOf(id, stored);
  const parts = asked.from === undefined ? before?.parts : partsIn(asked.from, frame);
  if (parts === undefined) throw nothingToPut(id, frame);
  const problem = secret.problemOf(parts);
  if (problem !== undefined)
    throw new CommandFailed(frame.say({ zh: `没有录入：${problem}`, en: `nothing was entered: ${problem}` }));
  const { notBefore, notAfter } = { ...before, ...given(asked) };
  const entry = { ...parts, ...(notBefore && { notBefore }), ...(notAfter && { notAfter }) };
  const entries = { ...secret.entries, [id]: entry };
  const now = frame.clock.now();
  if (isAnyLive(secret, now) && !isAnyLive({ ...secret, entries }, now)) throw noneLeft(id, frame);
  await store.secrets.write(secret.name, entries);
  return printout({ ...secret, entries }, frame);
}

function given({ notBefore, notAfter }: Asked) {
  return { ...(notBefore && { notBefore }), ...(notAfter && { notAfter }) };
}

function noneLeft(id: string, { say }: Frame): CommandFailed {
  return new CommandFailed(
    say({
      zh: `没有录入：${id} 是现在唯一有效的一条，这样一改就没有有效的了，事件都收不进来；请先录入新的`,
      en: `nothing was entered: ${id} is the only entry that is live, and with these days none would be; enter the new one first`,
    }),
  );
}

function nothingToPut(id: string, { say }: Frame): BadUsage {
  return new BadUsage(
    say({
      zh: `还没有 ${id} 这一条；请用 --from 给出它的内容`,
      en: `there is no entry ${id} yet; give what stands in it with --from`,
    }),
  );
}

/** A text alone is a key. @throws CommandFailed that shows nothing of what it read. */
function partsIn(file: string, { say }: Frame): Parts {
  const text = readText(file, say);
  const schema = z.union([z.string(), z.record(z.string(), z.string())]);
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    content = text.includes('\n') ? undefined : text;
  }
  const read = schema.safeParse(content);
  if (read.success) return typeof read.data === 'string' ? { key: read.data.trim() } : read.data;
  throw new CommandFailed(
    say({
      zh: `${file} 应是一个 JSON 对象，值都是文本，例如 {"token": "…"}，或只有一行密钥`,
      en: `${file} must be one JSON object of texts such as {"token": "…"}, or one line that is the key`,
    }),
  );
}

function readText(file: string, say: Frame['say']): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8').trim();
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new CommandFailed(
      say({ zh: `读不了文件 ${file}（${code}）`, en: `the file ${file} cannot be read (${code})` }),
    );
  }
}
