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

/** How much of the foreground the grid lines of a chart have: visible, and quieter than anything on them. */
const GRID_PERCENT = 20;

export function readTheme(): Theme {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string) => style.getPropertyValue(name).trim() || foreground;
  const foreground = style.getPropertyValue('--vscode-foreground').trim();
  return {
    foreground,
    muted: color('--vscode-descriptionForeground'),
    grid: mixed(foreground, 'transparent', GRID_PERCENT),
    background: color('--vscode-editor-background'),
    focus: color('--vscode-focusBorder'),
    series: SERIES.map(color),
  };
}

/** Mixtures that were asked for: charts are painted often, and there are few of them. */
const mixtures = new Map<string, string>();

/** So much per cent of a colour, the rest of another. */
export function mixed(color: string, other: string, percent: number): string {
  const mixture = `color-mix(in srgb, ${color} ${percent}%, ${other})`;
  const known = mixtures.get(mixture) ?? resolve(mixture);
  mixtures.set(mixture, known);
  return known;
}

/** A colour as the browser computes it, in a form that a canvas takes. */
function resolve(color: string): string {
  const probe = document.createElement('span');
  probe.style.color = color;
  document.body.append(probe);
  const { color: computed } = getComputedStyle(probe);
  probe.remove();
  return computed;
}

/** Calls back whenever the theme changes; VS Code then rewrites the variables and the classes of the body. */
export function onThemeChange(callback: () => void): void {
  const observer = new MutationObserver(() => callback());
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
}
