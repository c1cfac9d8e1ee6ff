import type { Registry, Unit } from '../../domain/units/unit.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import type { GuideQueue, GuideRequest, SpellReader, Telemetry } from '../ports.ts';

export interface AskForGuidesPorts extends Telemetry {
  readonly spells: Pick<SpellReader, 'due'>;
  readonly guides: GuideQueue;
}

/** Requests each leaver's guide separately. Never throws: guides can wait, the day's digests cannot. */
export async function askForGuides(
  { units }: Pick<Registry, 'units'>,
  day: PlainDate,
  ports: AskForGuidesPorts,
): Promise<void> {
  for (const unit of units.filter(({ leaverGuide }) => leaverGuide !== undefined)) {
    try {
      const requests = await requestsFor(unit, day, ports.spells);
      if (requests.length === 0) continue;
      await ports.guides.send(requests);
      ports.log.info('guides requested', { unitId: unit.unitId, day, guides: requests.length });
    } catch (error) {
      ports.meter.count('LeaverGuideFailed');
      const ids = { unitId: unit.unitId, day, error: error instanceof Error ? error.name : typeof error };
      ports.log.error('the guides of a unit could not be requested; the next run does it', ids);
    }
  }
}

async function requestsFor(
  unit: Unit,
  day: PlainDate,
  spells: Pick<SpellReader, 'due'>,
): Promise<GuideRequest[]> {
  // Rules and regions are loaded only if a unit sends guides, so that the digests need not wait for them.
  const [{ guideTask }, { policyOf }] = await Promise.all([
    import('../../domain/cases/leaver-guide.ts'),
    import('../../domain/regions/policy-of.ts'),
  ]);
  const { unitId } = unit;
  const place = { unit, policy: policyOf(unit.region, unit.localPolicy) };
  const due = await spells.due(unitId, day);
  return due.items
    .filter((spell) => guideTask(spell, place, day) !== undefined)
    .map(({ employeeId, spellId }) => ({ kind: 'leaver-guide', day, unitId, employeeId, spellId }));
}
