/** The colours of the current theme that charts are painted with, as CSS colours. */
export interface Theme {
  readonly foreground: string;
  readonly muted: string;
  readonly grid: string;
  readonly background: string;
  readonly focus: string;
  /** The series' colours, in order. */
  readonly series: readonly string[];
}

const SERIES = ['blue', 'red', 'green', 'purple', 'yellow'].map(name => `--vscode-charts-${name}`);

export function readTheme(): Theme {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string, otherwise = '--vscode-foreground') =>
    style.getPropertyValue(name).trim() || style.getPropertyValue(otherwise).trim();
  return {
    foreground: color('--vscode-foreground'),
    muted: color('--vscode-descriptionForeground'),
    grid: color('--vscode-editorWidget-border', '--vscode-charts-lines'),
    background: color('--vscode-editor-background'),
    focus: color('--vscode-focusBorder'),
    series: SERIES.map(name => color(name)),
  };
}

/** Calls back whenever the theme changes; VS Code then rewrites the variables and the classes of the body. */
export function onThemeChange(callback: () => void): void {
  const observer = new MutationObserver(() => callback());
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
}
