import { Problem } from '../../numerics/problem';

/** Whether this process was made for running code of the user. */
let allowed = false;

/** A module is code: only a process that was made for it runs one. */
export function allowModules(): void {
  allowed = true;
}

/** @throws Problem `model-untrusted` */
export function checkAllowed(): void {
  if (!allowed) throw new Problem('model-untrusted');
}
