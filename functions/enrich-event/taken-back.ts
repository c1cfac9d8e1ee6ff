import type { Fact } from '../../domain/facts/fact.ts';
import type { Instant } from '../../domain/values/plain-date.ts';
import type { DetailsRequest } from '../hris/source.ts';
import type { Off } from '../hris-api/hr-api.ts';
import { isLagging } from '../hris-api/lag.ts';
import type { Saying } from './details-fact.ts';
import type { KnownWords } from './known-words.ts';

/**
 * Takes back a leave or a hire that is off, or never was, and the notices of it. A vendor's silence takes back only what
 * the same source said before, and not the notice that made us ask: that contradicts it, and a person decides.
 */
export function takenBack(
  off: Off,
  request: DetailsRequest,
  known: KnownWords,
  now: Instant,
): { readonly sayings: readonly Saying[]; readonly isTooEarly: boolean } {
  const { employeeId, source, about } = request;
  const isSilent = off.by === 'silence';
  const isOwn = ({ factId }: Fact) => factId.startsWith(`${source}:`);
  const standing = off.what === 'leave' ? known.leave(off.employmentId) : known.hire(off.employmentId);
  const cancelled = standing !== undefined && (!isSilent || isOwn(standing)) ? [cancellation(standing)] : [];
  const notices = isSilent && about === off.what ? [] : known.openNotices(off.what, source, off.employmentId);
  const voids = notices.map(
    ({ factId }): Saying => ({
      kind: 'fact.voided',
      data: { factId, employeeId, reason: `${source} shows that there is no such ${off.what}` },
    }),
  );
  const sayings = [...cancelled, ...voids];
  const isTooEarly = isSilent && sayings.length > 0 && isLagging(request, now);
  return { sayings: isTooEarly ? [] : sayings, isTooEarly };
}

function cancellation(standing: NonNullable<ReturnType<KnownWords['leave'] | KnownWords['hire']>>): Saying {
  const { employeeId, employmentId } = standing.data;
  const who = { employeeId, ...(employmentId !== undefined && { employmentId }) };
  return standing.kind === 'employee.terminated'
    ? {
        kind: 'employee.termination_cancelled',
        data: { ...who, lastWorkingDay: standing.data.lastWorkingDay },
      }
    : { kind: 'employee.hire_cancelled', data: { ...who, hiredOn: standing.data.hiredOn } };
}
