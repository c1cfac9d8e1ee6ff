import { NOT_FOUND } from '../laws.ts';
import type { RegionParameters } from '../region.ts';

/** Refunds of money that was not due. */
export const REFUND: RegionParameters = {
  refundWay: [
    {
      ...NOT_FOUND,
      note: {
        zh: '多缴的退还、抵扣还是不退，由各地规定；申请退费的全国时限也未找到',
        en: 'local rules decide whether an overpayment is refunded, offset against later contributions or not refunded; no national time limit for applications was found either',
      },
    },
  ],
  refundHandlingWorkingDays: [
    {
      ...NOT_FOUND,
      note: {
        zh: '网上有说 20、30 个或 5 至 15 个工作日的，均不可靠',
        en: 'websites say 20, 30, or 5 to 15 working days; none of them is reliable',
      },
    },
  ],
  refundOnSchemeSwitch: [NOT_FOUND],
};
