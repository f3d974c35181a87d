import type { Licences } from '../core/ports.ts';

/** The list that `npm run licences` has made. It is long, and loaded when somebody wants to see it. */
export const bundledLicences: Licences = {
  async read() {
    const { default: packages } = await import('../../../resources/licences.json');
    return packages;
  },
};
