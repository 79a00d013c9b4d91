import { cos, exp, sin } from '../../../numerics/elementary';
import type { Random } from '../../../numerics/random';
import type { Line } from './line';
import type { Skeleton, Stroke } from './skeletons';

const TWO_PI = 2 * Math.PI;
/** Half of the skeletons' box. */
const MIDDLE = 50;
/** Straight pieces between two points of a skeleton. */
const PIECES = 5;

/** Deviations of what varies between two digits of the same style at distortion 1. */
const POINT = 3.2; // of each point of the skeleton, hundredths of the box
const WAVE = 2.8; // of the amplitude of each wave that bends the plane, hundredths of the box
const SLANT = 0.22; // tangent of its angle
const TURN = 0.11; // radians
const STRETCH = 0.18; // of the logarithm of width / height

/** Writes a digit as a hand would: the line lies somewhere about the skeleton, not yet in its place. */
export function write(skeleton: Skeleton, random: Random, distortion: number, line: Line): void {
  line.length = 0;
  for (const stroke of skeleton) trace(jittered(stroke, random, POINT * distortion), stroke.corners, line);
  bend(line, random, WAVE * distortion);
  transform(line, random, distortion);
}

function jittered({ points }: Stroke, random: Random, deviation: number): Float64Array {
  return points.map(coordinate => coordinate + deviation * random.normal());
}

/**
 * Adds the curve through the points: between p₁ and p₂ the cubic whose slopes at its ends are (p₂ − p₀) / 2 and
 * (p₃ − p₁) / 2; at a corner it ends as if there were no further point.
 *
 * Source: E. Catmull and R. Rom, "A class of local interpolating splines", 1974.
 */
function trace(points: Float64Array, corners: readonly boolean[], line: Line): void {
  const last = corners.length - 1;
  line.add(points[0]!, points[1]!, true);
  for (let i = 0; i < last; i++) {
    const before = i === 0 || corners[i] ? i : i - 1;
    const after = i + 1 === last || corners[i + 1] ? i + 1 : i + 2;
    for (let piece = 1; piece <= PIECES; piece++) {
      const t = piece / PIECES;
      const at = (axis: 0 | 1) =>
        cubic(
          points[2 * before + axis]!,
          points[2 * i + axis]!,
          points[2 * i + 2 + axis]!,
          points[2 * after + axis]!,
          t,
        );
      line.add(at(0), at(1), false);
    }
  }
}

function cubic(p0: number, p1: number, p2: number, p3: number, t: number): number {
  return p1 + (t / 2) * (p2 - p0 + t * (2 * p0 - 5 * p1 + 4 * p2 - p3 + t * (3 * (p1 - p2) + p3 - p0)));
}

/** Bends the plane by a wave across and one down, each of ⅓ to 1 period over the box. */
function bend(line: Line, random: Random, deviation: number): void {
  const across = deviation * random.normal();
  const down = deviation * random.normal();
  const [f, g] = [1 / 3 + (2 / 3) * random.uniform(), 1 / 3 + (2 / 3) * random.uniform()];
  const [p, q] = [random.uniform(), random.uniform()];
  for (let i = 0; i < line.length; i++) {
    const [x, y] = [line.x[i]!, line.y[i]!];
    line.x[i] = x + across * sin(TWO_PI * ((f * y) / 100 + p));
    line.y[i] = y + down * sin(TWO_PI * ((g * x) / 100 + q));
  }
}

/** Slants, stretches and turns about the middle of the box. */
function transform(line: Line, random: Random, distortion: number): void {
  const slant = SLANT * distortion * random.normal();
  const angle = TURN * distortion * random.normal();
  const stretch = exp((STRETCH / 2) * distortion * random.normal());
  const [c, s] = [cos(angle), sin(angle)];
  for (let i = 0; i < line.length; i++) {
    const y = line.y[i]! - MIDDLE;
    const x = (line.x[i]! - MIDDLE - slant * y) * stretch;
    const h = y / stretch;
    line.x[i] = c * x - s * h;
    line.y[i] = s * x + c * h;
  }
}
