import { parseArgs } from 'node:util';
import { Problem } from '../numerics/problem';

/** An option's kind: with a value, with a value each time it is given, or a flag. */
export type OptionKinds = Readonly<Record<string, 'string' | 'list' | 'boolean'>>;

interface ValueOf {
  readonly string: string;
  readonly list: readonly string[];
  readonly boolean: boolean;
}

export type OptionValues<Kinds extends OptionKinds> = {
  readonly [Name in keyof Kinds]?: ValueOf[Kinds[Name]];
};

/**
 * Parses `--name value` and `--name=value`. A value may begin with `-`, as negative numbers do.
 *
 * @throws Problem `option-unknown`, `option-value`
 */
export function readOptions<Kinds extends OptionKinds>(args: readonly string[], kinds: Kinds): OptionValues<Kinds> {
  return readArguments(args, kinds, 0).options;
}

/**
 * As `readOptions`, with up to `most` operands: arguments that are no options.
 *
 * @throws Problem `option-unknown`, `option-value`
 */
export function readArguments<Kinds extends OptionKinds>(
  args: readonly string[],
  kinds: Kinds,
  most: number,
): { readonly options: OptionValues<Kinds>; readonly operands: readonly string[] } {
  const options = Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => [name, { type: kind === 'boolean' ? kind : 'string' } as const]),
  );
  const { tokens } = parseArgs({ args: joinValues(args, kinds), options, strict: false, tokens: true });
  const values: Record<string, string | boolean | string[]> = {};
  const operands: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional' && operands.length < most) {
      operands.push(token.value);
      continue;
    }
    const known = token.kind === 'option' && Object.hasOwn(kinds, token.name);
    if (!known) {
      const name = token.kind === 'option' ? token.rawName : token.value;
      throw new Problem('option-unknown', {
        name,
        known: Object.keys(kinds)
          .map(each => `--${each}`)
          .join(', '),
      });
    }
    if (kinds[token.name] !== 'boolean' && token.value === undefined)
      throw new Problem('option-value', { name: token.rawName });
    const value = token.value ?? true;
    values[token.name] =
      kinds[token.name] === 'list' ? [...((values[token.name] as string[] | undefined) ?? []), String(value)] : value;
  }
  return { options: values as OptionValues<Kinds>, operands };
}

/** `--name -1` becomes `--name=-1`: Node's parser takes the value for an option otherwise. */
function joinValues(args: readonly string[], kinds: OptionKinds): string[] {
  const joined: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    const kind = arg.startsWith('--') ? kinds[arg.slice(2)] : undefined;
    const takesValue = (kind === 'string' || kind === 'list') && i + 1 < args.length;
    joined.push(takesValue ? `${arg}=${args[++i]}` : arg);
  }
  return joined;
}

/** @throws Problem `option-number` where the text is no number in the range */
export function numberOption(name: string, text: string, minimum: number, maximum: number): number {
  const value = Number(text);
  const valid = text.trim() !== '' && value >= minimum && value <= maximum;
  if (!valid) throw new Problem('option-number', { name, found: text, minimum, maximum });
  return value;
}

/** @throws Problem `option-whole` where the text is no whole number in the range */
export function wholeOption(name: string, text: string, minimum: number, maximum: number): number {
  const value = Number(text);
  const valid = text.trim() !== '' && value >= minimum && value <= maximum && Number.isInteger(value);
  if (!valid) throw new Problem('option-whole', { name, found: text, minimum, maximum });
  return value;
}

/** @throws Problem `option-choice` where the text is none of the choices */
export function choiceOption<Choice extends string>(name: string, text: string, choices: readonly Choice[]): Choice {
  const choice = choices.find(each => each === text);
  if (choice === undefined) throw new Problem('option-choice', { name, found: text, known: choices.join(', ') });
  return choice;
}
