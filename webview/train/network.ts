/** Number of weights and biases of layers of so many units, the inputs first: `Σ (n + 1) · m` over neighbors n, m. */
export function parameterCount(units: readonly number[]): number {
  return units.slice(1).reduce((sum, outputs, i) => sum + (units[i]! + 1) * outputs, 0);
}
