import * as z from 'zod/mini';
import { IDENTITY_TYPES } from '../../domain/facts/life-course.ts';
import { line } from '../../domain/facts/schema-parts.ts';

/** An identity document as an HR system writes it; lives only until it is sealed. */
export const openIdentity = z.object({ type: z.enum(IDENTITY_TYPES), number: line(40) });
export type OpenIdentity = z.infer<typeof openIdentity>;
