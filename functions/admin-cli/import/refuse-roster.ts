import type { Implausible } from '../../../domain/roster/absent-people.ts';
import type { BadRow } from '../../import-bill/bill-row.ts';
import type { ReadRoster } from '../../import-roster/read-roster.ts';
import { BadUsage, CommandFailed } from '../frame/failures.ts';
import type { Frame } from '../frame/frame.ts';
import type { AskedRoster } from './roster.ts';

/** Nothing of the roster was taken in. */
export class RosterRefused extends CommandFailed {}

/** @throws BadUsage where the file does not tell the people of several units apart. */
export function refuseWithoutUnits({ columns }: ReadRoster, { unit }: AskedRoster, { say }: Frame): void {
  if (unit.length === 1 || columns.fields.unit !== undefined) return;
  throw new BadUsage(
    say({
      zh: '给了几个 --unit，而文件没有“参保单位”列，分不清谁属于哪个单位；请加上这一列，或每个单位一份文件',
      en: 'there are several --unit and the file has no column with the unit, so nobody knows who belongs where; add it, or use one file a unit',
    }),
  );
}

/**
 * Half a file must not end everybody: neither where rows were lost in reading, nor where too many are missing from it.
 * @throws RosterRefused where it may be half a file, and nobody said that it is whole.
 */
export function refuseHalf(
  implausible: readonly Implausible[],
  bad: readonly BadRow[],
  { file, asked }: { readonly file: string; readonly asked: AskedRoster },
  { say }: Frame,
): void {
  if (asked.complete === true && bad.length > 0) {
    throw new RosterRefused(
      say({
        zh: `有 ${bad.length} 行读不通，见 ${file}.rejects.csv；有问题的花名册不能当作完整的，没有记入任何内容。请改好这些行，或去掉 --complete`,
        en: `${bad.length} rows could not be read, see ${file}.rejects.csv; such a roster is not complete, and nothing was taken in. Put them right, or leave out --complete`,
      }),
    );
  }
  if (implausible.length === 0 || asked.yesAllLeft === true) return;
  const listed = implausible
    .map(({ unitId, employed, leaving }) => `${unitId} ${leaving}/${employed}`)
    .join(', ');
  throw new RosterRefused(
    say({
      zh: `按这份花名册，一次会有很大一部分人离职（${listed}）；多半是文件不完整，没有记入任何内容。确实如此的，加 --yes-all-left`,
      en: `by this roster a large share of the people is gone at once (${listed}); most likely the file is not whole, and nothing was taken in. If it is right, add --yes-all-left`,
    }),
  );
}
