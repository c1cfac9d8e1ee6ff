import { createHash } from 'node:crypto';
import { printable } from '../../domain/letter/letter.ts';
import { addDays, type Instant, type PlainDate } from '../../domain/values/plain-date.ts';

const MOST_OCTETS = 75;

interface Entry {
  readonly caseId: string;
  readonly day: PlainDate;
  readonly summary: string;
  readonly description: string;
  readonly url: string;
  readonly now: Instant;
}

/** An all-day entry (RFC 5545). Its UID is made from the case, so that importing a later file moves the same entry. */
export function calendarEntry({ caseId, day, summary, description, url, now }: Entry): string {
  const uid = createHash('sha256').update(caseId).digest('hex').slice(0, 32);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Canbao//Staff portal//ZH',
    'BEGIN:VEVENT',
    `UID:${uid}@canbao`,
    `DTSTAMP:${now.replaceAll(/[-:]|\.\d+/g, '')}`,
    `DTSTART;VALUE=DATE:${day.replaceAll('-', '')}`,
    `DTEND;VALUE=DATE:${addDays(day, 1).replaceAll('-', '')}`,
    `SUMMARY:${escaped(summary)}`,
    `DESCRIPTION:${escaped(description)}`,
    `URL:${url}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function escaped(text: string): string {
  return text
    .split('\n')
    .map((line) => printable(line).replaceAll(/[\\;,]/g, (character) => `\\${character}`))
    .join('\\n');
}

/** Folds a line at 75 octets (RFC 5545) without splitting a character. Continuation lines begin with a space. */
function folded(line: string): string {
  const parts = [''];
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > MOST_OCTETS) {
      parts.push('');
      octets = 1;
    }
    parts[parts.length - 1] += character;
    octets += size;
  }
  return parts.join('\r\n ');
}
