/** A day on which nobody should have to replace a key. */
export interface Holiday {
  date: string;
  name: string;
}
