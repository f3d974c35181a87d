import { nativeTheme } from 'electron';
import type { Theme } from '../core/ports.ts';

export const systemTheme: Theme = {
  follow(theme) {
    nativeTheme.themeSource = theme;
  },
};
