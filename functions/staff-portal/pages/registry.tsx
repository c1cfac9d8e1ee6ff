import { UNKNOWN_UNIT } from '../../../domain/employment/spell.ts';
import { CHANNEL_TEXTS } from '../../../domain/facts/texts.ts';
import type { SourceMapping } from '../../../domain/units/source-mapping.ts';
import { MAPPED_FIELD_TEXTS, ROLE_TEXTS } from '../../../domain/units/texts.ts';
import type { Registry, Unit } from '../../../domain/units/unit.ts';
import { counted, type Texts } from '../../../domain/values/language.ts';
import { daysBetween } from '../../../domain/values/plain-date.ts';
import type { Viewer } from '../speaker.ts';
import { Lines } from './admin.tsx';
import { Layout } from './layout.tsx';

interface RegistryProps {
  readonly viewer: Viewer;
  readonly registry: Registry;
  readonly unregisteredUnitIds: readonly string[];
  readonly warnings: readonly Texts[];
}

/**
 * The current registry. It cannot be changed here, so that nobody with access to a stolen mailbox can redirect the
 * alerts.
 */
export function RegistryPage({ viewer, registry, unregisteredUnitIds, warnings }: RegistryProps) {
  const { say } = viewer;
  const title = say({ zh: '现在的登记', en: 'The current registry' });
  const { units, fallbackStaff, sources } = registry;
  const none = say({ zh: '没有。', en: 'There are none.' });
  return (
    <Layout speaker={viewer} title={title}>
      <p class="muted">
        {say({
          zh: '这里只能查看；登记由部署管理人员更改。',
          en: 'You can only read the registry here; the operator of the deployment changes it.',
        })}
      </p>
      {warnings.map((warning) => (
        <p class="errors" role="alert">
          {say(warning)}
        </p>
      ))}
      {units.map((unit) => (
        <UnitDetails viewer={viewer} unit={unit} />
      ))}
      <Lines
        title={say({ zh: '后备人员（管理员）', en: 'Fallback staff (administrators)' })}
        none={none}
        lines={fallbackStaff.map(({ name, email }) => `${name} · ${email}`)}
      />
      <Lines
        title={say({ zh: '事件提到、但未登记的单位', en: 'Unregistered units named in events' })}
        none={none}
        lines={unregisteredUnitIds.filter((unitId) => unitId !== UNKNOWN_UNIT)}
      />
      {sources.map((mapping) => (
        <MappingDetails viewer={viewer} mapping={mapping} />
      ))}
    </Layout>
  );
}

function UnitDetails({ viewer, unit }: { readonly viewer: Viewer; readonly unit: Unit }) {
  const { say, today } = viewer;
  const { unitId, name, region, channel, agency, staff, localPolicy, leaverGuide } = unit;
  const separator = say({ zh: '、', en: ', ' });
  return (
    <details>
      <summary>{`${name}（${unitId}）`}</summary>
      <p>
        {[region, say(CHANNEL_TEXTS[channel]), ...(agency === undefined ? [] : [agency.name])].join(' · ')}
      </p>
      <h2>{say({ zh: '人员', en: 'Staff' })}</h2>
      <ul>
        {staff.map((person) => (
          <li>{`${person.name} · ${person.email} · ${person.roles.map((role) => say(ROLE_TEXTS[role])).join(separator)}`}</li>
        ))}
        {staff.length === 0 && <li>{say({ zh: '没有人员', en: 'none' })}</li>}
      </ul>
      <h2>{say({ zh: '本地规定', en: 'Local policy' })}</h2>
      <ul>
        {Object.entries(localPolicy).map(([parameter, { value, from, until, source, verifiedOn }]) => (
          <li>
            <strong>{`${parameter} = ${value}`}</strong> {`${from} – ${until ?? ''}`}
            <div class="muted small">
              {say({
                zh: `${source}；${verifiedOn} 核实，${daysBetween(verifiedOn, today)} 天前`,
                en: `${source}; verified ${verifiedOn}, ${counted(daysBetween(verifiedOn, today), 'day')} ago`,
              })}
            </div>
          </li>
        ))}
        {Object.keys(localPolicy).length === 0 && (
          <li>{say({ zh: '没有；按内置的规定', en: 'none: the built-in values apply' })}</li>
        )}
      </ul>
      {leaverGuide !== undefined && (
        <p>
          {say({
            zh: `向最后工作日不早于 ${leaverGuide.from} 的离职职工发送指南`,
            en: `The guide is mailed to leavers whose last working day is ${leaverGuide.from} or later`,
          })}
        </p>
      )}
    </details>
  );
}

/** The content of a mapping. Former ids identify people, so only their number is shown. */
function MappingDetails({ viewer, mapping }: { readonly viewer: Viewer; readonly mapping: SourceMapping }) {
  const { say } = viewer;
  const { source, idPrefix, defaultUnitId, silentAfterWorkingDays, formerIds = {} } = mapping;
  const { units, reasons, categories, fields } = mapping;
  const facts = [
    idPrefix && say({ zh: `工号前缀 ${idPrefix}`, en: `ids begin with ${idPrefix}` }),
    defaultUnitId && say({ zh: `默认单位 ${defaultUnitId}`, en: `default unit ${defaultUnitId}` }),
    silentAfterWorkingDays &&
      say({
        zh: `${silentAfterWorkingDays} 个工作日没有事件时提醒`,
        en: `an alarm after ${counted(silentAfterWorkingDays, 'working day')} without an event`,
      }),
    say({
      zh: `曾用工号 ${Object.keys(formerIds).length} 个`,
      en: counted(Object.keys(formerIds).length, 'former id'),
    }),
  ].filter((part) => part !== undefined);
  const maps = [
    [MAPPED_FIELD_TEXTS.unit, units],
    [MAPPED_FIELD_TEXTS.reason, reasons],
    [MAPPED_FIELD_TEXTS.category, categories],
    [{ zh: '字段', en: 'fields' }, fields],
  ] as const;
  return (
    <details>
      <summary>{say({ zh: `人事系统 ${source}`, en: `HR system ${source}` })}</summary>
      <p>{facts.join(' · ')}</p>
      {maps.map(([label, known]) => (
        <>
          <h2>{say(label)}</h2>
          <ul>
            {Object.entries(known).map(([theirs, ours]) => (
              <li>{`${theirs} → ${ours}`}</li>
            ))}
            {Object.keys(known).length === 0 && <li>{say({ zh: '没有', en: 'none' })}</li>}
          </ul>
        </>
      ))}
    </details>
  );
}
