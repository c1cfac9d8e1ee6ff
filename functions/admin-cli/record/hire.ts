import type { Command } from 'commander';
import { isEmployment, type Spell, UNKNOWN_UNIT } from '../../../domain/employment/spell.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import { BadUsage, CommandFailed, type Frame, type Printout } from '../frame/frame.ts';
import { dayOption, example, textOption, unitOf, withStoreOptions } from '../frame/options.ts';
import type { Store, StoreChoice } from '../store/store.ts';
import { employeeOption, knownEmployee, refuseFarAhead, takeRecord } from './take-record.ts';

interface Asked extends StoreChoice {
  readonly employee: string;
  readonly firstWorkingDay: PlainDate;
  readonly unit?: string;
  readonly name?: string;
}

/** `canbao record hire`: the first working day of somebody whom the HR system told to be hired, and no day. */
export function recordHire(parent: Command, frame: Frame): void {
  const { say } = frame;
  const command = parent
    .command('hire')
    .description(
      say({ zh: '登记第一个工作日', en: 'record the first working day of somebody who was hired' }),
    )
    .addOption(employeeOption(frame))
    .addOption(
      dayOption(frame, '--first-working-day <day>', {
        zh: '第一个工作日，YYYY-MM-DD',
        en: 'the first working day, YYYY-MM-DD',
      }).makeOptionMandatory(),
    )
    .addOption(
      textOption(frame, '--unit <unitId>', {
        zh: '参保单位（默认人事系统告知的）',
        en: 'the unit (default: the one that the HR system named)',
      }),
    )
    .addOption(
      textOption(frame, '--name <name>', {
        zh: '姓名（默认已知的）',
        en: 'the name (default: the one that is known)',
      }),
    );
  withStoreOptions(command, frame)
    .addHelpText(
      'after',
      example(
        frame,
        'canbao record hire --employee BJ-0009 --first-working-day 2026-11-18 --unit BJ --local',
      ),
    )
    .action(
      frame.act((asked: Asked) => {
        refuseFarAhead(asked.firstWorkingDay, '--first-working-day', frame);
        return frame.withStore(asked, (store) => record(asked, store, frame));
      }),
    );
}

async function record(asked: Asked, store: Store, frame: Frame): Promise<Printout> {
  const { employee, firstWorkingDay } = asked;
  const { spells } = await knownEmployee(employee, store, frame);
  const noticed = spells.find(({ situation }) => situation.is === 'noticed');
  refuseEmployed(asked, spells, noticed, frame);
  const unitId = unitFor(asked, noticed, frame);
  await unitOf(unitId, store, frame);
  const name = asked.name ?? spells.map(({ person }) => person.name).findLast((known) => known !== undefined);
  if (name === undefined) {
    throw new BadUsage(
      frame.say({ zh: '姓名未知；请给出 --name', en: 'the name is not known; give --name' }),
    );
  }
  const employmentId = employmentIdOf(noticed);
  const content = {
    unitId,
    name,
    hiredOn: firstWorkingDay,
    ...(employmentId !== undefined && { employmentId }),
  };
  return takeRecord(employee, [{ kind: 'employee.hired', content }], store, frame);
}

function employmentIdOf(noticed: Spell | undefined): string | undefined {
  if (noticed?.situation.is !== 'noticed') return undefined;
  return noticed.situation.missing.find(({ of }) => of === 'hire')?.employmentId;
}

/** A hire of somebody in service would correct the begin of that employment instead (F3). */
function refuseEmployed(
  { firstWorkingDay }: Asked,
  spells: readonly Spell[],
  noticed: Spell | undefined,
  { say }: Frame,
): void {
  const isAnother = employmentIdOf(noticed) !== undefined;
  for (const { spellId, unitId, situation } of spells) {
    if (isAnother || !isEmployment(situation)) continue;
    if (situation.is === 'left' && situation.end.on < firstWorkingDay) continue;
    const until = situation.is === 'left' ? situation.end.on : undefined;
    throw new CommandFailed(
      say({
        zh: `此人自 ${situation.start.on} 起在 ${unitId} 在职${until === undefined ? '' : `至 ${until}`}（${spellId}）；更正入职日请在人事系统办理`,
        en: `already in service at ${unitId} from ${situation.start.on}${until === undefined ? '' : ` to ${until}`} (${spellId}); correct a first working day in the HR system`,
      }),
    );
  }
}

/** @throws BadUsage where nobody said at which unit. */
function unitFor({ unit }: Asked, noticed: Spell | undefined, { say }: Frame): string {
  const unitId = unit ?? noticed?.unitId ?? UNKNOWN_UNIT;
  if (unitId !== UNKNOWN_UNIT) return unitId;
  throw new BadUsage(say({ zh: '参保单位未知；请给出 --unit', en: 'the unit is not known; give --unit' }));
}
