import type { Theme } from './theme';

/** Pixels of the picture to a CSS pixel. */
const SCALE = 2;
const MARGIN = 16;
const LINE = 1.5;

/** What of a chart a picture needs. */
export interface Paintable {
  readonly size: { readonly width: number; readonly height: number };
  paintInto(context: CanvasRenderingContext2D, x: number, y: number, scale: number): void;
}

/** A chart with the words that stand above it. */
export interface PicturePart {
  readonly heading: string;
  readonly chart: Paintable;
}

export interface PictureContent {
  readonly title: string;
  readonly subtitle: string;
  /** The charts, row by row. */
  readonly rows: readonly (readonly PicturePart[])[];
}

/** The charts as they are seen, on the page's background below a title, as a PNG. */
export async function pictureOf(content: PictureContent, theme: Theme): Promise<Uint8Array<ArrayBuffer>> {
  const style = getComputedStyle(document.body);
  const size = parseFloat(style.fontSize);
  const font = (weight: number, factor: number) => `${weight} ${size * factor}px ${style.fontFamily}`;
  const line = size * LINE;
  const rows = content.rows.map(parts => ({
    parts,
    headings: parts.some(({ heading }) => heading !== '') ? line : 0,
    width: sum(parts.map(({ chart }) => chart.size.width)) + MARGIN * (parts.length - 1),
    height: Math.max(...parts.map(({ chart }) => chart.size.height)),
  }));
  const canvas = document.createElement('canvas');
  canvas.width = SCALE * (Math.max(...rows.map(({ width }) => width)) + 2 * MARGIN);
  canvas.height = SCALE * (2 * line + sum(rows.map(({ headings, height }) => headings + height + MARGIN)) + 2 * MARGIN);

  const context = canvas.getContext('2d')!;
  context.scale(SCALE, SCALE);
  context.fillStyle = theme.background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.textBaseline = 'top';
  const write = (text: string, x: number, y: number, color: string, textFont: string, maxWidth?: number) => {
    context.fillStyle = color;
    context.font = textFont;
    context.fillText(text, x, y, maxWidth);
  };
  write(content.title, MARGIN, MARGIN, theme.foreground, font(600, 1.25));
  write(content.subtitle, MARGIN, MARGIN + line * 1.25, theme.muted, font(400, 1));
  let y = MARGIN + 2 * line + MARGIN;
  for (const { parts, headings, height } of rows) {
    let x = MARGIN;
    for (const { heading, chart } of parts) {
      write(heading, x, y, theme.muted, font(400, 1), chart.size.width);
      chart.paintInto(context, x, y + headings, SCALE);
      x += chart.size.width + MARGIN;
    }
    y += headings + height + MARGIN;
  }
  const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('The browser made no picture.'); // of a canvas of no size
  return new Uint8Array(await blob.arrayBuffer());
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
