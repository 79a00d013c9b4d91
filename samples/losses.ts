// Losses of a prediction (Deep Learning from Scratch, 4.2).
//
// Select the brackets of y1 and, with Alt held down, those of t; then run
// "Nabla: Evaluate Loss on Selected Arrays" from the command palette (F1).

// A picture of a handwritten 2: the correct answer, one-hot.
export const t = [0, 0, 1, 0, 0, 0, 0, 0, 0, 0];

// Probabilities a network gives to the digits 0 to 9.
export const y1 = [0.1, 0.05, 0.6, 0.0, 0.05, 0.1, 0.0, 0.1, 0.0, 0.0]; // most likely a 2
export const y2 = [0.1, 0.05, 0.1, 0.0, 0.05, 0.1, 0.0, 0.6, 0.0, 0.0]; // most likely a 7

// No probabilities: they sum to 1.05. Nabla says so beside the cross-entropy.
export const y3 = [0.1, 0.05, 0.6, 0.05, 0.05, 0.1, 0.0, 0.1, 0.0, 0.0];
