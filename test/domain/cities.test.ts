import { describe, expect, it } from 'vitest';
import { REGIONS } from '../../domain/regions/index.ts';
import { CITIES_INLAND } from '../examples/cities-inland.ts';
import { MUNICIPALITIES } from '../examples/cities-municipalities.ts';
import { CITIES_OF_THE_SOUTH_AND_EAST } from '../examples/cities-south-and-east.ts';
import { journeyOf } from '../support/city-journey.ts';

const EXAMPLES = [...MUNICIPALITIES, ...CITIES_OF_THE_SOUTH_AND_EAST, ...CITIES_INLAND];

describe('employees in every city, from hire to refund', () => {
  it.each(EXAMPLES)('$city, a wage of $given.wage', (example) => {
    expect(journeyOf(example)).toEqual(example.expected);
  });

  it('covers every city that ships data', () => {
    expect(new Set(EXAMPLES.map(({ city }) => city))).toEqual(new Set(REGIONS.keys()));
  });
});
