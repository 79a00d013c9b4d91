import * as fc from 'fast-check';

/** A change of a text, as a person or an accident makes it. */
export interface Mutation {
  readonly at: number;
  readonly kind: 'insert' | 'delete' | 'double' | 'swap' | 'nest' | 'cut';
  readonly length: number;
  readonly pieces: readonly string[];
}

/** @param pieces what is put into the text */
export function mutationOf(pieces: readonly string[]): fc.Arbitrary<Mutation> {
  return fc.record({
    at: fc.nat(10_000),
    kind: fc.constantFrom('insert', 'delete', 'double', 'swap', 'nest', 'cut'),
    length: fc.integer({ min: 1, max: 12 }),
    pieces: fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 4 }),
  });
}

export function mutate(text: string, { at: place, kind, length, pieces }: Mutation): string {
  const at = place % (text.length + 1);
  const [before, part, after] = [text.slice(0, at), text.slice(at, at + length), text.slice(at + length)];
  switch (kind) {
    case 'insert':
      return before + pieces.join('') + part + after;
    case 'delete':
      return before + after;
    case 'double':
      return before + part + part + after;
    case 'swap':
      return before + [...part].reverse().join('') + after;
    case 'nest':
      return `${before}[${part}]${after}`;
    case 'cut':
      return before;
  }
}
