/** Words that mean something else in Python or in the code around. */
const TAKEN = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global if ' +
    'import in is lambda nonlocal not or pass raise return try while with yield match case type ' +
    'abs all any enumerate float functools int len list max min print range reversed zip ' +
    '_ callback np torch h fold round_half_up numerical_gradient'
  ).split(' '),
);

/** The name in Python that is nearest to one of JavaScript, and that is not in use. */
export function pythonName(name: string, isTaken: (name: string) => boolean): string {
  const plain = name.normalize('NFKC').replace(/[^\p{L}\p{N}_]/gu, '_');
  const word = /^[\p{L}_]/u.test(plain) ? plain : `_${plain}`;
  const free = (each: string) => !TAKEN.has(each) && !/^callback_\d+$/.test(each) && !isTaken(each);
  if (free(word)) return word;
  if (free(`${word}_`)) return `${word}_`;
  for (let number = 2; ; number++) if (free(`${word}_${number}`)) return `${word}_${number}`;
}
