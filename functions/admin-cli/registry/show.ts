import type { Command } from 'commander';
import { UNKNOWN_UNIT } from '../../../domain/employment/spell.ts';
import type { SourceMapping } from '../../../domain/units/source-mapping.ts';
import type { Registry, Unit } from '../../../domain/units/unit.ts';
import type { RegistryRecord } from '../../ports.ts';
import type { Frame, Printout } from '../frame/frame.ts';
import { example, withStoreOptions } from '../frame/options.ts';
import type { StoreChoice } from '../store/store.ts';

/** `canbao registry show`: with `--json`, a file that `registry apply` takes. */
export function registryShow(parent: Command, frame: Frame): void {
  const command = parent.command('show').description(
    frame.say({
      zh: '显示登记；--json 的输出可用于 registry apply',
      en: 'show the registry; what --json prints can be applied again',
    }),
  );
  withStoreOptions(command, frame)
    .addHelpText(
      'after',
      example(frame, 'canbao registry show --local', 'canbao registry show --json > registry.json'),
    )
    .action(
      frame.act((choice: StoreChoice) =>
        frame.withStore(choice, async (store) => printout(await store.registry.load(), frame)),
      ),
    );
}

function printout({ registry, unregisteredUnitIds, unmapped }: RegistryRecord, frame: Frame): Printout {
  const { say } = frame;
  const { units, fallbackStaff, sources } = registry;
  const strangers = unregisteredUnitIds.filter((unitId) => unitId !== UNKNOWN_UNIT);
  const json: Registry = { units, fallbackStaff, sources };
  const lines = [
    ...units.flatMap((unit) => unitLines(unit, frame)),
    ...(units.length === 0 ? [say({ zh: '没有登记任何参保单位', en: 'No unit is registered' })] : []),
    say({ zh: '后备人员：', en: 'Fallback staff: ' }) +
      (fallbackStaff.map(({ name, email }) => `${name} <${email}>`).join(', ') ||
        say({ zh: '无', en: 'none' })),
    ...(strangers.length === 0
      ? []
      : [
          say({ zh: '事件中出现、但未登记的单位：', en: 'Units that events name and nobody registered: ' }) +
            strangers.join(', '),
        ]),
    ...sources.map((mapping) => sourceLine(mapping, frame)),
    ...unmapped.map(({ source, field, value }) =>
      say({
        zh: `人事系统 ${source} 发来、但没有对应关系的词（${field}）：${value}`,
        en: `A word of HR system ${source} that no mapping knows (${field}): ${value}`,
      }),
    ),
  ];
  return { json, lines };
}

function sourceLine(mapping: SourceMapping, { say }: Frame): string {
  const { source, idPrefix, formerIds = {}, units, defaultUnitId, reasons, categories } = mapping;
  const counted = { units, reasons, categories, formerIds };
  return [
    say({ zh: `人事系统 ${source}`, en: `HR system ${source}` }),
    ...(idPrefix === undefined ? [] : [`idPrefix ${idPrefix}`]),
    ...(defaultUnitId === undefined ? [] : [`defaultUnitId ${defaultUnitId}`]),
    ...Object.entries(counted).map(([name, words]) => `${name} ${Object.keys(words).length}`),
  ].join(' · ');
}

function unitLines(
  { unitId, name, region, channel, agency, staff, leaverGuide, localPolicy }: Unit,
  { say }: Frame,
): string[] {
  const local = Object.entries(localPolicy);
  return [
    `${unitId}  ${name} · ${region} · ${channel}${agency === undefined ? '' : ` · ${agency.name}`}`,
    ...staff.map(
      (person) => `  ${person.name} <${person.email}> ${person.roles.join(', ')} (${person.language})`,
    ),
    ...(staff.length === 0 ? [say({ zh: '  没有人员', en: '  no staff' })] : []),
    ...(leaverGuide === undefined
      ? []
      : [
          say({
            zh: `  向最后工作日不早于 ${leaverGuide.from} 的离职职工发送指南（${leaverGuide.language}）`,
            en: `  guide mailed to leavers whose last working day is ${leaverGuide.from} or later (${leaverGuide.language})`,
          }),
        ]),
    ...local.map(
      ([parameter, { value, from, source, verifiedOn }]) =>
        `  ${parameter} = ${value} ${say({
          zh: `（自 ${from} 起；来源 ${source}；${verifiedOn} 核实）`,
          en: `(from ${from}; source ${source}; verified ${verifiedOn})`,
        })}`,
    ),
  ];
}
