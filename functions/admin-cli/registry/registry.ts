import { UNKNOWN_UNIT } from '../../../domain/employment/spell.ts';
import { CHANNEL_TEXTS } from '../../../domain/facts/texts.ts';
import { isReordered, registryChanges, unitsToRebuild } from '../../../domain/units/registry-changes.ts';
import type { SourceMapping } from '../../../domain/units/source-mapping.ts';
import { MAPPED_FIELD_TEXTS, ROLE_TEXTS } from '../../../domain/units/texts.ts';
import type { Registry, Unit } from '../../../domain/units/unit.ts';
import type { Store } from '../../deployment/deployment.ts';
import { refusedHosts } from '../../sources/hr-apis.ts';
import { noteAct } from '../activity.ts';
import { type CommandContext, type Line, textsOf } from '../frame/frame.ts';
import { argument, flag } from '../frame/kinds.ts';
import { type GroupSpec, storeCommand } from '../frame/spec.ts';
import { commandToPaste, storeOptions } from '../frame/suggest.ts';
import { readRegistryFile, registryWarnings } from './read-registry-file.ts';

const REGISTRY_SHOW = storeCommand({
  name: 'show',
  about: {
    zh: '显示登记；--json 的输出可用于 registry apply',
    en: 'show the registry; --json prints a file to apply',
  },
  examples: ['canbao registry show --local', 'canbao registry show --json > registry.json'],
  async run(_asked, context, store) {
    const { registry, unregisteredUnitIds, unmapped } = await store.registry.load();
    const { units, fallbackStaff, sources } = registry;
    const unregistered = unregisteredUnitIds.filter((unitId) => unitId !== UNKNOWN_UNIT).join(', ');
    const fallback = fallbackStaff.map(({ name, email }) => `${name} <${email}>`).join(', ');
    return {
      json: { units, fallbackStaff, sources },
      lines: [
        ...units.flatMap((unit) => unitLines(unit, context)),
        units.length === 0 && { zh: '没有登记任何参保单位', en: 'No unit is registered' },
        { zh: `后备人员：${fallback || '无'}`, en: `Fallback staff: ${fallback || 'none'}` },
        unregistered !== '' && {
          zh: `事件中出现、但未登记的单位：${unregistered}`,
          en: `Unregistered units named in events: ${unregistered}`,
        },
        ...sources.map((mapping) => sourceLine(mapping, context)),
        ...unmapped.map(({ source, field, value }) => {
          const { zh, en } = MAPPED_FIELD_TEXTS[field];
          return {
            zh: `人事系统 ${source} 发来、但没有对应关系的词（${zh}）：${value}`,
            en: `A value of HR system ${source} without a mapping (${en}): ${value}`,
          };
        }),
      ],
    };
  },
});

const REGISTRY_APPLY = storeCommand({
  name: 'apply',
  about: {
    zh: '让登记与文件一致：先列出差别，再更新；文件里没有的会被删除',
    en: 'replace the registry with the file: shows the differences, then applies them; entries missing in the file are removed',
  },
  args: { file: argument({ zh: 'JSON 文件', en: 'a JSON file' }) },
  options: {
    dryRun: flag({ zh: '只列出差别，不更新', en: 'only show the differences' }),
    yes: flag({
      zh: '文件里没有参保单位也更新：全部参保单位会被删除',
      en: 'also apply a file without units: all units are removed',
    }),
  },
  examples: [
    'canbao registry apply registry.json --local --dry-run',
    'canbao registry apply registry.json --stage prod',
  ],
  async run({ file, dryRun = false, yes = false, ...choice }, context, store) {
    const { say } = context;
    const wanted = readRegistryFile(file, context);
    const warnings = [...registryWarnings(wanted, context), ...(await hostWarnings(wanted, store, context))];
    const { registry: stored, unregisteredUnitIds } = await store.registry.load();
    const changes = registryChanges(stored, wanted);
    const rebuild = unitsToRebuild(changes, unregisteredUnitIds);
    if (wanted.units.length === 0 && changes.length > 0 && !dryRun && !yes)
      throw context.failure({
        zh: `${file} 没有参保单位，登记没有改动；确实要这样的话，加 --yes`,
        en: `Nothing was changed, since ${file} has no units; if all units shall be removed, add --yes`,
      });
    const applied = !dryRun && changes.length > 0;
    if (applied) {
      const about = changes.map(({ what, id, change, fields }) =>
        [MARKS[change], what, id, ...fields].join(' '),
      );
      await noteAct('registry-applied', about, store, context);
      await store.applyRegistry(wanted, context.today());
    }
    const json = { applied, changes, rebuild, ...(warnings.length > 0 && { warnings }) };
    if (changes.length === 0) {
      const same = { zh: '登记与文件一致，没有改动', en: 'The registry already matches the file; no change' };
      return { json, lines: [...warnings, same] };
    }
    const done = dryRun
      ? { zh: '以上改动没有执行（--dry-run）', en: 'Nothing was changed (--dry-run)' }
      : { zh: `已更新 ${changes.length} 项`, en: `Entries updated: ${changes.length}` };
    const next = {
      zh: `${dryRun ? '更新后' : '现在'}请运行以下命令，让已有的记录按新的登记重新计算：`,
      en: `${dryRun ? 'After applying, run' : 'Now run'} the following command, so that stored data are computed with the new registry:`,
    };
    const everybody = wanted.sources.length > 1 && isReordered(changes);
    const chosen = everybody ? [[]] : rebuild.map((unitId) => ['--unit', unitId]);
    const commands = chosen.map(
      (unit) => `  ${commandToPaste('canbao', 'rebuild', ...unit, ...storeOptions(choice))}`,
    );
    return {
      json,
      lines: [
        ...warnings,
        ...changes.map(({ what, id, change, fields }) => {
          const named = `${MARKS[change]} ${say(NAMES[what])} ${id}`;
          return fields.length === 0 ? named : `${named}: ${fields.join(', ')}`;
        }),
        done,
        commands.length > 0 && next,
        ...commands,
      ],
    };
  },
});

export const REGISTRY: GroupSpec = {
  name: 'registry',
  about: {
    zh: '参保单位和人员的登记：查看，或按文件更新',
    en: 'the registry of units and staff: show it, or replace it with a file',
  },
  commands: [REGISTRY_APPLY, REGISTRY_SHOW],
};

/** Warnings about API hosts that the deployment does not allow; empty if the deployment's setting cannot be read. */
async function hostWarnings(
  { sources }: Registry,
  { settings }: Pick<Store, 'settings'>,
  { say }: CommandContext,
): Promise<readonly string[]> {
  if (sources.every(({ api }) => api?.baseUrl === undefined)) return [];
  const allowed = await settings.apiHosts();
  if (allowed === undefined) return [];
  const refused = await refusedHosts(sources, allowed);
  return refused.map(({ zh, en }) => say({ zh: `注意：${zh}`, en: `Warning: ${en}` }));
}

const LANGUAGE_TEXTS = { zh: { zh: '中文', en: 'Chinese' }, en: { zh: '英文', en: 'English' } };

const MARKS = { added: '+', changed: '~', removed: '-' };

const NAMES = {
  unit: { zh: '参保单位', en: 'unit' },
  fallbackStaff: { zh: '后备人员', en: 'fallback staff' },
  source: { zh: '人事系统', en: 'HR system' },
};

function unitLines(unit: Unit, { say }: CommandContext): Line[] {
  const { unitId, name, region, channel, agency, staff, leaverGuide, localPolicy } = unit;
  const list = say({ zh: '、', en: ', ' });
  return [
    [`${unitId}  ${name}`, region, say(CHANNEL_TEXTS[channel]), ...(agency ? [agency.name] : [])].join(' · '),
    ...staff.map((person) => {
      const roles = person.roles.map((role) => say(ROLE_TEXTS[role])).join(list);
      return `  ${person.name} <${person.email}> ${roles} (${say(LANGUAGE_TEXTS[person.language])})`;
    }),
    staff.length === 0 && { zh: '  没有人员', en: '  no staff' },
    leaverGuide && {
      zh: `  向最后工作日不早于 ${leaverGuide.from} 的离职职工发送指南（${LANGUAGE_TEXTS[leaverGuide.language].zh}）`,
      en: `  guide mailed to leavers whose last working day is ${leaverGuide.from} or later (${LANGUAGE_TEXTS[leaverGuide.language].en})`,
    },
    ...Object.entries(localPolicy).map(([parameter, { value, from, source, verifiedOn }]) => {
      const noted = {
        zh: `（自 ${from} 起；来源 ${source}；${verifiedOn} 核实）`,
        en: `(from ${from}; source ${source}; verified ${verifiedOn})`,
      };
      return `  ${parameter} = ${value} ${say(noted)}`;
    }),
  ];
}

function sourceLine(mapping: SourceMapping, context: CommandContext): string {
  const { source, idPrefix, formerIds = {}, units, defaultUnitId, reasons, categories } = mapping;
  const count = (map: object) => Object.keys(map).length;
  const parts = [
    { zh: `人事系统 ${source}`, en: `HR system ${source}` },
    idPrefix !== undefined && { zh: `工号前缀 ${idPrefix}`, en: `prefix of ids ${idPrefix}` },
    defaultUnitId !== undefined && { zh: `默认单位 ${defaultUnitId}`, en: `default unit ${defaultUnitId}` },
    { zh: `单位对应 ${count(units)}`, en: `units ${count(units)}` },
    { zh: `离职原因对应 ${count(reasons)}`, en: `reasons ${count(reasons)}` },
    { zh: `用工类别对应 ${count(categories)}`, en: `categories ${count(categories)}` },
    { zh: `曾用工号 ${count(formerIds)}`, en: `former ids ${count(formerIds)}` },
  ];
  return textsOf(parts, context).join(' · ');
}
