import type { Command } from 'commander';
import type { Frame } from '../frame/frame.ts';
import { guideCard } from './card.ts';
import { guideEmployee } from './employee.ts';
import { guideFlexible } from './flexible.ts';
import { guideLeaver } from './leaver.ts';
import { guideResident } from './resident.ts';
import { guideUnit } from './unit.ts';

/** `canbao guide`: what to tell people, with dates; a store is needed only for an employee of one. */
export function guideCommand(program: Command, frame: Frame): void {
  const guide = program.command('guide').description(
    frame.say({
      zh: '指南：离职、灵活就业、居民、新单位、医保凭证、单位没有参保',
      en: 'guides: leavers, flexible workers, residents, new units, cards, people not enrolled',
    }),
  );
  for (const add of [guideLeaver, guideFlexible, guideResident, guideUnit, guideCard, guideEmployee])
    add(guide, frame);
}
