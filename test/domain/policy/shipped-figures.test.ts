import { expect, it } from 'vitest';
import { type Entry, lastDayOf } from '../../../domain/policy/parameter.ts';
import type { ParameterName } from '../../../domain/policy/parameter-kinds.ts';
import { PARAMETER_KINDS } from '../../../domain/policy/parameter-kinds.ts';
import { KNOWN_REGIONS, REGIONS } from '../../../domain/regions/index.ts';
import { NATIONAL } from '../../../domain/regions/national.ts';
import type { LayerPolicy } from '../../../domain/regions/region.ts';

/**
 * Every shipped value, copied by hand from its source: region, parameter, first and last day, value, and confidence or
 * `lead`. The last day is the earlier end of value and document, or `-` if the source gives none. The data must not
 * contain any other value.
 */
const FIGURES = `
全国 enrolmentDays 2011-07-01 - 30 high
全国 removalDays 2008-01-01 - 15 high
全国 deathNoticeWorkingDays 2023-12-01 - 20 high
全国 agencyRegistrationWorkingDays 2023-12-01 - 10 high
全国 unitRegistrationDays 2011-07-01 - 30 high
全国 baseDeclarationWorkingDays 2022-04-27 - 5 low
全国 relationTransferWorkingDays 2021-12-01 - 15 medium
全国 personalAccountWithdrawalWorkingDays 2022-04-27 - 10 low
全国 cardReplacementWorkingDaysLeast - - 3 lead
全国 cardReplacementWorkingDaysMost - - 7 lead
全国 workingAgeYears 1995-01-01 - 16 medium
全国 labourInspectionYears 2004-12-01 - 2 high
全国 personalMedicalRate 1998-12-14 - 2% medium
全国 lateFeeDailyRate 2011-07-01 - 0.05% high
全国 undeclaredAssessmentRate 2011-07-01 - 110% high
全国 penaltyMultipleLeast 2011-07-01 - 1 high
全国 penaltyMultipleMost 2011-07-01 - 3 high
全国 responsiblePersonFineLeast 2011-07-01 - 500.00 high
全国 responsiblePersonFineMost 2011-07-01 - 3000.00 high
全国 inspectionFineLeast 2027-01-01 - 10000.00 high
全国 inspectionFineMost 2027-01-01 - 50000.00 high
全国 gapRule 2021-12-01 - transfer-only medium
全国 gapCatchUpMonths 2021-12-01 - 3 medium
全国 gapWaitingMonthsAtMost 2021-12-01 - 6 medium
全国 schemeSwitchContinuousYears 2020-08-24 - 2 medium
全国 earlyRetirementNoticeMonths 2025-01-01 - 3 medium
全国 lateRetirementAgreementMonths 2025-01-01 - 1 medium
全国 flexibleRetirementYears 2025-01-01 - 3 high
全国 flexibleLeastAgeYears - - 18 lead
全国 residentWindowFrom - - 09-01 lead
全国 residentWindowTo - - 12-31 lead
全国 residentCoverFrom - - 01-01 lead
全国 residentFixedWaitingMonths 2025-01-01 - 3 high
全国 residentWaitingMonthsPerMissedYear 2025-01-01 - 1 high
全国 residentRepairMonthsPerYear 2025-01-01 - 1 high
全国 residentLongBreakYears 2025-01-01 - 4 high
全国 residentWaitingMonthsAfterLongBreak 2025-01-01 - 6 high

广东 coverStart 2022-07-01 2025-06-30 month-after-payment medium
广东 refundHandlingWorkingDays 2021-01-04 - 60 medium
广东 retireeLocalYears 2022-07-01 2025-06-30 10 medium

浙江 coverStart 2021-07-01 - second-month high
浙江 coverStart 2027-01-01 - second-month high
浙江 contributionBaseFloor 2023-01-01 2023-12-31 4462.00 medium
浙江 contributionBaseFloor 2024-01-01 2024-12-31 4812.00 medium
浙江 contributionBaseFloor 2025-01-01 2025-12-31 4986.00 medium
浙江 contributionBaseCeiling 2023-01-01 2023-12-31 22311.00 lead
浙江 contributionBaseCeiling 2024-01-01 2024-12-31 24060.00 medium
浙江 contributionBaseCeiling 2025-01-01 2025-12-31 25299.00 medium
浙江 baseYearStartMonth 2025-01-01 - 1 medium
浙江 arrearsStopMonth 2021-07-01 - 2 high
浙江 arrearsReimbursedWithinDays 2021-07-01 - 60 high
浙江 arrearsCost 2021-07-01 - employer high
浙江 arrearsResumeMonth 2021-07-01 - 2 high
浙江 refundOnSchemeSwitch 2021-07-01 - not-refunded high
浙江 retireeMedicalYearsMale 2021-07-01 - 20 high
浙江 retireeMedicalYearsFemale 2021-07-01 - 20 high
浙江 flexibleRestartMonth 2021-07-01 - 3 high
浙江 residentWindowTo 2021-07-01 - 12-31 high
浙江 residentLateUntil 2021-07-01 - 12-31 high
浙江 residentCoverFrom 2021-07-01 - 01-01 high

江苏 baseDeclarationWorkingDays 2022-04-27 - 5 medium
江苏 personalAccountWithdrawalWorkingDays 2022-04-27 - 10 medium
江苏 paymentWindowTo 2023-12-01 - 25 medium
江苏 declarationOffice 2023-12-01 - tax medium
江苏 contributionBaseFloor 2023-01-01 2023-12-31 4494.00 lead
江苏 contributionBaseFloor 2024-01-01 2024-12-31 4879.00 lead
江苏 contributionBaseFloor 2025-01-01 2025-12-31 4952.00 medium
江苏 contributionBaseCeiling 2023-01-01 2023-12-31 24042.00 lead
江苏 contributionBaseCeiling 2024-01-01 2024-12-31 24396.00 lead
江苏 contributionBaseCeiling 2025-01-01 2025-12-31 24762.00 medium
江苏 baseYearStartMonth 2025-01-01 - 1 medium



陕西 paymentWindowTo 2024-01-01 - 25 medium

山东 retireeMedicalYearsMale 2026-01-01 - 30 medium
山东 retireeMedicalYearsFemale 2026-01-01 - 25 medium

福建 residentWindowFrom 2025-09-01 - 09-01 medium
福建 residentWindowTo 2025-09-01 - 12-31 medium
福建 residentLateUntil 2025-09-01 - 02-28 medium





北京 enrolmentCutOffDay 2024-01-01 - 25 low
北京 removalCutOffDay 2024-01-01 - 25 low
北京 paymentWindowFrom 2024-01-01 - 10 medium
北京 paymentWindowTo 2024-01-01 - 25 medium
北京 declarationOffice 2024-01-01 - tax medium
北京 contributionBaseFloor 2023-07-01 2024-06-30 6326.00 lead
北京 contributionBaseFloor 2024-07-01 2025-06-30 6821.00 lead
北京 contributionBaseFloor 2025-07-01 2026-06-30 7162.00 medium
北京 contributionBaseFloor 2026-07-01 2027-06-30 7270.00 medium
北京 contributionBaseCeiling 2023-07-01 2024-06-30 33891.00 lead
北京 contributionBaseCeiling 2024-07-01 2025-06-30 35283.00 lead
北京 contributionBaseCeiling 2025-07-01 2026-06-30 35811.00 medium
北京 contributionBaseCeiling 2026-07-01 2027-06-30 36348.00 medium
北京 baseYearStartMonth 2025-07-01 - 7 medium
北京 baseDeclarationUntil 2025-06-10 2026-06-30 07-25 medium
北京 unitMedicalRate 2025-01-01 - 9.8% lead
北京 maternityInUnitRate 2025-07-01 - included medium
北京 personalMedicalRate 2005-06-06 - 2% medium
北京 personalFixedAmount 2005-06-06 - 3.00 medium
北京 lateFeeStart 2011-07-01 2023-12-31 month-after-collection medium
北京 retireeMedicalYearsMale - - 25 lead
北京 retireeMedicalYearsFemale - - 20 lead
北京 flexibleMedicalFixedAmount 2025-07-01 2026-06-30 584.92 medium
北京 flexibleWaitingMonths 2025-07-09 - 6 medium
北京 flexibleGapWaiverMonths 2025-07-09 - 3 medium
北京 residentWindowFrom 2025-11-30 2026-02-28 11-30 medium
北京 residentWindowTo 2025-11-30 2026-02-28 02-28 medium
北京 residentCoverFrom 2025-11-30 2026-02-28 01-01 medium

上海 enrolmentCutOffDay 2020-11-01 - 15 low
上海 removalCutOffDay - - 11 lead
上海 paymentWindowTo 2020-11-01 - 15 medium
上海 registrationOffice 2025-09-10 2030-09-09 social-insurance medium
上海 coverStart 2025-09-10 2030-09-09 month-after-payment medium
上海 contributionBaseFloor 2023-07-01 2024-06-30 7310.00 lead
上海 contributionBaseFloor 2024-07-01 2025-06-30 7384.00 lead
上海 contributionBaseFloor 2025-07-01 2026-06-30 7460.00 medium
上海 contributionBaseFloor 2026-07-01 2027-06-30 7546.00 medium
上海 contributionBaseCeiling 2023-07-01 2024-06-30 36549.00 lead
上海 contributionBaseCeiling 2024-07-01 2025-06-30 36921.00 lead
上海 contributionBaseCeiling 2025-07-01 2026-06-30 37302.00 medium
上海 contributionBaseCeiling 2026-07-01 2027-06-30 37731.00 medium
上海 baseYearStartMonth 2025-07-01 - 7 medium
上海 fullMonthWageAfterPartialMonth 2026-08-24 - from-next-month medium
上海 unitMedicalRate 2025-01-20 - 9% medium
上海 maternityInUnitRate 2025-01-20 - included medium
上海 arrearsStopMonth 2025-09-10 2030-09-09 2 medium
上海 arrearsCost 2025-03-01 - not-paid high
上海 arrearsResumeMonth 2025-09-10 2030-09-09 2 medium
上海 gapRule 2025-09-10 2030-09-09 transfer-only medium
上海 retireeMedicalYearsMale 2025-03-01 - 15 medium
上海 retireeMedicalYearsFemale 2025-03-01 - 15 medium
上海 flexibleMedicalRate 2024-03-01 - 10% medium
上海 flexibleLeastAgeYears 2024-01-01 - 16 medium
上海 flexibleWaitingMonths 2025-09-10 2030-09-09 6 medium
上海 flexibleGapWaiverMonths 2025-09-10 2030-09-09 3 medium
上海 residentWindowFrom 2025-11-07 2025-12-25 11-07 medium
上海 residentWindowTo 2025-11-07 2025-12-25 12-25 medium

广州 contributionBaseFloor 2023-01-01 2023-12-31 5674.00 lead
广州 contributionBaseFloor 2024-01-01 2024-12-31 5996.00 lead
广州 contributionBaseFloor 2025-01-01 2025-12-31 6236.00 lead
广州 contributionBaseCeiling 2023-01-01 2023-12-31 28368.00 lead
广州 contributionBaseCeiling 2024-01-01 2024-12-31 29979.00 lead
广州 contributionBaseCeiling 2025-01-01 2025-12-31 31179.00 lead
广州 unitMedicalRate 2022-12-01 2024-02-29 6% medium
广州 unitMedicalRate 2024-03-01 2025-12-31 4.5% medium
广州 unitMedicalRate 2026-01-01 2026-12-31 6% medium
广州 maternityInUnitRate 2022-12-01 2026-12-31 apart medium
广州 unitMaternityRate 2023-01-01 - 0.85% lead
广州 personalMedicalRate 2022-12-01 2026-12-31 2% medium
广州 flexibleMedicalRate 2022-12-01 2024-02-29 8% medium
广州 flexibleMedicalRate 2024-03-01 2025-12-31 6.5% medium
广州 flexibleMedicalRate 2026-01-01 2026-12-31 8% medium
广州 residentWindowTo 2024-12-20 - 12-20 lead

深圳 enrolmentCutOffDay - - 20 lead
深圳 coverStart - - month-after-payment lead
深圳 contributionBaseFloor 2025-01-01 2025-12-31 6733.00 lead
深圳 contributionBaseFloor 2026-01-01 2026-12-31 6727.00 medium
深圳 contributionBaseCeiling 2025-01-01 2025-12-31 33666.00 lead
深圳 contributionBaseCeiling 2026-01-01 2026-12-31 33633.00 medium
深圳 baseYearStartMonth 2026-01-01 - 1 medium
深圳 contributionTiers 2023-10-01 - two medium
深圳 unitMedicalRate 2023-10-01 2023-12-31 6% medium
深圳 unitMedicalRate 2024-01-01 2025-12-31 5% medium
深圳 unitMedicalRate 2026-01-01 - 6% medium
深圳 secondTierUnitMedicalRate 2023-10-01 - 1.5% medium
深圳 maternityInUnitRate 2025-01-01 - apart lead
深圳 unitMaternityRate 2025-01-01 - 0.45% lead
深圳 personalMedicalRate 2023-10-01 - 2% medium
深圳 secondTierPersonalMedicalRate 2023-10-01 - 0.5% medium
深圳 arrearsStopMonth - - 2 lead
深圳 flexibleMedicalRate 2023-10-01 2023-12-31 8% medium
深圳 flexibleMedicalRate 2024-01-01 2025-12-31 7% medium
深圳 flexibleMedicalRate 2026-01-01 - 8% medium

杭州 unitMedicalRate 2023-01-01 - 9.5% medium
杭州 maternityInUnitRate 2023-01-01 - included medium
杭州 flexibleMedicalRate 2023-01-01 - 9.5% medium
杭州 residentWindowFrom 2025-10-20 - 10-20 lead
杭州 residentWindowTo 2025-10-20 - 12-25 lead

南京 unitMedicalRate 2023-04-01 - 7% medium
南京 maternityInUnitRate 2023-04-01 - apart lead
南京 unitMaternityRate 2023-04-01 - 0.8% lead
南京 personalFixedAmount - - 10.00 lead
南京 retireeMedicalYearsMale - - 25 lead
南京 retireeMedicalYearsFemale - - 20 lead
南京 retireeLocalYears - - 10 lead
南京 flexibleMedicalRate 2023-04-01 - 8% medium
南京 flexibleWaitingMonths - - 3 lead

苏州 coverStart - - month-after-payment lead
苏州 unitMedicalRate 2024-01-01 - 7% lead
苏州 maternityInUnitRate 2024-01-01 - apart lead
苏州 unitMaternityRate 2024-01-01 - 0.8% lead
苏州 personalFixedAmount - - 5.00 lead
苏州 arrearsStopMonth - - 2 lead
苏州 arrearsCost - - employer lead
苏州 refundWay - - lost lead
苏州 flexibleMedicalRate 2024-01-01 - 8% lead
苏州 flexibleWaitingMonths - - 3 lead

成都 contributionBaseFloor 2023-07-01 2024-06-30 4246.00 lead
成都 contributionBaseFloor 2024-07-01 2025-09-30 4511.00 lead
成都 contributionBaseFloor 2025-10-01 - 4588.00 medium
成都 contributionBaseCeiling 2023-07-01 2024-06-30 21228.00 lead
成都 contributionBaseCeiling 2024-07-01 2025-09-30 22555.00 lead
成都 contributionBaseCeiling 2025-10-01 - 22938.00 medium
成都 unitMedicalRate 2022-01-01 2024-12-31 6.9% lead
成都 unitMedicalRate 2025-01-01 - 6.75% lead
成都 unitMaternityRate 2022-01-01 2024-12-31 0.8% lead
成都 unitLargeSumRate 2022-01-01 2024-12-31 0.6% lead
成都 unitLargeSumRate 2025-01-01 - 0.75% lead
成都 flexibleMedicalRate 2025-01-01 - 9.5% medium
成都 residentWindowFrom 2024-09-18 - 09-18 lead
成都 residentWindowTo 2024-09-18 - 02-28 lead

重庆 coverStart - - month-after-payment lead
重庆 contributionBaseFloor 2022-01-01 2022-12-31 3957.00 lead
重庆 contributionBaseFloor 2025-01-01 2025-12-31 4404.00 medium
重庆 contributionBaseCeiling 2022-01-01 2022-12-31 19784.00 lead
重庆 contributionBaseCeiling 2025-01-01 2025-12-31 22017.00 medium
重庆 unitMedicalRate - - 8.5% lead
重庆 unitLargeSumRate - - 1.5% lead
重庆 personalFixedAmount - - 5.00 lead
重庆 arrearsStopMonth - - 2 lead
重庆 arrearsCost - - reimbursed lead
重庆 retireeMedicalYearsMale - - 30 lead
重庆 retireeMedicalYearsFemale - - 25 lead
重庆 retireeLocalYears 2014-01-01 - 10 lead
重庆 flexibleMedicalFixedYearlyAmount 2025-01-01 2025-12-31 3075.00 medium
重庆 flexibleWaitingMonths 2025-01-01 - 6 medium
重庆 flexibleGapWaiverMonths 2025-01-01 - 3 medium

武汉 contributionBaseFloor 2022-07-01 2023-06-30 4077.00 lead
武汉 contributionBaseFloor 2023-07-01 2024-06-30 4224.00 lead
武汉 contributionBaseFloor 2024-07-01 - 4494.00 lead
武汉 contributionBaseFloor 2025-07-01 2026-06-30 4498.00 low
武汉 contributionBaseCeiling 2022-07-01 2023-06-30 20385.00 lead
武汉 contributionBaseCeiling 2023-07-01 2024-06-30 21120.00 lead
武汉 contributionBaseCeiling 2024-07-01 - 22467.00 lead
武汉 contributionBaseCeiling 2025-07-01 2026-06-30 22488.00 low
武汉 unitMedicalRate - - 8% lead
武汉 maternityInUnitRate - - apart lead
武汉 unitMaternityRate - - 0.7% lead
武汉 personalFixedAmount - - 7.00 lead
武汉 retireeMedicalYearsMale - - 30 lead
武汉 retireeMedicalYearsFemale - - 25 lead
武汉 retireeLocalYears - - 10 lead
武汉 flexibleMedicalRate 2022-10-01 - 6% low
武汉 flexibleWaitingMonths - - 6 lead

西安 contributionBaseFloor 2024-01-01 2024-12-31 4853.00 lead
西安 contributionBaseFloor 2025-01-01 2025-12-31 5182.00 lead
西安 contributionBaseCeiling 2025-01-01 2025-12-31 25912.00 lead
西安 unitMedicalRate - - 8% lead
西安 maternityInUnitRate - - included lead
西安 retireeMedicalYearsMale - - 30 lead
西安 retireeMedicalYearsFemale - - 25 lead
西安 flexibleMedicalRate 2025-01-01 - 9% lead

天津 contributionBaseFloor 2024-07-01 2024-12-31 5013.00 lead
天津 contributionBaseFloor 2025-01-01 2025-12-31 5124.00 medium
天津 contributionBaseCeiling 2024-07-01 2024-12-31 25065.00 lead
天津 contributionBaseCeiling 2025-01-01 2025-12-31 25620.00 medium
天津 unitMedicalRate - - 10% lead
天津 unitMaternityRate - - 0.5% lead
天津 personalFixedAmount 2021-01-01 - 22.00 medium
天津 personalFixedAmountFirstMonthOfQuarter 2021-01-01 - 21.00 medium
天津 retireeMedicalYearsMale - - 25 lead
天津 retireeMedicalYearsFemale - - 20 lead
天津 flexibleMedicalRate 2026-03-09 - 8.5% medium
`;

function rowsOf<K extends ParameterName>({ region, parameters }: LayerPolicy, name: K): string[] {
  const { write } = PARAMETER_KINDS[name];
  const entries = (parameters[name] ?? []) as readonly Entry<never>[];
  return entries.flatMap((entry) => {
    if (!('value' in entry)) return [];
    const { from = '-', value, source, confidence } = entry;
    const grade = source.grade === 'lead' ? 'lead' : confidence;
    return [[region, name, from, lastDayOf<unknown>(entry) ?? '-', write(value), grade].join(' ')];
  });
}

it('every shipped value is in the list copied from the sources, and no other', () => {
  const provinces = [...KNOWN_REGIONS.values()].flatMap(({ province }) => province ?? []);
  const layers = [...new Set([NATIONAL, ...provinces, ...REGIONS.values()])];
  const shipped = layers.flatMap((policy) =>
    (Object.keys(policy.parameters) as ParameterName[]).flatMap((name) => rowsOf(policy, name)),
  );
  const byHand = FIGURES.split('\n').filter((row) => row !== '');
  expect(shipped.toSorted()).toEqual(byHand.toSorted());
});

it('ships data for twelve cities', () => {
  expect([...REGIONS.keys()].toSorted()).toEqual(
    [
      '北京',
      '上海',
      '广州',
      '深圳',
      '杭州',
      '南京',
      '苏州',
      '成都',
      '重庆',
      '武汉',
      '西安',
      '天津',
    ].toSorted(),
  );
});
