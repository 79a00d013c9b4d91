import { Problem, type ProblemData } from '../numerics/problem';
import type { ConsoleEvent } from '../processes/envelope';
import { DEFAULT_LIMITS, EvaluateClient, MINIMUM_LIMITS } from '../processes/evaluate/client';
import { consoleText } from '../words/consoleText';
import { numberOption } from './options';

/** No limit is longer than a day. */
const LONGEST_TIMEOUT = 86_400_000;

/**
 * Does something with the evaluate process, which is ended afterwards, by Ctrl+C or when nobody reads any more. What the
 * user's code prints goes to standard error.
 *
 * @param timeout the option `--timeout`: milliseconds for each request
 * @throws Problem `timeout-option`, `cancelled`, and what `use` throws
 */
export async function evaluating<Result>(
  timeout: string | undefined,
  use: (client: EvaluateClient, interrupted: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const limits = { ...DEFAULT_LIMITS, ...(timeout !== undefined && { timeout: timeoutOption(timeout) }) };
  const client = new EvaluateClient({ limits: () => limits, print: printError, spare: false });
  const interruption = new AbortController();
  const interrupt = () => interruption.abort();
  process.once('SIGINT', interrupt); // a second one ends the process at once
  process.stdout.on('error', interrupt); // nobody reads any more
  try {
    return await use(client, interruption.signal);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { code, args } = inTermsOfOptions(error);
    throw new Problem(code, args);
  } finally {
    process.off('SIGINT', interrupt);
    process.stdout.off('error', interrupt);
    client.dispose();
  }
}

function timeoutOption(timeout: string): number {
  return numberOption('--timeout', timeout, MINIMUM_LIMITS.timeout, LONGEST_TIMEOUT);
}

/** What the user's code prints. */
export function printError(event: ConsoleEvent): void {
  process.stderr.write(`${consoleText(event)}\n`);
}

/** A problem, where more time is an option and not a setting. */
export function inTermsOfOptions({ code, args }: ProblemData): ProblemData {
  return { code: code === 'process-timeout' ? 'timeout-option' : code, args };
}
