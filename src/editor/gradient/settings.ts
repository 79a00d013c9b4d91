import * as vscode from 'vscode';

/** What user code may use up before it is stopped. */
export interface EvaluationLimits {
  /** Milliseconds. */
  readonly timeout: number;
  /** Megabytes of resident memory. */
  readonly memory: number;
}

export const DEFAULT_LIMITS: EvaluationLimits = { timeout: 5000, memory: 512 };

/** The limits as the user set them; a setting that makes no sense counts as unset. */
export function evaluationLimits(): EvaluationLimits {
  return {
    timeout: setting('evaluation.timeout', 100, DEFAULT_LIMITS.timeout),
    memory: setting('evaluation.memory', 128, DEFAULT_LIMITS.memory),
  };
}

function setting(name: string, minimum: number, fallback: number): number {
  const value = vscode.workspace.getConfiguration('nabla').get<unknown>(name);
  return typeof value === 'number' && value >= minimum ? value : fallback;
}

export function isEnabled(name: 'codeLens.enabled' | 'inlineResults.enabled'): boolean {
  return vscode.workspace.getConfiguration('nabla').get<boolean>(name, true);
}
