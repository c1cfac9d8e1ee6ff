import { checkLocalPolicy } from '../../../domain/policy/local-policy.ts';
import { isKnownRegion, nearestRegion } from '../../../domain/regions/index.ts';
import { problemsOfSharedIds } from '../../../domain/units/source-mapping.ts';
import { type Registry, registrySchema } from '../../../domain/units/unit.ts';
import { isCreditCode } from '../../../domain/values/credit-code.ts';
import { SOURCES } from '../../sources/sources.ts';
import { problemsOf } from '../../sources/webhook/make-fact.ts';
import { problemText } from '../../sources/webhook/problem-texts.ts';
import { readTextFile } from '../frame/files.ts';
import { type CommandContext, CommandFailed } from '../frame/frame.ts';

/** Fields that the schema does not know. They are most likely typing errors. */
function unknownFields(written: unknown, read: unknown, path: readonly string[] = []): string[] {
  if (typeof written !== 'object' || written === null || typeof read !== 'object' || read === null) return [];
  return Object.entries(written).flatMap(([name, value]) => {
    const place = [...path, name];
    if (!Object.hasOwn(read, name)) return [`${place.join('.')}: no such field`];
    return unknownFields(value, (read as Readonly<Record<string, unknown>>)[name], place);
  });
}

export function registryWarnings({ units }: Registry, { say }: Pick<CommandContext, 'say'>): string[] {
  return units.flatMap(({ unitId, creditCode, staff }, i) => {
    const code = {
      zh: `注意：units.${i} [${unitId}].creditCode ${creditCode} 的校验码不符；2016 年以前发的代码有这种情况，请与营业执照核对`,
      en: `Warning: the check symbol of units.${i} [${unitId}].creditCode ${creditCode} does not fit. Some codes from before 2016 are like that; please compare the code with the business licence`,
    };
    const nobody = {
      zh: `注意：units.${i} [${unitId}] 没有人员，它的待办都会转给后备人员`,
      en: `Warning: units.${i} [${unitId}] has no staff; the fallback staff receive all its cases`,
    };
    return [
      ...(creditCode === undefined || isCreditCode(creditCode) ? [] : [say(code)]),
      ...(staff.length === 0 ? [say(nobody)] : []),
    ];
  });
}

/** @throws CommandFailed that names every problem by its place in the file and its unit. Then nothing was changed. */
export function readRegistryFile(file: string, context: CommandContext): Registry {
  const content = contentOf(file, context);
  const read = registrySchema.safeParse(content);
  const problems = read.success
    ? problemsIn(read.data, content)
    : problemsOf(read.error, []).map((problem) => problem.replace(/^body: /, ''));
  if (read.success && problems.length === 0) return read.data;
  const lines = problems.map((problem) => `  ${withUnit(problemText(problem, context.language), content)}`);
  const title = {
    zh: `${file} 有 ${lines.length} 处问题，登记没有改动：`,
    en: `Nothing was changed, because ${file} has errors:`,
  };
  throw new CommandFailed([context.say(title), ...lines]);
}

function contentOf(file: string, context: CommandContext): unknown {
  const text = readTextFile(file, context);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const why = error instanceof Error ? error.message : '';
    const [, at] = /position (\d+)/.exec(why) ?? [];
    throw context.failure({
      zh: `${file} 不是 JSON：${at === undefined ? '内容不完整或有误' : `第 ${Number(at) + 1} 个字符处有误`}`,
      en: `${file} is not valid JSON: ${why}`,
    });
  }
}

/** Checks beyond the schema. */
function problemsIn(registry: Registry, content: unknown): string[] {
  const { units, fallbackStaff, sources } = registry;
  return [
    ...unknownFields(content, registry),
    ...repeated('units', units, 'unitId'),
    ...units.flatMap(({ staff }, i) => {
      const lowerCase = staff.map(({ email }) => ({ email: email.toLowerCase() }));
      return repeated(`units.${i}.staff`, lowerCase, 'email');
    }),
    ...repeated('fallbackStaff', fallbackStaff, 'email'),
    ...repeated('sources', sources, 'source'),
    ...unknownRegions(registry),
    ...unknownSources(registry),
    ...problemsOfSharedIds(sources),
    ...uselessPrefixes(registry),
    ...unregisteredUnits(registry),
    ...units.flatMap(({ localPolicy }, i) =>
      checkLocalPolicy(localPolicy).map((problem) => `units.${i}.${problem}`),
    ),
  ];
}

/** An unknown region is most likely misspelt. Only national law would apply to its units, without any error. */
function unknownRegions({ units }: Registry): string[] {
  return units.flatMap(({ region, unlisted }, i) =>
    unlisted === true || isKnownRegion(region)
      ? []
      : [
          `units.${i}.region: no region ${region} is known, the nearest is ${nearestRegion(region)}; write "unlisted": true where it is meant, then national rules alone hold`,
        ],
  );
}

/** A mapping for an unknown source would never be used. */
function unknownSources({ sources }: Registry): string[] {
  const unknown = (place: string, source: string) =>
    SOURCES.has(source)
      ? []
      : [`${place}: there is no source ${source}; there are ${[...SOURCES.keys()].join(', ')}`];
  return sources.flatMap(({ source, sharesIdsWith = [] }, i) => [
    ...unknown(`sources.${i}.source`, source),
    ...sharesIdsWith.flatMap((other, at) => unknown(`sources.${i}.sharesIdsWith.${at}`, other)),
  ]);
}

/**
 * Senders that use our own contract send our employee ids, including any prefix. A prefix set here would never be
 * applied.
 */
function uselessPrefixes({ sources }: Registry): string[] {
  return sources.flatMap(({ source, idPrefix }, i) =>
    idPrefix !== undefined && SOURCES.get(source)?.isContract === true
      ? [
          `sources.${i}.idPrefix: ${source} sends our own employee ids; have its sender write the prefix, and set sharesIdsWith here`,
        ]
      : [],
  );
}

/** A mapping to an unregistered unit is most likely a typing error. */
function unregisteredUnits({ units, sources }: Registry): string[] {
  const registered = new Set(units.map(({ unitId }) => unitId));
  return sources.flatMap(({ units: mapped, defaultUnitId }, i) => {
    const named = Object.entries(mapped).map(([theirs, unitId]) => [`units.${theirs}`, unitId] as const);
    const all = defaultUnitId === undefined ? named : [...named, ['defaultUnitId', defaultUnitId] as const];
    return all
      .filter(([, unitId]) => !registered.has(unitId))
      .map(([place, unitId]) => `sources.${i}.${place}: there is no unit ${unitId} in units`);
  });
}

/** @param place of the list in the file. */
function repeated<Key extends string>(
  place: string,
  list: readonly Readonly<Record<Key, string>>[],
  key: Key,
): string[] {
  const ids = list.map((each) => each[key]);
  return ids.flatMap((id, i) => {
    const first = ids.indexOf(id);
    const problem = `${place}.${i}.${key}: ${id} stands there twice, first at ${place}.${first}.${key}`;
    return first === i ? [] : [problem];
  });
}

/**
 * Adds the unit's id after the path at the beginning of a problem (`units.3 [BJ]`), because people know their units by
 * id.
 */
function withUnit(problem: string, content: unknown): string {
  const index = /^units\.(\d+)\b/.exec(problem)?.[1];
  const { units } = (content ?? {}) as { units?: readonly { unitId?: unknown }[] };
  const unitId = index === undefined ? undefined : units?.[Number(index)]?.unitId;
  return typeof unitId === 'string'
    ? problem.replace(/^units\.\d+/, (path) => `${path} [${unitId}]`)
    : problem;
}
