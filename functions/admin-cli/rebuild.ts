import { compact } from '../../domain/values/compact.ts';
import { foldPorts } from '../deployment/deployment.ts';
import { type FoldProgress, foldAllAgain } from '../intake/fold-again.ts';
import { noteAct } from './activity.ts';
import { type CommandContext, CommandFailed } from './frame/frame.ts';
import { flag, perSecond, text, unitIdsOf } from './frame/kinds.ts';
import { storeCommand } from './frame/spec.ts';
import { importLoad, progressReporter } from './import/load.ts';

/** `canbao rebuild`: folds everyone again after a release or a change of the registry. */
export const REBUILD = storeCommand({
  name: 'rebuild',
  about: {
    zh: '升级或更改登记后，按现在的规则重新计算每名职工；可以重复运行，可以续跑',
    en: 'compute all employees again after a release or a change of the registry; can be repeated and resumed',
  },
  options: {
    unit: text({ zh: '只算一个参保单位的职工', en: "only this unit's employees" }, 'unitId'),
    resume: flag({ zh: '从上次中断处续跑', en: 'continue where the last run was interrupted' }),
    after: {
      ...text({ zh: '从这名职工之后续跑', en: 'continue after this employee' }, 'employeeId'),
      conflicts: ['resume'],
    },
    perSecond: perSecond(1_000, 10_000),
  },
  examples: ['canbao rebuild --local', 'canbao rebuild --stage prod --unit BJ --per-second 20'],
  async run({ unit, resume = false, after, perSecond: speed }, context, store) {
    if (unit !== undefined) unitIdsOf(unit, await store.registry.load(), context);
    await noteAct('rebuilt', unit === undefined ? [] : [unit], store, context);
    const from = resume ? await store.rebuildMarks.find(unit) : undefined;
    const start = from?.after ?? after;
    const of = compact({ unitId: unit, after: start });
    // This comes before the fold, which uses the registration day to find people employed before this service was
    // introduced.
    const dated = await store.registerUndated(context.today());
    // If a rebuild is continued, the first run has done this already.
    const cleaned =
      from === undefined
        ? await store.cleanItems(progressReporter(context))
        : { masked: 0, employees: from.total };
    const { masked } = cleaned;
    const total = unit === undefined && after === undefined ? cleaned.employees : undefined;
    const ports = { ...foldPorts(store, context.clock), snapshots: store.snapshots };
    const report = progressReporter(context);
    const rebuilt = await foldAllAgain(store.employeeIds(of), ports, {
      load: importLoad(speed, store),
      async onProgress({ employees, employeeId }) {
        const done = employees + (from?.done ?? 0);
        report(done, total);
        if (employeeId !== undefined)
          await store.rebuildMarks.keep(unit, { after: employeeId, done, ...compact({ total }) });
      },
      stopFor: (error, progress) =>
        error instanceof CommandFailed ? interrupted(error, progress, context) : undefined,
    });
    await store.rebuildMarks.remove(unit);
    const { employees, rewritten, failed } = rebuilt;
    return {
      json: { ...rebuilt, dated, masked },
      lines: [
        dated.length > 0 && {
          zh: `以今天为登记日：${dated.join('、')}（此前没有记录登记日）`,
          en: `Registration day set to today, because none was recorded: ${dated.join(', ')}`,
        },
        masked > 0 && {
          zh: `${masked} 条记录的证件号码已按现在的规则重新脱敏`,
          en: `Records with new masks of identity numbers: ${masked}`,
        },
        {
          zh: `重新计算 ${employees} 名职工，改写 ${rewritten} 名`,
          en: `Employees computed again: ${employees}, changed: ${rewritten}`,
        },
        failed.length > 0 && {
          zh: `${failed.length} 名没有算成：${failed.join('、')}；用 canbao facts 查看`,
          en: `Could not be computed: ${failed.join(', ')}; see canbao facts`,
        },
      ],
      failed: failed.length > 0,
    };
  },
});

/**
 * The store itself failed, so the others would fail too. The employees folded so far need not be repeated, but can be.
 */
function interrupted(
  error: CommandFailed,
  { employees, employeeId }: FoldProgress & { readonly employeeId: string },
  { failure }: CommandContext,
): CommandFailed {
  return failure(
    {
      zh: `${error.message}（算到第 ${employees + 1} 名 ${employeeId} 时中断；可加 --resume 续跑）`,
      en: `${error.message} (interrupted at employee ${employees + 1}, ${employeeId}; continue with --resume)`,
    },
    error,
  );
}
