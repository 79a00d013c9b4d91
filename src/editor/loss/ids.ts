/** View type of the Loss panel: the same when it is created, restored and declared as an activation event. */
export const LOSS_PANEL = 'nabla.loss';

export const EVALUATE_LOSS = 'nabla.evaluateLoss';
