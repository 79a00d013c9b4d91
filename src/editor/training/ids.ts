/** The Train view in Nabla's container of the activity bar. */
export const TRAIN_VIEW = 'nabla.train';

/** View type of the Training curves panel: the same when it is created, restored and declared as an activation event. */
export const CURVES_PANEL = 'nabla.curves';

/** Item of the status bar while a training is on. */
export const TRAINING_STATUS = 'nabla.training';

export const TRAIN = 'nabla.train';
export const SHOW_CURVES = 'nabla.showTrainingCurves';
