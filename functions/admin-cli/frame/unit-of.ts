import type { Unit } from '../../../domain/units/unit.ts';
import type { Store } from '../store/store.ts';
import { BadUsage } from './failures.ts';
import type { Frame } from './frame.ts';

/** The registered unit of that id. @throws BadUsage naming those there are. */
export async function unitOf(
  unitId: string,
  store: Pick<Store, 'registry'>,
  { say }: Pick<Frame, 'say'>,
): Promise<Unit> {
  const { units } = (await store.registry.load()).registry;
  const unit = units.find((it) => it.unitId === unitId);
  if (unit !== undefined) return unit;
  const known = units.map((it) => it.unitId);
  throw new BadUsage(
    say({
      zh: `登记中没有参保单位 ${unitId}；${known.length === 0 ? '还没有登记任何单位' : `有 ${known.join('、')}`}`,
      en: `the registry has no unit ${unitId}; ${known.length === 0 ? 'no unit is registered yet' : `there are ${known.join(', ')}`}`,
    }),
  );
}
