import type { Command } from 'commander';
import type { Registry, Unit } from '../../../domain/units/unit.ts';
import type { Frame, Printout } from '../frame/frame.ts';
import { example, storeFlags, withStoreOptions } from '../frame/options.ts';
import type { Store, StoreChoice } from '../store/store.ts';
import { readRegistryFile } from './read-registry-file.ts';

/** One unit, one of the fallback staff, or one HR system's mapping, that a file would add, change or remove. */
interface RegistryChange {
  readonly what: 'unit' | 'fallbackStaff' | 'source';
  /** Unit id, mail address or the source's name. */
  readonly id: string;
  readonly change: 'added' | 'changed' | 'removed';
  /** Which fields differ; empty unless changed. */
  readonly fields: readonly string[];
}

/** What would have to change for the stored registry to be the wanted one. */
function registryChanges(stored: Registry, wanted: Registry): RegistryChange[] {
  return [
    ...differences('unit', byId(stored.units, 'unitId'), byId(wanted.units, 'unitId')),
    ...differences('fallbackStaff', byId(stored.fallbackStaff, 'email'), byId(wanted.fallbackStaff, 'email')),
    ...differences('source', byId(stored.sources, 'source'), byId(wanted.sources, 'source')),
  ];
}

/** On these the day rests on which a stored spell wakes. */
const WAKING_FIELDS: readonly (keyof Unit)[] = ['region', 'agency', 'localPolicy'];

/**
 * The units whose spells have to be folded again: where what their days rest on has changed, and those that had
 * facts before they were registered.
 */
function unitsToRebuild(changes: readonly RegistryChange[], unregisteredBefore: readonly string[]): string[] {
  return changes
    .filter(({ what, id, change, fields }) => {
      if (what !== 'unit') return false;
      if (change === 'added') return unregisteredBefore.includes(id);
      return change === 'removed' || WAKING_FIELDS.some((field) => fields.includes(field));
    })
    .map(({ id }) => id);
}

type Entry = Readonly<Record<string, unknown>>;

function byId<T extends object>(entries: readonly T[], id: keyof T): Map<string, Entry> {
  return new Map(entries.map((entry) => [String(entry[id]), entry as Entry]));
}

function differences(
  what: RegistryChange['what'],
  before: ReadonlyMap<string, Entry>,
  after: ReadonlyMap<string, Entry>,
): RegistryChange[] {
  const ids = [...new Set([...before.keys(), ...after.keys()])];
  return ids.flatMap((id): RegistryChange[] => {
    const [old, now] = [before.get(id), after.get(id)];
    if (now === undefined) return [{ what, id, change: 'removed', fields: [] }];
    if (old === undefined) return [{ what, id, change: 'added', fields: [] }];
    const fields = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter(
      (field) => JSON.stringify(old[field]) !== JSON.stringify(now[field]),
    );
    return fields.length === 0 ? [] : [{ what, id, change: 'changed', fields }];
  });
}

interface Asked extends StoreChoice {
  readonly dryRun?: boolean;
}

/** `canbao registry apply FILE`: makes the registry what the file says, and shows what that changes. */
export function registryApply(parent: Command, frame: Frame): void {
  const { say } = frame;
  const command = parent
    .command('apply')
    .description(
      say({
        zh: '让登记与文件一致：先列出差别，再更新；文件里没有的会被删除',
        en: 'make the registry what the file says: shows the difference, then applies it; what the file lacks is removed',
      }),
    )
    .argument('<file>', say({ zh: 'JSON 文件', en: 'a JSON file' }))
    .option('--dry-run', say({ zh: '只列出差别，不更新', en: 'show the difference only' }));
  withStoreOptions(command, frame)
    .addHelpText(
      'after',
      example(
        frame,
        'canbao registry apply registry.json --local --dry-run',
        'canbao registry apply registry.json --stage prod',
      ),
    )
    .action(
      frame.act((file: string, asked: Asked) =>
        frame.withStore(asked, (store) => apply(file, asked, store, frame)),
      ),
    );
}

async function apply(file: string, asked: Asked, store: Store, frame: Frame): Promise<Printout> {
  const { dryRun = false } = asked;
  const wanted = readRegistryFile(file, frame);
  const { registry: stored, unregisteredUnitIds } = await store.registry.load();
  const changes = registryChanges(stored, wanted);
  const rebuild = unitsToRebuild(changes, unregisteredUnitIds);
  const applied = !dryRun && changes.length > 0;
  if (applied) await store.applyRegistry(wanted, frame.today());
  const commands = rebuild.map((unitId) => `  canbao rebuild --unit ${unitId}${storeFlags(asked)}`);
  return {
    json: { applied, changes, rebuild },
    lines:
      changes.length === 0
        ? [frame.say({ zh: '登记与文件一致，没有改动', en: 'The registry is what the file says; no change' })]
        : [
            ...changes.map((change) => changeLine(change, frame)),
            ...resultLines(changes.length, dryRun, frame),
            ...rebuildLines(commands, dryRun, frame),
          ],
  };
}

const MARKS = { added: '+', changed: '~', removed: '-' } as const;

const NAMES = {
  unit: { zh: '参保单位', en: 'unit' },
  fallbackStaff: { zh: '后备人员', en: 'fallback staff' },
  source: { zh: '人事系统', en: 'HR system' },
} as const;

function changeLine({ what, id, change, fields }: RegistryChange, { say }: Frame): string {
  return `${MARKS[change]} ${say(NAMES[what])} ${id}${fields.length === 0 ? '' : `: ${fields.join(', ')}`}`;
}

function resultLines(count: number, dryRun: boolean, { say }: Frame): string[] {
  return [
    dryRun
      ? say({ zh: '以上改动没有执行（--dry-run）', en: 'Nothing was changed (--dry-run)' })
      : say({ zh: `已更新 ${count} 项`, en: `Entries updated: ${count}` }),
  ];
}

function rebuildLines(commands: readonly string[], dryRun: boolean, { say }: Frame): string[] {
  if (commands.length === 0) return [];
  return [
    say({
      zh: `${dryRun ? '更新后' : '现在'}请运行以下命令，让已有的记录按新的登记重新计算：`,
      en: `${dryRun ? 'After applying, run' : 'Now run'} this, so that what is stored is reckoned by the new registry:`,
    }),
    ...commands,
  ];
}
