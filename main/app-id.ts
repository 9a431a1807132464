/** As in electron-builder.yml: Windows shows notifications only of a program whose shortcut in the start menu has this name. */
export const appId = 'uk.ac.facility.data-exporter';
