import { printable } from '../../domain/letter/letter.ts';

const MOST_PROBLEMS = 20;
const LONGEST_PROBLEM = 300;

/**
 * Problems as a person can read them, each on one line. A batch may have thousands, and name words as long as a body:
 * with its body beside them that would be more than an item of the table, a line of the log or an answer can hold.
 */
export function briefly(problems: readonly string[]): readonly string[] {
  const told = problems.slice(0, MOST_PROBLEMS).map(shortened);
  const more = problems.length - told.length;
  return more > 0 ? [...told, `… and ${more} more`] : told;
}

function shortened(problem: string): string {
  return printable(problem.length > LONGEST_PROBLEM ? `${problem.slice(0, LONGEST_PROBLEM)}…` : problem);
}
