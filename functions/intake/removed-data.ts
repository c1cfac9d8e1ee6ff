/** What taking facts in needs to know of removed data: loaded with the first event, without the rest of that file. */
export { retainedSince, withoutForgotten } from '../../domain/employment/forget.ts';
