export const CHECK_GRADIENT = 'nabla.checkGradient';

/** The test controller: each pair of a function and its derivative is a test. */
export const GRADIENT_CHECKS = 'nabla.gradientChecks';
