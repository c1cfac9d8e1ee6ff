import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { policyOf } from '../../domain/regions/policy-of.ts';
import type { Unit } from '../../domain/units/unit.ts';
import {
  effectiveUnitFacts,
  ofUnitKind,
  type UnitFact,
  type UnitFactOf,
} from '../../domain/units/unit-facts.ts';
import { firstDayOf, type Month, monthOf, plusMonths } from '../../domain/values/month.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import { ownCases } from './cases/cases-as-of.ts';
import { BadUsage, type Frame, type Printout } from './frame/frame.ts';
import { dayOption, example, monthOption, textOption, unitOf, withStoreOptions } from './frame/options.ts';
import type { Store, StoreChoice } from './store/store.ts';

interface Declared {
  readonly from: Month;
  readonly on: PlainDate;
  readonly receipt?: string;
}

/** A year is declared shortly before it begins at the earliest; later months are typing errors. */
const MONTHS_AHEAD = 11;

const LONGEST_RECEIPT = 100;

/** @throws BadUsage for a day to come, a year that lies far ahead, or a receipt that is none. */
export function refuseDeclaration({ from, on, receipt = '' }: Declared, { say, today }: Frame): void {
  if (on > today()) {
    throw new BadUsage(
      say({
        zh: `--on ${on} 晚于今天（${today()}）；请写实际申报的日期`,
        en: `--on ${on} is later than today (${today()}); give the day on which it was declared`,
      }),
    );
  }
  const last = plusMonths(monthOf(on), MONTHS_AHEAD);
  if (from > last) {
    throw new BadUsage(
      say({
        zh: `--from ${from} 在申报日 ${on} 一年之后；最晚是 ${last}`,
        en: `--from ${from} is a year or more after the declaration on ${on}; the latest is ${last}`,
      }),
    );
  }
  if (receipt.length <= LONGEST_RECEIPT && !/\p{Cc}/u.test(receipt)) return;
  throw new BadUsage(
    say({
      zh: `--receipt 不是回执号；最多 ${LONGEST_RECEIPT} 个字符，写成一行`,
      en: `--receipt is no receipt number; write at most ${LONGEST_RECEIPT} characters on one line`,
    }),
  );
}

/**
 * Where the region's base year is known for sure, it begins with that month and no other.
 * @throws BadUsage naming the right month.
 */
export function refuseMidYear({ from }: Declared, { region, localPolicy }: Unit, { say }: Frame): void {
  const policy = policyOf(region, localPolicy);
  const start = policy.inForce('baseYearStartMonth', firstDayOf(from));
  if (!start.known || start.confidence === 'low' || Number(from.slice(5)) === start.value) return;
  const right = `${from.slice(0, 4)}-${String(start.value).padStart(2, '0')}`;
  throw new BadUsage(
    say({
      zh: `${policy.region}的缴费年度从 ${start.value} 月开始，--from ${from} 不是首月；请写例如 ${right}`,
      en: `the base year in ${policy.region} begins in month ${start.value}, so --from ${from} is not its first month; write e.g. ${right}`,
    }),
  );
}

interface Asked extends StoreChoice {
  readonly unit: string;
  readonly from: Month;
  readonly on: PlainDate;
  readonly receipt?: string;
}

/** `canbao bases declared`: a unit has declared the bases of a base year (R4). */
export function basesDeclared(parent: Command, frame: Frame): void {
  const { say } = frame;
  const command = parent
    .command('declared')
    .description(
      say({
        zh: '登记一个参保单位已申报年度缴费基数，待办随之关闭',
        en: 'record that a unit has declared the bases of a base year, which closes the case',
      }),
    )
    .addOption(textOption(frame, '--unit <unitId>', { zh: '参保单位', en: 'the unit' }).makeOptionMandatory())
    .addOption(
      monthOption(frame, '--from <month>', {
        zh: '所申报的缴费年度的首月，YYYY-MM',
        en: 'the first month of the base year that was declared, YYYY-MM',
      }).makeOptionMandatory(),
    )
    .addOption(
      dayOption(frame, '--on <day>', {
        zh: '申报日，YYYY-MM-DD，不晚于今天',
        en: 'the day of the declaration, YYYY-MM-DD, not later than today',
      }).makeOptionMandatory(),
    )
    .addOption(textOption(frame, '--receipt <no>', { zh: '回执号', en: 'the receipt’s number' }));
  withStoreOptions(command, frame)
    .addHelpText(
      'after',
      example(
        frame,
        'canbao bases declared --unit BJ --from 2026-07 --on 2026-07-20 --receipt 20260720-8 --local',
      ),
    )
    .action(
      frame.act((asked: Asked) => {
        refuseDeclaration(asked, frame);
        return frame.withStore(asked, async (store) => {
          refuseMidYear(asked, await unitOf(asked.unit, store, frame), frame);
          return await record(asked, store, frame);
        });
      }),
    );
}

/** Takes the declaration in, unless the same one is known already. */
async function record(asked: Asked, store: Store, frame: Frame): Promise<Printout> {
  const { unit: unitId, from, on, receipt } = asked;
  const before = await store.registry.load();
  const same = sameDeclaration(asked, before.unitFacts);
  const fact = same ?? factOf(asked, frame);
  if (same === undefined) await store.unitFacts.append([fact]);
  const now = same === undefined ? await store.registry.load() : before;
  const { cases } = await ownCases(unitId, now, frame.today(), store);
  const open = cases.find(({ kind }) => kind === 'declare-bases');
  return {
    json: {
      unitId,
      from,
      on,
      receiptNo: receipt ?? null,
      factId: fact.factId,
      alreadyKnown: same !== undefined,
      stillOpen: open?.caseId ?? null,
    },
    lines: [
      recordedLine(asked, same !== undefined, frame),
      ...(open === undefined ? [] : [stillOpenLine(open.caseId, frame)]),
    ],
  };
}

type Declaration = UnitFactOf<'unit.bases_declared'>;

function sameDeclaration(
  { unit, from, on, receipt }: Asked,
  facts: readonly UnitFact[],
): Declaration | undefined {
  const own = effectiveUnitFacts(facts.filter(({ unitId }) => unitId === unit));
  return ofUnitKind(own, 'unit.bases_declared').find(
    ({ data }) => data.from === from && data.on === on && data.receiptNo === receipt,
  );
}

function factOf({ unit: unitId, from, on, receipt }: Asked, { clock }: Frame): Declaration {
  const now = clock.now();
  return {
    kind: 'unit.bases_declared',
    factId: `staff:${randomUUID()}`,
    unitId,
    statedAt: now,
    receivedAt: now,
    data: { unitId, from, on, ...(receipt !== undefined && { receiptNo: receipt }) },
  };
}

function recordedLine({ unit, from, on }: Asked, known: boolean, { say }: Frame): string {
  return known
    ? say({
        zh: `${unit} 于 ${on} 申报自 ${from} 起的缴费基数，此前已经登记过`,
        en: `that ${unit} declared the bases from ${from} on ${on} was recorded before`,
      })
    : say({
        zh: `已登记：${unit} 于 ${on} 申报了自 ${from} 起的缴费基数`,
        en: `recorded: ${unit} declared the bases from ${from} on ${on}`,
      });
}

function stillOpenLine(caseId: string, { say }: Frame): string {
  return say({
    zh: `待办 ${caseId} 仍未办结：登记的是另一个缴费年度`,
    en: `the case ${caseId} stays open: what was recorded is another base year`,
  });
}

/** `canbao bases`: what staff did about the contribution bases of a unit. */
export function basesCommand(program: Command, frame: Frame): void {
  const command = program
    .command('bases')
    .description(
      frame.say({ zh: '年度缴费基数：登记已申报', en: 'the bases of the year: record a declaration' }),
    );
  basesDeclared(command, frame);
}
