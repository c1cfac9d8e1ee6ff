import { expect, test } from 'vitest';
import { hourAndMinute, parseTimeOfDay, sameDayInChina } from '../../infra/time-of-day.ts';

test.each([
  ['00:00', 0],
  ['08:30', 510],
  ['23:59', 1439],
  ['24:00', undefined],
  ['08:60', undefined],
  ['8:30', undefined],
  ['', undefined],
])('parseTimeOfDay reads %j as minute %s', (text, minutes) => {
  expect(parseTimeOfDay(text)).toBe(minutes);
});

test('hourAndMinute adds minutes across the hour and midnight', () => {
  expect(hourAndMinute('08:30')).toEqual({ hour: 8, minute: 30 });
  expect(hourAndMinute('08:30', 90)).toEqual({ hour: 10, minute: 0 });
  expect(hourAndMinute('22:29', 90)).toEqual({ hour: 23, minute: 59 });
  expect(hourAndMinute('22:30', 90)).toEqual({ hour: 0, minute: 0 });
  expect(hourAndMinute('08:30', -150)).toEqual({ hour: 6, minute: 0 });
  expect(hourAndMinute('02:00', -150)).toEqual({ hour: 23, minute: 30 });
  expect(() => hourAndMinute('morning')).toThrow("'morning' is not a time of day; use HH:MM");
});

test.each([
  ['Asia/Shanghai', '22:29', true],
  ['Asia/Shanghai', '22:30', false],
  ['UTC', '14:29', true],
  ['UTC', '14:30', false],
  ['UTC', '16:00', true],
  ['Asia/Kolkata', '19:59', true],
  ['Asia/Kolkata', '20:00', false],
  // Berlin is two hours ahead of UTC in summer and one in winter, so China's midnight is 18:00 or 17:00 there.
  ['Europe/Berlin', '15:29', true],
  ['Europe/Berlin', '15:30', false],
  ['Europe/Berlin', '17:30', false],
  ['Europe/Berlin', '18:00', true],
  ['America/Los_Angeles', '23:30', true],
])('in %s a check 90 minutes after %s is on the same day in China: %s', (zone, time, same) => {
  expect(sameDayInChina(parseTimeOfDay(time) ?? Number.NaN, 90, zone)).toBe(same);
});
