import { FailureError } from '../../src/main/core/failure-error.ts';
import type { LoginStart } from '../../src/main/core/ports.ts';

export interface FakeLoginStart extends LoginStart {
  isSet: boolean;
  isRefusing: boolean;
}

/** A desktop that starts what it is told to. */
export function fakeLoginStart(): FakeLoginStart {
  const fake: FakeLoginStart = {
    isSet: false,
    isRefusing: false,
    isOn: () => fake.isSet,
    set(isOn) {
      if (fake.isRefusing) throw new FailureError({ code: 'file-unwritable' });
      fake.isSet = isOn;
    },
  };
  return fake;
}
