import type { HostName } from './versions';

export type Settings = Readonly<Record<string, unknown>>;

/** The four themes everything must look right in. */
export type Theme = 'dark' | 'light' | 'hcDark' | 'hcLight';

export const themes: readonly Theme[] = ['dark', 'light', 'hcDark', 'hcLight'];

const themeIds: Readonly<Record<HostName, Readonly<Record<Theme, string>>>> = {
  oldest: {
    dark: 'Default Dark Modern',
    light: 'Default Light Modern',
    hcDark: 'Default High Contrast',
    hcLight: 'Default High Contrast Light',
  },
  newest: {
    dark: 'Dark Modern',
    light: 'Light Modern',
    hcDark: 'Default High Contrast',
    hcLight: 'Default High Contrast Light',
  },
};

/** Value of `workbench.colorTheme` for a theme; the ids changed between versions. */
export function themeId(host: HostName, theme: Theme): string {
  return themeIds[host][theme];
}

/** User settings under which VS Code shows nothing of its own that a test or a visitor would have to close. */
export const quietSettings: Settings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  // In a browser VS Code saves by itself, unlike on the desktop.
  'files.autoSave': 'off',
  'git.enabled': false,
  'security.workspace.trust.banner': 'never',
  'security.workspace.trust.startupPrompt': 'never',
  'telemetry.telemetryLevel': 'off',
  'window.autoDetectColorScheme': false,
  'window.autoDetectHighContrast': false,
  'workbench.editor.enablePreview': false,
  'workbench.enableExperiments': false,
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};
