import { EvaluateClient } from '../../processes/evaluate/client';
import { evaluationLimits } from './settings';

let client: EvaluateClient | undefined;

/** The window's evaluate process, started when it is first asked for something. */
export function evaluator(): EvaluateClient {
  return (client ??= new EvaluateClient(evaluationLimits));
}

/** Ends the process with the window. */
export function endEvaluator(): void {
  client?.dispose();
  client = undefined;
}
