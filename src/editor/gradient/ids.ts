/** View type of the Gradient panel: the same when it is created, restored and declared as an activation event. */
export const GRADIENT_PANEL = 'nabla.gradient';

export const COMPUTE_GRADIENT = 'nabla.computeGradient';

export const CLEAR_INLINE_RESULTS = 'nabla.clearInlineResults';
