/** What a look at a value of the user shows; such a value may throw when it is looked at. */
export function lookAt<T>(look: () => T, otherwise: T): T {
  try {
    return look();
  } catch {
    return otherwise;
  }
}
