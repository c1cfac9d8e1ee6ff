/** The part of forget.ts that the intake needs, loaded with the first event. */
export { retainedSince, withoutForgotten } from '../../domain/employment/forget.ts';
