import { Chart } from 'chart.js';
import { formatNumber } from '../../src/words/numbers';
import { mixed, type Theme } from './theme';

/** What lies below the points of a map: contour lines with their levels, and arrows. */
export interface MapBackground {
  /** Lines along which the function has one value, each x, y, x, y …. */
  readonly lines: readonly { readonly level: number; readonly pieces: readonly Float64Array[] }[];
  readonly arrows: readonly MapArrow[];
  /** The distance between arrows, along each axis. */
  readonly spacing: readonly [x: number, y: number];
}

/** An arrow that begins at x, y; in which direction, and how long, from 0 to 1. */
export interface MapArrow {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  readonly length: number;
}

/** How much of the foreground the lines and the arrows have. */
const LINE_PERCENT = 60;
const ARROW_PERCENT = 75;

/** Lines shorter than this, in pixels, are not labelled. */
const MIN_LABELLED = 80;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export function paintLines({ ctx, scales }: Chart, { lines }: MapBackground, theme: Theme): void {
  const [x, y] = [scales['x']!, scales['y']!];
  ctx.lineWidth = 1;
  ctx.strokeStyle = mixed(theme.foreground, theme.background, LINE_PERCENT);
  for (const { pieces } of lines) {
    ctx.beginPath();
    for (const piece of pieces) {
      for (let i = 0; i < piece.length; i += 2) {
        const [px, py] = [x.getPixelForValue(piece[i]!), y.getPixelForValue(piece[i + 1]!)];
        if (i === 0) ctx.moveTo(px, py);
        else ctx.lineTo(px, py);
      }
    }
    ctx.stroke();
  }
}

/** The levels of every second line, where there is room. */
export function paintLabels({ ctx, scales }: Chart, { lines }: MapBackground, theme: Theme): void {
  const [x, y] = [scales['x']!, scales['y']!];
  const labels: Box[] = [];
  ctx.font = `${0.85 * Number(Chart.defaults.font.size)}px ${Chart.defaults.font.family}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  for (const [index, { level, pieces }] of lines.entries()) {
    if (index % 2 === 0) continue;
    const text = formatNumber(level, 3);
    const place = labelPlace(pieces, x, y, ctx.measureText(text).width + 6, labels);
    if (!place) continue;
    labels.push(place);
    ctx.fillStyle = theme.background;
    ctx.fillRect(place.x - place.width / 2, place.y - 7, place.width, 14);
    ctx.fillStyle = theme.muted;
    ctx.fillText(text, place.x, place.y);
  }
}

type Scale = Chart['scales'][string];

/** Labels of one line after the other stand so far apart, as parts of the lines: the golden section scatters them. */
const PLACES_APART = 0.618;

/** Where on a line its label stands: on the longest piece, away from other labels and from the edges. */
function labelPlace(
  pieces: readonly Float64Array[],
  x: Scale,
  y: Scale,
  width: number,
  others: readonly Box[],
): Box | undefined {
  const longest = pieces.reduce<Float64Array | undefined>((a, b) => (a && a.length >= b.length ? a : b), undefined);
  if (!longest) return undefined;
  const places = Array.from({ length: longest.length / 2 }, (_, i) => ({
    x: x.getPixelForValue(longest[2 * i]!),
    y: y.getPixelForValue(longest[2 * i + 1]!),
    width,
  }));
  if (lengthOf(places) < MIN_LABELLED) return undefined;
  const inside = (place: Box) =>
    place.x > x.left + width / 2 && place.x < x.right - width / 2 && place.y > y.top + 8 && place.y < y.bottom - 8;
  const free = (place: Box) =>
    others.every(
      other => Math.abs(other.x - place.x) > (other.width + width) / 2 + 12 || Math.abs(other.y - place.y) > 24,
    );
  const from = Math.floor(places.length * ((PLACES_APART * others.length) % 1));
  return [...places.slice(from), ...places.slice(0, from)].find(place => inside(place) && free(place));
}

function lengthOf(places: readonly Box[]): number {
  return places
    .slice(1)
    .reduce((total, place, i) => total + Math.hypot(place.x - places[i]!.x, place.y - places[i]!.y), 0);
}

/** How much of the room between arrows the longest fills. */
const FILLED = 0.72;
const HEAD = 0.35;

export function paintArrows({ ctx, scales }: Chart, { arrows, spacing }: MapBackground, theme: Theme): void {
  const [x, y] = [scales['x']!, scales['y']!];
  const [perX, perY] = [x.width / (x.max - x.min), y.height / (y.max - y.min)];
  const room = FILLED * Math.min(spacing[0] * perX, spacing[1] * perY);
  const color = mixed(theme.foreground, theme.background, ARROW_PERCENT);
  ctx.lineWidth = 1.25;
  ctx.strokeStyle = color;
  ctx.fillStyle = color;
  for (const arrow of arrows) {
    const [px, py] = [x.getPixelForValue(arrow.x), y.getPixelForValue(arrow.y)];
    const length = room * arrow.length;
    if (length === 0) {
      ctx.beginPath();
      ctx.arc(px, py, 1.5, 0, 2 * Math.PI);
      ctx.fill();
      continue;
    }
    const angle = Math.atan2(-arrow.dy * perY, arrow.dx * perX);
    paintArrow(ctx, px, py, length, angle);
  }
}

/** From a place on, in a direction (clockwise, as pixels are counted). */
function paintArrow(ctx: CanvasRenderingContext2D, x: number, y: number, length: number, angle: number): void {
  const [endX, endY] = [x + length * Math.cos(angle), y + length * Math.sin(angle)];
  const head = Math.min(6, Math.max(3, HEAD * length));
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(endX, endY);
  for (const side of [-0.45, 0.45]) {
    ctx.moveTo(endX, endY);
    ctx.lineTo(endX - head * Math.cos(angle + side), endY - head * Math.sin(angle + side));
  }
  ctx.stroke();
}
