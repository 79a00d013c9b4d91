import type { Line } from './line';

/** Pixels over which the edge of a stroke fades. */
const EDGE = 1.2;

/**
 * Draws a line into an image of `side` × `side` bytes, white on black: a pixel whose center is at distance d from the
 * line has the brightness ink · (½ + (radius − d) / edge), within 0 and `ink`.
 *
 * @param ink brightness of the middle of a stroke, at most 255
 * @param radius half of the stroke's width, in pixels
 */
export function draw(line: Line, radius: number, ink: number, image: Uint8Array, side: number): void {
  const { x, y, begins, length } = line;
  for (let i = 1; i < length; i++)
    if (begins[i] === 0) drawPiece(x[i - 1]!, y[i - 1]!, x[i]!, y[i]!, radius, ink, image, side);
}

/** A straight piece, on what is there already: where two overlap the brighter stays. */
function drawPiece(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  radius: number,
  ink: number,
  image: Uint8Array,
  side: number,
): void {
  const reach = radius + EDGE / 2;
  const [dx, dy] = [bx - ax, by - ay];
  const square = dx * dx + dy * dy || 1; // of a piece without length every point is its end
  const [left, right] = pixels(ax, bx, reach, side);
  const [top, bottom] = pixels(ay, by, reach, side);
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const [px, py] = [column + 0.5 - ax, row + 0.5 - ay];
      const along = Math.min(1, Math.max(0, (px * dx + py * dy) / square));
      const [ex, ey] = [px - along * dx, py - along * dy];
      const cover = 0.5 + (radius - Math.sqrt(ex * ex + ey * ey)) / EDGE;
      const brightness = Math.round(ink * Math.min(1, Math.max(0, cover)));
      const at = row * side + column;
      if (brightness > image[at]!) image[at] = brightness;
    }
  }
}

/** First and last of the pixels whose centers are within reach of an interval, on one axis. */
function pixels(a: number, b: number, reach: number, side: number): [first: number, last: number] {
  const first = Math.ceil(Math.min(a, b) - reach - 0.5);
  const last = Math.floor(Math.max(a, b) + reach - 0.5);
  return [Math.max(0, first), Math.min(side - 1, last)];
}
