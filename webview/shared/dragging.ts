import type { Chart } from 'chart.js';

/** A point of a chart that a person moves; in the units of the axes. */
export interface Draggable {
  readonly at: { readonly x: number; readonly y: number };
  /** It was moved to here, within the axes. */
  move(x: number, y: number): void;
  /** A step to the left (−1) or right (1), down (−1) or up (1). */
  nudge(x: number, y: number): void;
}

/** So near to the point, in CSS pixels, it is taken hold of. */
const REACH = 14;

/**
 * Lets a person move the point of a chart with mouse, pen or finger.
 *
 * @returns whether the point is held
 */
export function dragPoint(chart: Chart, current: () => Draggable | undefined): () => boolean {
  const { canvas } = chart;
  /** The mouse, pen or finger that holds the point. */
  let holder: number | undefined;
  // The browser takes the capture back where the pointer is let go of, and where the chart leaves the page.
  const isHeld = () => holder !== undefined && canvas.hasPointerCapture(holder);
  const setCursor = (cursor: string) => (canvas.style.cursor = cursor);

  canvas.addEventListener('pointerdown', event => {
    const point = current();
    if (isHeld() || event.button !== 0 || !point || distanceTo(chart, point, event) > REACH) return;
    holder = event.pointerId;
    canvas.setPointerCapture(event.pointerId);
    setCursor('grabbing');
    event.preventDefault(); // no text is selected
    canvas.parentElement?.focus();
  });
  canvas.addEventListener('pointermove', event => {
    const point = current();
    if (isHeld() && holder !== event.pointerId) return;
    if (!isHeld() || !point) {
      setCursor(point && distanceTo(chart, point, event) <= REACH ? 'grab' : '');
      return;
    }
    point.move(within(chart.scales['x']!, event.offsetX), within(chart.scales['y']!, event.offsetY));
  });
  for (const end of ['pointerup', 'pointercancel', 'lostpointercapture'] as const) {
    canvas.addEventListener(end, ({ pointerId }) => {
      if (holder !== pointerId) return;
      holder = undefined;
      setCursor('');
    });
  }
  // A finger on the point moves it and not the page.
  canvas.addEventListener(
    'touchstart',
    event => {
      const point = current();
      const [touch] = event.touches;
      const { left, top } = canvas.getBoundingClientRect();
      const at = touch && { offsetX: touch.clientX - left, offsetY: touch.clientY - top };
      if (point && at && distanceTo(chart, point, at) <= REACH) event.preventDefault();
    },
    { passive: false },
  );
  return isHeld;
}

type Offset = Pick<PointerEvent, 'offsetX' | 'offsetY'>;

function distanceTo({ scales }: Chart, { at }: Draggable, { offsetX, offsetY }: Offset): number {
  const [x, y] = [scales['x'], scales['y']];
  if (!x || !y) return Infinity;
  return Math.hypot(x.getPixelForValue(at.x) - offsetX, y.getPixelForValue(at.y) - offsetY);
}

/** The value at a pixel, or that at the end of the axis which was passed. */
function within(scale: Chart['scales'][string], pixel: number): number {
  return Math.min(Math.max(scale.getValueForPixel(pixel)!, scale.min), scale.max);
}
