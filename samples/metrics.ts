// Losses and metrics of batches (Deep Learning from Scratch, 4.2.4, and the notes on metrics).
//
// Put the cursor into an array or on its name and run "Nabla: Evaluate Loss on Selected Arrays" (F1): Nabla asks for
// the array to compare it with. Or select two of them, as in losses.ts.

// Regression: predicted and true prices. Half sum of squares 362.5, mean absolute error 15.
export const predictedPrices = [90, 70, 50];
export const truePrices = [70, 55, 40];

// A batch of six samples and three classes, as probabilities. Each row sums to 1.
export const probabilities = [
  [0.7, 0.2, 0.1],
  [0.1, 0.8, 0.1],
  [0.3, 0.4, 0.3],
  [0.2, 0.2, 0.6],
  [0.5, 0.4, 0.1],
  [0.1, 0.3, 0.6],
];
export const labels = [0, 1, 2, 2, 1, 2]; // the true class of each sample

// Yes or no: the probability of yes, and what was true.
export const predicted = [0.9, 0.6, 0.45, 0.2, 0.55, 0.1];
export const actual = [1, 1, 1, 0, 0, 0];

// What a network gives before the softmax. Select softmax(logits) below, too: it is evaluated, in a process of its own.
export const logits = [
  [2, 1, 0],
  [-1, 3, 0.5],
  [0.2, 0.4, 0.3],
  [0, 0, 1.5],
  [1, 0.8, -2],
  [-1, 0.5, 1],
];
export const softened = softmax(logits);

function softmax(rows: number[][]): number[][] {
  return rows.map(row => {
    const largest = Math.max(...row);
    const powers = row.map(value => Math.exp(value - largest));
    const sum = powers.reduce((total, power) => total + power, 0);
    return powers.map(power => power / sum);
  });
}
