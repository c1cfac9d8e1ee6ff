import type { Case } from '../../domain/cases/case.ts';
import { hasBegun, type Spell } from '../../domain/employment/spell.ts';
import type { LedgerColumn, LedgerValue } from '../../domain/ledger/ledger.ts';
import { policyOf } from '../../domain/regions/policy-of.ts';
import { contributionBase } from '../../domain/rules/contribution/contribution-base.ts';
import { wageForBase } from '../../domain/rules/contribution/wage-for-base.ts';
import type { Fen } from '../../domain/values/money.ts';
import { monthOf } from '../../domain/values/month.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import { asTable } from '../import-upload/read-upload.ts';
import { readRoster } from '../imports/read-roster.ts';
import type { RegistryRecord, SpellReader } from '../ports.ts';
import { filingOf } from './forms.ts';
import type { CaseView } from './views.ts';

/**
 * The ticked cases as a workbook for the agency's platform. Identity numbers are never stored. They come from a roster
 * that is uploaded with the form, if there is one.
 */

export type Numbers = ReadonlyMap<string, string>;

const COLUMNS: readonly Pick<LedgerColumn, 'header' | 'kind' | 'width'>[] = [
  { header: '姓名', kind: 'text', width: 12 },
  { header: '工号', kind: 'text', width: 16 },
  { header: '证件号码', kind: 'text', width: 24 },
  { header: '日期', kind: 'day', width: 12 },
  { header: '缴费基数', kind: 'money', width: 14 },
];

/** @param title the sheet's name: the kind of the cases. */
export async function batchWorkbook(
  title: string,
  views: readonly CaseView[],
  numbers: Numbers,
  { today, record }: { readonly today: PlainDate; readonly record: RegistryRecord },
  { spells }: { readonly spells: Pick<SpellReader, 'byId'> },
): Promise<Buffer> {
  const open = views.flatMap(({ subject }) => subject.open ?? []);
  const keys = open.flatMap(({ employeeId, spellId }) =>
    employeeId === undefined || spellId === undefined ? [] : [{ employeeId, spellId }],
  );
  const found = await spells.byId(keys);
  const rows = open.map((it): readonly LedgerValue[] => {
    const { employeeId = '', spellId, employeeName, eventOn } = it;
    const spell = found.items.find((each) => each.employeeId === employeeId && each.spellId === spellId);
    return [employeeName, employeeId, numbers.get(employeeId), eventOn, spell && baseFor(it, spell, record)];
  });
  const { ledgerXlsx } = await import('../files/ledger-xlsx.ts');
  return ledgerXlsx({ title, unitName: '', month: monthOf(today), columns: COLUMNS, rows });
}

/** The base to declare for an enrolment, if the wage and the band are known. */
function baseFor({ kind, unitId }: Case, spell: Spell, { registry }: RegistryRecord): Fen | undefined {
  const unit = registry.units.find((each) => each.unitId === unitId);
  const { situation, person } = spell;
  if (unit === undefined || filingOf(kind) !== 'enrolment' || !hasBegun(situation)) return undefined;
  const policy = policyOf(unit.region, unit.localPolicy);
  const [hiredOn, month] = [situation.start.on, monthOf(situation.start.on)];
  const wage = wageForBase({ person, hiredOn, month, policy });
  const base = wage.known ? contributionBase({ wage: wage.wage, month, policy }) : undefined;
  return base?.known === true ? base.declaredBase : undefined;
}

/**
 * Reads identity numbers from a roster. The roster is not kept.
 * @throws FileRefused naming what is wrong with the file as a whole.
 */
export async function numbersIn(file: Blob, today: PlainDate): Promise<Numbers> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { rows } = await asTable(bytes, (table) =>
    readRoster(table, {
      today,
      // The number is not sealed, because the workbook needs the number itself. It is used nowhere else.
      seal: ({ type = 'resident-id', number }) => ({ type, masked: '', hash: number }),
      unitNamed: (text) => text,
    }),
  );
  return new Map(
    rows.flatMap(({ employeeId, identity }) =>
      employeeId === undefined || identity === undefined ? [] : [[employeeId, identity.hash] as const],
    ),
  );
}
