import { expect, it } from 'vitest';
import type { Entry } from '../../../domain/policy/parameter.ts';
import { PARAMETER_KINDS } from '../../../domain/policy/parameter-kinds.ts';
import type { ParameterName } from '../../../domain/policy/policy.ts';
import { REGIONS } from '../../../domain/regions/index.ts';
import { NATIONAL } from '../../../domain/regions/national.ts';
import type { RegionPolicy } from '../../../domain/regions/region.ts';

/**
 * Every value that ships, copied by hand from where it was found: region, parameter, first and last day
 * (`-` where the source gives none), value, confidence. A value that is not here has no business in the data.
 */
const FIGURES = `
全国 enrolmentDays 2011-07-01 - 30 high
全国 removalDays 2008-01-01 - 15 high
全国 deathNoticeWorkingDays 2023-12-01 - 20 high
全国 agencyRegistrationWorkingDays 2023-12-01 - 10 high
全国 unitRegistrationDays 2011-07-01 - 30 high
全国 baseDeclarationWorkingDays 2022-04-27 - 5 medium
全国 relationTransferWorkingDays 2021-12-01 - 15 high
全国 personalAccountWithdrawalWorkingDays 2022-04-27 - 10 medium
全国 cardReplacementWorkingDaysLeast - - 3 low
全国 cardReplacementWorkingDaysMost - - 7 low
全国 workingAgeYears 1995-01-01 - 16 medium
全国 labourInspectionYears 2004-12-01 - 2 high
全国 lateFeeDailyRate 2011-07-01 - 0.05% high
全国 undeclaredAssessmentRate 2011-07-01 - 110% high
全国 penaltyMultipleLeast 2011-07-01 - 1 high
全国 penaltyMultipleMost 2011-07-01 - 3 high
全国 responsiblePersonFineLeast 2011-07-01 - 500.00 high
全国 responsiblePersonFineMost 2011-07-01 - 3000.00 high
全国 gapCatchUpMonths 2021-12-01 - 3 high
全国 gapWaitingMonthsAtMost 2021-12-01 - 6 high
全国 schemeSwitchContinuousYears 2020-08-24 - 2 high
全国 earlyRetirementNoticeMonths 2025-01-01 - 3 medium
全国 lateRetirementAgreementMonths 2025-01-01 - 1 medium
全国 flexibleRetirementYears 2025-01-01 - 3 high
全国 flexibleLeastAgeYears - - 18 low
全国 residentWindowFrom - - 09-01 low
全国 residentWindowTo - - 12-31 low
全国 residentCoverFrom - - 01-01 low
全国 residentFixedWaitingMonths 2025-01-01 - 3 high
全国 residentWaitingMonthsPerMissedYear 2025-01-01 - 1 high

北京 contributionBaseFloor 2023-07-01 2024-06-30 6326.00 medium
北京 contributionBaseFloor 2024-07-01 2025-06-30 6821.00 high
北京 contributionBaseFloor 2025-07-01 2026-06-30 7162.00 high
北京 contributionBaseFloor 2026-07-01 2027-06-30 7270.00 high
北京 contributionBaseCeiling 2023-07-01 2024-06-30 33891.00 medium
北京 contributionBaseCeiling 2024-07-01 2025-06-30 35283.00 high
北京 contributionBaseCeiling 2025-07-01 2026-06-30 35811.00 high
北京 contributionBaseCeiling 2026-07-01 2027-06-30 36348.00 high
北京 baseYearStartMonth 2023-07-01 - 7 high
北京 unitMedicalRate 2025-01-01 - 9.8% medium
北京 maternityInUnitRate 2025-01-01 - included medium
北京 personalMedicalRate 2025-01-01 - 2% high
北京 personalFixedAmount 2025-01-01 - 3.00 high
北京 enrolmentCutOffDay - - 25 low
北京 removalCutOffDay - - 25 low
北京 lateFeeStart 2011-07-01 - month-after-collection medium
北京 retireeMedicalYearsMale - - 25 medium
北京 retireeMedicalYearsFemale - - 20 medium

上海 contributionBaseFloor 2023-07-01 2024-06-30 7310.00 high
上海 contributionBaseFloor 2024-07-01 2025-06-30 7384.00 high
上海 contributionBaseFloor 2025-07-01 2026-06-30 7460.00 medium
上海 contributionBaseFloor 2026-07-01 2027-06-30 7546.00 high
上海 contributionBaseCeiling 2023-07-01 2024-06-30 36549.00 high
上海 contributionBaseCeiling 2024-07-01 2025-06-30 36921.00 high
上海 contributionBaseCeiling 2025-07-01 2026-06-30 37302.00 medium
上海 contributionBaseCeiling 2026-07-01 2027-06-30 37731.00 high
上海 baseYearStartMonth 2023-07-01 - 7 high
上海 unitMedicalRate 2025-01-20 - 9% high
上海 maternityInUnitRate 2025-01-20 - included high
上海 personalMedicalRate - - 2% high
上海 enrolmentCutOffDay - - 15 low
上海 removalCutOffDay - - 11/15 low
上海 arrearsCost 2025-03-01 - not-paid high
上海 flexibleMedicalRate 2024-03-01 - 10% high
上海 flexibleWaitingMonths 2025-09-10 - 6 high
上海 flexibleGapWaiverMonths 2025-09-10 - 3 high
上海 retireeMedicalYearsMale - - 15 high
上海 retireeMedicalYearsFemale - - 15 high

广州 contributionBaseFloor 2025-01-01 2025-12-31 6236.00 medium
广州 contributionBaseCeiling 2025-01-01 2025-12-31 31179.00 medium
广州 unitMedicalRate 2025-01-01 - 5.5% medium
广州 maternityInUnitRate 2025-01-01 - apart medium
广州 unitMaternityRate 2025-01-01 - 1% medium
广州 personalMedicalRate 2025-01-01 - 2% medium
广州 refundHandlingWorkingDays 2021-01-04 - 60 high
广州 retireeMedicalYearsMale 2030-01-01 - 30 high
广州 retireeMedicalYearsFemale 2030-01-01 - 25 high
广州 retireeLocalYears 2030-01-01 - 10 high

深圳 contributionBaseFloor 2026-01-01 2026-12-31 6727.00 high
深圳 contributionBaseCeiling 2026-01-01 2026-12-31 33633.00 high
深圳 baseYearStartMonth 2026-01-01 - 1 high
深圳 unitMedicalRate 2025-01-01 - 6.2% low
深圳 maternityInUnitRate 2025-01-01 - apart low
深圳 unitMaternityRate 2025-01-01 - 0.45% low
深圳 personalMedicalRate 2025-01-01 - 2% medium
深圳 refundHandlingWorkingDays 2021-01-04 - 60 high
深圳 retireeMedicalYearsMale 2030-01-01 - 30 high
深圳 retireeMedicalYearsFemale 2030-01-01 - 25 high
深圳 retireeLocalYears 2030-01-01 - 10 high

杭州 contributionBaseFloor 2023-01-01 2023-12-31 4462.00 low
杭州 contributionBaseFloor 2024-01-01 2024-12-31 4812.00 low
杭州 contributionBaseFloor 2025-01-01 2025-12-31 4986.00 low
杭州 contributionBaseCeiling 2023-01-01 2023-12-31 22311.00/22310.00 low
杭州 contributionBaseCeiling 2024-01-01 2024-12-31 24060.00 low
杭州 contributionBaseCeiling 2025-01-01 2025-12-31 25299.00/24930.00 low
杭州 baseYearStartMonth - - 1 low
杭州 unitMedicalRate 2025-01-01 - 9.5% medium
杭州 maternityInUnitRate 2025-01-01 - included medium
杭州 personalMedicalRate 2025-01-01 - 2% medium
杭州 coverStart 2021-07-01 - second-month high
杭州 coverStart 2027-01-01 - second-month high
杭州 arrearsStopMonth 2021-07-01 - 2 high
杭州 arrearsReimbursedWithinDays 2021-07-01 - 60 high
杭州 arrearsCost 2021-07-01 - employer high
杭州 arrearsResumeMonth 2021-07-01 - 2 high
杭州 refundOnSchemeSwitch 2021-07-01 - not-refunded high
杭州 flexibleRestartMonth 2021-07-01 - 3 high
杭州 retireeMedicalYearsMale 2021-07-01 - 20 high
杭州 retireeMedicalYearsFemale 2021-07-01 - 20 high
杭州 residentWindowTo 2021-07-01 - 12-31 high
杭州 residentLateUntil 2021-07-01 - 12-31 high
杭州 residentCoverFrom 2021-07-01 - 01-01 high

南京 contributionBaseFloor 2023-01-01 2023-12-31 4494.00 low
南京 contributionBaseFloor 2024-01-01 2024-12-31 4879.00 medium
南京 contributionBaseCeiling 2024-01-01 2024-12-31 24396.00 medium
南京 personalMedicalRate - - 2% low
南京 baseDeclarationWorkingDays 2022-04-27 - 5 high
南京 personalAccountWithdrawalWorkingDays 2022-04-27 - 10 high
南京 retireeMedicalYearsMale - - 25 low
南京 retireeMedicalYearsFemale - - 20 low

苏州 contributionBaseFloor 2023-01-01 2023-12-31 4494.00 low
苏州 contributionBaseFloor 2024-01-01 2024-12-31 4879.00 medium
苏州 contributionBaseCeiling 2024-01-01 2024-12-31 24396.00 medium
苏州 personalMedicalRate - - 2% low
苏州 baseDeclarationWorkingDays 2022-04-27 - 5 high
苏州 personalAccountWithdrawalWorkingDays 2022-04-27 - 10 high

成都 contributionBaseFloor 2023-01-01 2023-12-31 4246.00 medium
成都 contributionBaseFloor 2024-01-01 2024-12-31 4511.00 medium
成都 contributionBaseCeiling 2023-01-01 2023-12-31 21228.00 medium
成都 contributionBaseCeiling 2024-01-01 2024-12-31 22555.00 medium
成都 baseYearStartMonth - - 1 medium
成都 unitMedicalRate 2025-01-01 - 6.5% medium
成都 personalMedicalRate 2025-01-01 - 2% medium
成都 retireeMedicalYearsMale - - 15 low
成都 retireeMedicalYearsFemale - - 15 low

武汉 contributionBaseFloor 2023-01-01 2023-12-31 4077.00 low
武汉 contributionBaseCeiling 2023-01-01 2023-12-31 20130.00 low
武汉 contributionBaseCeiling 2024-01-01 2024-12-31 22467.00 low
武汉 retireeMedicalYearsMale - - 30 low
武汉 retireeMedicalYearsFemale - - 25 low

西安 contributionBaseFloor 2024-01-01 2024-12-31 4559.00 medium
西安 contributionBaseCeiling 2024-01-01 2024-12-31 22795.00 medium
西安 retireeMedicalYearsMale - - 25 low
西安 retireeMedicalYearsFemale - - 20 low

天津 contributionBaseFloor 2024-01-01 2024-12-31 5013.00 medium
天津 contributionBaseCeiling 2024-01-01 2024-12-31 25065.00 medium
`;

function rowsOf<K extends ParameterName>({ region, parameters }: RegionPolicy, name: K): string[] {
  const { write } = PARAMETER_KINDS[name];
  const entries = (parameters[name] ?? []) as readonly Entry<never>[];
  return entries.flatMap((entry) => {
    if ('unknown' in entry) return [];
    const values = 'candidates' in entry ? entry.candidates.map(({ value }) => value) : [entry.value];
    const { from = '-', until = '-', confidence } = entry;
    return [[region, name, from, until, values.map(write).join('/'), confidence].join(' ')];
  });
}

it('ships what the sources give, and nothing else', () => {
  const shipped = [NATIONAL, ...REGIONS.values()].flatMap((policy) =>
    (Object.keys(policy.parameters) as ParameterName[]).flatMap((name) => rowsOf(policy, name)),
  );
  const byHand = FIGURES.split('\n').filter((row) => row !== '');
  expect(shipped.toSorted()).toEqual(byHand.toSorted());
});

it('ships the twelve cities', () => {
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
