import { employeesBehaviour } from '../support/employees-behaviour.ts';
import { fakeEmployees } from '../support/fakes/employees.ts';

employeesBehaviour('in memory', async () => fakeEmployees());
