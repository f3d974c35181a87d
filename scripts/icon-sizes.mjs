/** Those of the hicolor theme, in which a desktop looks for the icon that it needs. */
export const desktopSizes = [16, 24, 32, 48, 64, 128, 256, 512];
