import type { Value } from '../numerics/argument';
import type { DifferencePattern } from '../numerics/differencePattern';
import type { ProblemData } from '../numerics/problem';
import type { TextPart } from './places';
import { parseScript, type ScriptLanguage } from './script';
import { logarithmOffset, stepSlips, type StepSlip } from './slips';

/** Where a cause is looked for. */
export interface Evidence {
  /** The whole text: the function, and what it calls, are in it. */
  readonly text: string;
  readonly language: ScriptLanguage;
  /** Parts of it whose slips make the derivative wrong: the derivative, then what it calls. */
  readonly parts: readonly TextPart[];
  readonly args: readonly Value[];
}

/** How near a factor must be to what it is taken for, relative to it. */
const TOLERANCE = 1e-2;

/** The likely cause of a difference; undefined where numbers and texts show none. */
export function likelyCause(pattern: DifferencePattern, evidence: Evidence): ProblemData | undefined {
  switch (pattern.kind) {
    case 'factor':
      return causeOfFactor(pattern.factor, evidence);
    case 'small': {
      const offset = logarithmOffset(evidence.text);
      return offset === undefined ? undefined : { code: 'cause-offset', args: { offset } };
    }
    default:
      return { code: `cause-${pattern.kind}`, args: {} };
  }
}

function causeOfFactor(factor: number, evidence: Evidence): ProblemData {
  const slip = slipOf(factor, evidence);
  if (slip) {
    const { written, meant, offset } = slip;
    return { code: 'cause-step', args: { factor, written, meant, offset } };
  }
  if (isNear(factor, -1)) return { code: 'cause-sign', args: {} };
  const count = lengthsOf(evidence.args).find(
    length => length > 2 && (isNear(factor, length) || isNear(factor, 1 / length)),
  );
  return count === undefined
    ? { code: 'cause-factor', args: { factor } }
    : { code: 'cause-count', args: { factor, count } };
}

/** A step that the text does not say makes a factor that is smaller. */
const SMALL = 0.1;

/** The slip that explains a factor. */
function slipOf(factor: number, { text, language, parts }: Evidence): StepSlip | undefined {
  if (factor <= 0) return undefined;
  const script = { text, tree: parseScript(text, language) };
  const explains = ({ step }: StepSlip) => (step === undefined ? factor < SMALL : isNear(factor, step ** 2));
  return parts.flatMap(part => stepSlips(script, part)).find(explains);
}

function isNear(factor: number, value: number): boolean {
  return Math.abs(factor - value) <= TOLERANCE * Math.abs(value);
}

/** The lengths of all arrays among the arguments, and how many numbers they hold altogether. */
function lengthsOf(args: readonly Value[]): number[] {
  const lengths = new Set<number>();
  const walk = (value: Value): number => {
    if (typeof value !== 'object' || value === null || (!Array.isArray(value) && !ArrayBuffer.isView(value))) return 1;
    lengths.add(value.length);
    const total = Array.isArray(value) ? value.reduce<number>((sum, item) => sum + walk(item), 0) : value.length;
    lengths.add(total);
    return total;
  };
  args.forEach(walk);
  return [...lengths];
}
