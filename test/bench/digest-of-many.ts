import { publishedCalendar } from '../../domain/calendar/working-days.ts';
import type { Case } from '../../domain/cases/case.ts';
import { composeDigest } from '../../domain/digest/compose-digest.ts';
import type { DigestInput, RenderedDigest } from '../../domain/digest/digest.ts';
import { renderDigest } from '../../domain/letter/digest-letter.ts';
import { digestInput, EVERY_CASE, unitCase } from '../support/sample-cases.ts';
import { type Figure, figure } from './figure.ts';
import { interleaved, millisecondsOf } from './interleaved.ts';
import type { Sizes } from './sizes.ts';

/** What a very long digest costs, against a loop that writes one plain line for each case and no more. */
export async function digestOfMany({ cases, rounds }: Sizes['digest']): Promise<Figure> {
  const input = digestInput({ cases: manyCases(cases).map((it) => unitCase(it)) });
  const rendered = composedAndRendered(input);
  const [lines = 0, digest = 0] = await interleaved(
    [() => millisecondsOf(() => plainLines(input)), () => millisecondsOf(() => composedAndRendered(input))],
    { rounds, warmUps: 2 },
  );
  return figure({
    name: 'digest',
    what: `compose and render a digest of ${cases} cases (text and HTML), against ${cases} plain lines`,
    unit: 'milliseconds per digest',
    subject: digest,
    reference: lines,
    more: {
      microsecondsPerCase: (digest / cases) * 1000,
      textKilobytes: kilobytes(rendered.text),
      htmlKilobytes: kilobytes(rendered.html),
      plainLinesKilobytes: kilobytes(plainLines(input)),
    },
  });
}

/** Of every kind and state, one after the other, each of another person. */
function manyCases(count: number): Case[] {
  return Array.from({ length: count }, (_, number) => {
    const like = EVERY_CASE[number % EVERY_CASE.length];
    if (like === undefined) throw new Error('there are no sample cases');
    const employeeId = `E${number}`;
    return { ...like, employeeId, caseId: `${employeeId}/${like.spellId}/${like.kind}` };
  });
}

function composedAndRendered(input: DigestInput): RenderedDigest {
  const digest = composeDigest(input, publishedCalendar);
  if (digest?.items.length !== input.cases.length) throw new Error('the digest does not list every case');
  return renderDigest(digest);
}

function plainLines({ cases }: DigestInput): string {
  return cases
    .map(({ case: it, unitName }) => {
      const who = it.employeeName ?? it.employeeId;
      const by = it.deadline?.actBy ?? '-';
      return `${who} (${it.employeeId}) ${it.kind} ${unitName} ${by} ${it.money?.unitPart ?? 0}\n`;
    })
    .join('');
}

function kilobytes(text: string): number {
  return Buffer.byteLength(text) / 1024;
}
