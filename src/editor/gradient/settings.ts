import * as vscode from 'vscode';
import { DEFAULT_LIMITS, MINIMUM_LIMITS, type EvaluationLimits } from '../../processes/evaluate/client';

/** The limits as the user set them; a setting that makes no sense counts as unset. */
export function evaluationLimits(): EvaluationLimits {
  return {
    timeout: setting('evaluation.timeout', MINIMUM_LIMITS.timeout, DEFAULT_LIMITS.timeout),
    memory: setting('evaluation.memory', MINIMUM_LIMITS.memory, DEFAULT_LIMITS.memory),
  };
}

function setting(name: string, minimum: number, fallback: number): number {
  const value = vscode.workspace.getConfiguration('nabla').get<unknown>(name);
  return typeof value === 'number' && value >= minimum ? value : fallback;
}

export function inlineResultsEnabled(): boolean {
  return vscode.workspace.getConfiguration('nabla').get<boolean>('inlineResults.enabled', true);
}
