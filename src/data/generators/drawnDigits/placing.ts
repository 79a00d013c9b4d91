import type { Line } from './line';

/**
 * Brings a line to its place in an image as the digits of MNIST were: its larger side takes `size` pixels, its center
 * of mass lies at (x, y).
 *
 * Source: Y. LeCun, C. Cortes and C. J. C. Burges, "The MNIST database of handwritten digits", 1998.
 */
export function place(line: Line, size: number, x: number, y: number): void {
  const scale = size / Math.max(extent(line.x, line.length), extent(line.y, line.length));
  const [centerX, centerY] = centerOfMass(line);
  for (let i = 0; i < line.length; i++) {
    line.x[i] = (line.x[i]! - centerX) * scale + x;
    line.y[i] = (line.y[i]! - centerY) * scale + y;
  }
}

function extent(coordinates: Float64Array, length: number): number {
  let minimum = Infinity;
  let maximum = -Infinity;
  for (let i = 0; i < length; i++) {
    minimum = Math.min(minimum, coordinates[i]!);
    maximum = Math.max(maximum, coordinates[i]!);
  }
  return maximum - minimum;
}

/** The middles of the pieces, weighted by their lengths. */
function centerOfMass({ x, y, begins, length }: Line): [x: number, y: number] {
  let total = 0;
  let sumX = 0;
  let sumY = 0;
  for (let i = 1; i < length; i++) {
    if (begins[i] === 1) continue;
    const [dx, dy] = [x[i]! - x[i - 1]!, y[i]! - y[i - 1]!];
    const mass = Math.sqrt(dx * dx + dy * dy);
    total += mass;
    sumX += (mass * (x[i]! + x[i - 1]!)) / 2;
    sumY += (mass * (y[i]! + y[i - 1]!)) / 2;
  }
  return [sumX / total, sumY / total];
}
