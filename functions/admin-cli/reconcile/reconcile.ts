import type { Command } from 'commander';
import type { Month } from '../../../domain/values/month.ts';
import { systemPace } from '../../adapters/clock.ts';
import { reconcileUnit } from '../../reconcile/gather-month.ts';
import { deriveQuietly } from '../cases/derive-quietly.ts';
import type { Frame } from '../frame/frame.ts';
import { example, textOption, withStoreOptions } from '../frame/options.ts';
import { unitOf } from '../frame/unit-of.ts';
import { monthOption } from '../frame/value-options.ts';
import type { StoreChoice } from '../store/store.ts';
import { reconcilePrintout } from './reconcile-printout.ts';

interface Asked extends StoreChoice {
  readonly unit: string;
  readonly month: Month;
}

/** `canbao reconcile`: holds a unit's people against the bill of a month. */
export function reconcileCommand(program: Command, frame: Frame): void {
  const { say } = frame;
  const command = program
    .command('reconcile')
    .description(
      say({
        zh: '核对某月的缴费明细与在册职工：离职仍扣、在职未扣、重复、基数不符、不认识的人',
        en: "hold a month's bill against who is in service: charged though left, not charged, twice, wrong base, unknown people",
      }),
    )
    .addOption(textOption(frame, '--unit <unitId>', { zh: '参保单位', en: 'the unit' }).makeOptionMandatory())
    .addOption(
      monthOption(frame, '--month <month>', {
        zh: '费款所属月份，YYYY-MM',
        en: 'the month that was paid for, YYYY-MM',
      }).makeOptionMandatory(),
    );
  withStoreOptions(command, frame)
    .addHelpText('after', example(frame, 'canbao reconcile --unit BJ --month 2026-10 --local'))
    .action(
      frame.act((asked: Asked) =>
        frame.withStore(asked, async (store) => {
          const unit = await unitOf(asked.unit, store, frame);
          const task = { unit, month: asked.month, asOf: frame.today() };
          const found = await reconcileUnit(task, {
            ...store,
            casesOf: (spells, of, asOf) => deriveQuietly(spells, of, asOf).flatMap(({ cases }) => cases),
            pace: systemPace,
          });
          return reconcilePrintout(found, unit, frame);
        }),
      ),
    );
}
