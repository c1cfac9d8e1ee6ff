import type { KeptFinding } from '../../../domain/roster/finding.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import { takeIn } from '../../receive-event/take-in.ts';
import { rosterFact } from '../../roster/roster-facts.ts';
import { BadUsage, CommandFailed } from '../frame/failures.ts';
import type { Frame } from '../frame/frame.ts';
import { refuseFarAhead } from '../record/take-record.ts';
import { foldPorts } from '../store/fold-ports.ts';
import type { Store } from '../store/store.ts';

/**
 * Takes in a move that a roster shows, on the day that a person knows.
 * @param kept what is kept about the one employee who moved.
 * @returns the fact's id.
 * @throws BadUsage where it is not about one move; CommandFailed for a day that is not after the begin at the unit before.
 */
export async function confirmMove(
  kept: readonly KeptFinding[],
  effectiveOn: PlainDate,
  store: Store,
  frame: Frame,
): Promise<string> {
  const { say, clock } = frame;
  refuseFarAhead(effectiveOn, '--effective-on', frame);
  const [moved, another] = kept.filter(({ finding }) => finding.kind === 'unit-differs');
  if (moved === undefined || another !== undefined) {
    throw new BadUsage(
      say({
        zh: '--effective-on 用于一名单位不符的职工；请只写这一个工号',
        en: '--effective-on is for one employee whose unit differs; name that one alone',
      }),
    );
  }
  const { employeeId, values } = moved.finding;
  const { ours = '', theirs = '' } = values;
  await refuseBeforeBegin(employeeId, ours, effectiveOn, store, frame);
  const fact = rosterFact(
    {
      kind: 'employee.transferred',
      data: { employeeId, toUnitId: theirs, effectiveOn, fromUnitId: ours },
    },
    { asOf: moved.roster.asOf, now: clock.now(), source: moved.source },
  );
  await takeIn({ employeeId, facts: [fact] }, foldPorts(store, clock));
  return fact.factId;
}

async function refuseBeforeBegin(
  employeeId: string,
  ours: string,
  effectiveOn: PlainDate,
  store: Store,
  { say }: Frame,
): Promise<void> {
  const { spells } = await store.employees.load(employeeId);
  const begins = spells.flatMap(({ unitId, situation }) =>
    unitId === ours && situation.is === 'employed' ? [situation.start.on] : [],
  );
  if (begins.some((on) => on < effectiveOn)) return;
  throw new CommandFailed(
    say({
      zh: `${employeeId} 在 ${ours} 自 ${begins.join('、') || '？'} 起；--effective-on ${effectiveOn} 须在其后`,
      en: `${employeeId} is at ${ours} from ${begins.join(', ') || '?'}; --effective-on ${effectiveOn} has to be after that`,
    }),
  );
}
