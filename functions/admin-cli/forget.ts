import { printable } from '../../domain/letter/letter.ts';
import { NO_REGION, policyOf } from '../../domain/regions/policy-of.ts';
import { counted, type Texts } from '../../domain/values/language.ts';
import { addDays, addMonths, type PlainDate } from '../../domain/values/plain-date.ts';
import {
  forgetPeople,
  hasOpenCases,
  type Person,
  personOf,
  unitRows,
} from '../apply-retention/forget-people.ts';
import { foldPorts, type Store } from '../deployment/deployment.ts';
import type { QuarantineKey } from '../ports.ts';
import { noteAct } from './activity.ts';
import { unknownEmployee } from './facts.ts';
import { type CommandContext, CommandFailed, type Line, textsOf } from './frame/frame.ts';
import { argument, flag } from './frame/kinds.ts';
import { storeCommand } from './frame/spec.ts';
import { LISTED_DAYS } from './quarantine.ts';

export const FORGET = storeCommand({
  name: 'forget',
  about: {
    zh: '立即删除一名已离职人员的个人信息；先列出删除什么、保留什么、为什么，加 --apply 才删除，不能恢复',
    en: 'remove the personal data of a person who left: shows what is removed, what is kept and why; with --apply it is removed permanently',
  },
  args: { employeeId: argument({ zh: '人事系统的工号', en: "the person's employee id in the HR system" }) },
  options: {
    apply: flag({
      zh: '删除；不加则只列出',
      en: 'remove the data; without this option they are only listed',
    }),
    evenWithOpenCases: flag({
      zh: '还有未办结的待办也删除',
      en: 'remove the data although cases are open',
    }),
  },
  examples: ['canbao forget E2001 --local', 'canbao forget E2001 --apply --stage prod'],
  async run({ employeeId, apply = false, evenWithOpenCases = false }, context, store) {
    const today = context.today();
    const record = await store.registry.load();
    const ports = { ...store, ...foldPorts(store, context.clock) };
    const person = await personOf(employeeId, { day: today, record, rowsOfUnit: unitRows(store) }, ports);
    if (person.facts === 0) throw unknownEmployee(employeeId, context);
    if (person.goneSince === undefined)
      throw context.failure({
        zh: `${employeeId} 仍在职，不能删除个人信息；离职登记后再试`,
        en: `${employeeId} is still employed, so no personal data are removed; record the leave first`,
      });
    const quarantined = await quarantinedAbout(person, today, store);
    const lines = [
      ...removalLines(person, quarantined.length),
      ...retainedLines(person, person.goneSince, today, context),
    ];
    const isBlocked = hasOpenCases(person) && !evenWithOpenCases;
    if (apply && isBlocked)
      throw new CommandFailed(textsOf([...lines, BLOCKED], context), { code: 'open-cases' });
    if (apply) {
      await noteAct('data-removed', person.employeeIds, store, context);
      for (const event of quarantined) await store.quarantine.remove(event);
      await forgetPeople([person], { on: today, record }, ports);
      await store.removeMails?.(person.names);
    }
    const evidence = await evidenceOf(person, store);
    const { openCases, openRows, openFindings, ...rest } = person;
    return {
      json: {
        employeeIds: rest.employeeIds,
        goneSince: rest.goneSince,
        removed: apply,
        goes: { facts: rest.personalFacts, quarantined: quarantined.length },
        open: {
          cases: openCases.map(({ caseId }) => caseId),
          rows: openRows.map(({ id }) => id),
          findings: openFindings.map(({ finding: { kind } }) => kind),
        },
        evidence,
      },
      lines: [
        ...lines,
        '',
        ...(apply
          ? [DONE, ...evidence.map(({ on, sha256 }) => `  ${on} SHA-256 ${sha256}`)]
          : [isBlocked ? NEXT_WITH_CASES : NEXT]),
      ],
    };
  },
});

const NEXT: Texts = {
  zh: '尚未删除；加 --apply 删除，删除后不能恢复',
  en: 'Nothing was removed; add --apply to remove the data permanently',
};
const NEXT_WITH_CASES: Texts = {
  zh: '尚未删除；办结以上各项后加 --apply，或加 --apply --even-with-open-cases',
  en: 'Nothing was removed; close the items above and add --apply, or add --apply --even-with-open-cases',
};
const BLOCKED: Texts = {
  zh: '还有未办结的待办，未删除；确要删除请加 --even-with-open-cases',
  en: 'Cases are open, so nothing was removed; to remove them anyway, add --even-with-open-cases',
};
const DONE: Texts = {
  zh: '已删除；删除前全部事实的哈希：',
  en: 'Removed; hash of all facts before the removal:',
};

function removalLines(
  { employeeIds, names, personalFacts, facts, openRows }: Person,
  quarantined: number,
): Line[] {
  return [
    printable([...names, ...employeeIds].join(' · ')),
    {
      zh: `删除：姓名、证件号码的掩码和哈希、出生日期、性别、联系方式、部门、工资、基数、备注和理由的文字（${facts} 条事实中的 ${personalFacts} 条）`,
      en: `Removed: names, masks and hashes of identity numbers, birth date, sex, contacts, department, wages, bases, the text of notes and reasons (in ${personalFacts} of ${facts} facts)`,
    },
    openRows.length + quarantined > 0 && {
      zh: `  账单和名单中 ${openRows.length} 行的姓名和号码，隔离事件 ${quarantined} 件`,
      en: `  names and numbers in ${counted(openRows.length, 'row')} of bills and lists, ${counted(quarantined, 'event')} in quarantine`,
    },
  ];
}

function retainedLines(
  person: Person,
  goneSince: PlainDate,
  today: PlainDate,
  context: CommandContext,
): Line[] {
  const years = policyOf(NO_REGION).inForce('labourInspectionYears', goneSince);
  const until = years.known ? addMonths(goneSince, years.value * 12) : undefined;
  return [
    {
      zh: `保留：工号，各段劳动关系的单位和日期，申报、缴费、退费的日期和金额，处理记录，删除前事实的哈希。已发出的邮件在收件人处，备份 35 天内可恢复`,
      en: 'Kept: the employee id, units and dates of employments, dates and amounts of filings, charges and refunds, decisions, and a hash of the earlier facts. Sent mails remain with their recipients; backups are kept for 35 days',
    },
    {
      zh: `最后工作日 ${goneSince}。仍要用到这些信息的理由：`,
      en: `Last working day ${goneSince}. Why the data may still be needed:`,
    },
    ...openLines(person, context),
    until !== undefined &&
      until > today && {
        zh: `  ${until} 以前劳动保障监察仍可查处（劳动保障监察条例 20）`,
        en: `  until ${until} labour inspection may still investigate (劳动保障监察条例 20)`,
      },
    {
      zh: '  少缴、漏缴的追缴没有时限（社会保险法 63、86）；是否还要留存由公司法务决定',
      en: "  arrears are claimed without a time limit (社会保险法 63, 86); the company's lawyer decides whether the data must be kept",
    },
  ];
}

function openLines({ openCases, openRows, openFindings }: Person, { wording }: CommandContext): Line[] {
  return [
    ...openCases.map(({ kind, caseId }) => ({
      zh: `  未办结：${wording.kinds[kind]} ${caseId}`,
      en: `  open: ${wording.kinds[kind]} ${caseId}`,
    })),
    ...openRows.map(({ unitId, month }) => ({
      zh: `  未答复：${unitId} ${month} 账单或名单中的一行`,
      en: `  not answered: a row of a bill or list of ${unitId}, ${month}`,
    })),
    ...openFindings.map(({ finding: { unitId } }) => ({
      zh: `  未核对：${unitId} 花名册差异`,
      en: `  not settled: a difference of the roster of ${unitId}`,
    })),
  ];
}

/** Quarantined events that contain an id or a name of the person. */
async function quarantinedAbout(
  { employeeIds, names }: Person,
  today: PlainDate,
  { quarantine }: Pick<Store, 'quarantine'>,
): Promise<readonly QuarantineKey[]> {
  const about: QuarantineKey[] = [];
  for (const key of await quarantine.list(addDays(today, -LISTED_DAYS), today)) {
    const event = await quarantine.find(key);
    const text = Buffer.from(event?.body ?? []).toString('utf8');
    if (names.some((name) => text.includes(name)) || employeeIds.some((id) => containsId(text, id)))
      about.push(key);
  }
  return about;
}

/** Whether the text contains the id, and not only as a part of a longer id. */
function containsId(text: string, id: string): boolean {
  const parts = text.split(id);
  const isPart = /[\p{L}\p{N}]/u;
  return parts.slice(1).some((after, index) => {
    const before = parts[index]?.at(-1) ?? '';
    return !isPart.test(before) && !isPart.test(after.at(0) ?? '');
  });
}

async function evidenceOf({ employeeIds }: Person, { employees }: Pick<Store, 'employees'>) {
  const records = await Promise.all(employeeIds.map((id) => employees.load(id)));
  return records.flatMap(({ forgotten }, index) =>
    (forgotten?.evidence ?? []).map((each) => ({ employeeId: employeeIds[index], ...each })),
  );
}
