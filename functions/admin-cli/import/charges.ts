import type { Command } from 'commander';
import type { Frame } from '../frame/frame.ts';
import { example, storeFlags, textOption, withStoreOptions } from '../frame/options.ts';
import { unitOf } from '../frame/unit-of.ts';
import type { StoreChoice } from '../store/store.ts';
import { importPrintout } from './import-printout.ts';
import { importSpeedOption } from './import-speed.ts';
import { runImport } from './run-import.ts';

export interface AskedImport extends StoreChoice {
  readonly unit: string;
  readonly apply?: boolean;
  readonly perSecond?: number;
}

/** `canbao import charges FILE`: the bill that a unit downloads, looked at first and stored when asked. */
export function importCharges(parent: Command, frame: Frame): void {
  const { say } = frame;
  const command = parent
    .command('charges')
    .description(
      say({
        zh: '导入缴费明细（CSV 或 XLSX）：先试算，列出问题；加 --apply 才保存，重复导入不会重复计算',
        en: 'take in a bill (CSV or XLSX): tells what it holds and what is wrong; stores it with --apply, each charge once',
      }),
    )
    .argument('<file>', say({ zh: 'CSV 或 XLSX 文件', en: 'a CSV or XLSX file' }))
    .addOption(
      textOption(frame, '--unit <unitId>', {
        zh: '谁的缴费明细',
        en: 'whose bill it is',
      }).makeOptionMandatory(),
    )
    .option('--apply', say({ zh: '保存；不加只试算', en: 'store it; without, it is only looked at' }))
    .addOption(importSpeedOption(frame));
  withStoreOptions(command, frame)
    .addHelpText(
      'after',
      example(
        frame,
        'canbao import charges 2026-10.xlsx --unit BJ --local',
        'canbao import charges 2026-10.csv --unit BJ --stage prod --apply',
      ),
    )
    .action(
      frame.act((file: string, asked: AskedImport) =>
        frame.withStore(asked, async (store) => {
          const unit = await unitOf(asked.unit, store, frame);
          const done = await runImport({ file, unit, asked }, store, frame);
          return importPrintout(
            done,
            `canbao import charges ${file} --unit ${unit.unitId}${storeFlags(asked)}`,
            frame,
          );
        }),
      ),
    );
}
