import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import {
  effectiveUnitFacts,
  ofUnitKind,
  type UnitFact,
  type UnitFactOf,
} from '../../../domain/units/unit-facts.ts';
import type { Month } from '../../../domain/values/month.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import { ownCases } from '../cases/own-cases.ts';
import type { Frame, Printout } from '../frame/frame.ts';
import { dayOption, example, textOption, withStoreOptions } from '../frame/options.ts';
import { unitOf } from '../frame/unit-of.ts';
import { monthOption } from '../frame/value-options.ts';
import type { Store, StoreChoice } from '../store/store.ts';
import { refuseDeclaration, refuseMidYear } from './refuse-declaration.ts';

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
