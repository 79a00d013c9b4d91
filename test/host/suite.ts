import * as util from 'node:util';
import type { Page } from 'playwright-core';
import { launchBrowser } from './chromium';
import { remoteFile, type Server, workbenchAddress } from './server';

/** What the suite says when it is through; the host's own exit code is 0 even for an extension host that was killed. */
export interface SuiteResult {
  passes: number;
  failures: number;
}

/** Word before the result in the line a suite prints at its end. */
export const sentinel = 'SUITE_DONE';

export interface SuiteOptions {
  developmentPath: string;
  /** Module with `run(): Promise<void>`. */
  testsPath: string;
  workspace: string;
  /** Milliseconds after which a suite that has not ended has failed. */
  timeout: number;
  /** A suite of which only chosen tests run may have none of them. */
  mayBeEmpty: boolean;
}

/**
 * Runs a suite in the extension host of `server` and prints what it prints. Resolves when all of its tests passed, else
 * rejects with one sentence.
 */
export async function runSuite(server: Server, options: SuiteOptions): Promise<SuiteResult> {
  const browser = await launchBrowser();
  try {
    const page = await (await browser.newContext()).newPage();
    let timer: NodeJS.Timeout | undefined;
    const overtime = new Promise<never>((_, reject) => {
      const sentence = `The suite did not end within ${options.timeout / 1000} s.`;
      timer = setTimeout(() => reject(new Error(sentence)), options.timeout);
    });
    const result = await Promise.race([drive(page, server, options), overtime, death(page, server)]).finally(() =>
      clearTimeout(timer),
    );
    return judge(result, options.mayBeEmpty);
  } finally {
    await browser.close();
  }
}

interface Ending {
  code: number;
  result: SuiteResult | undefined;
}

/** Opens the page with the suite in its address and waits for the host to report its end. */
async function drive(page: Page, server: Server, options: SuiteOptions): Promise<Ending> {
  let result: SuiteResult | undefined;
  let end: (code: number) => void = () => undefined;
  const ended = new Promise<number>(resolve => (end = resolve));
  await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => {
    const text = util.format(...args);
    result = parseSentinel(text) ?? result;
    print(text);
  });
  await page.exposeFunction('codeAutomationExit', (code: number) => end(code));
  await page.goto(suiteAddress(server, options), { waitUntil: 'commit' });
  return { code: await ended, result };
}

function suiteAddress(server: Server, { developmentPath, testsPath, workspace }: SuiteOptions): string {
  return workbenchAddress(server, workspace, [
    ['extensionDevelopmentPath', remoteFile(server, developmentPath)],
    ['extensionTestsPath', remoteFile(server, testsPath)],
    ['skipWelcome', 'true'],
  ]);
}

/** Lines of the workbench itself among those of the suite. */
const noise =
  /^(\[[\w: -]+\]|Resolv|Creating a socket|Ignoring fetching|ChatSessionStore|Updating additional builtin|An unknown error)|\/workbench\.js:\d/;

function print(text: string): void {
  if (!noise.test(text) && !text.startsWith(sentinel)) {
    console.log(text);
  }
}

function parseSentinel(text: string): SuiteResult | undefined {
  return text.startsWith(`${sentinel} `) ? (JSON.parse(text.slice(sentinel.length)) as SuiteResult) : undefined;
}

/** Rejects as soon as something the suite needs has died. */
async function death(page: Page, server: Server): Promise<never> {
  const crashed = new Promise<string>(resolve => {
    page.on('crash', () => resolve('The page of the workbench crashed'));
    page
      .context()
      .browser()
      ?.on('disconnected', () => resolve('The browser died'));
  });
  const stopped = server.ended.then(() => 'The server of VS Code died');
  const sentence = await Promise.race([crashed, stopped, extensionHostDeath(page, server)]);
  throw new Error(`${sentence} while the suite ran.`);
}

async function extensionHostDeath(page: Page, server: Server): Promise<string> {
  let seen = false;
  for (let missing = 0; missing < 8;) {
    await new Promise(resolve => setTimeout(resolve, 250));
    if (page.isClosed()) {
      return new Promise<string>(() => undefined); // The suite is over.
    }
    const running = server.extensionHostPids().length > 0;
    seen ||= running;
    missing = seen && !running ? missing + 1 : 0;
  }
  return 'The extension host died';
}

function judge({ code, result }: Ending, mayBeEmpty: boolean): SuiteResult {
  if (result === undefined) {
    throw new Error(
      `The suite ended without its closing line (exit code ${code}); the extension host died or never ran it.`,
    );
  }
  if (result.failures > 0 || code !== 0) {
    throw new Error(`The suite failed: ${result.failures} of its tests, exit code ${code}.`);
  }
  if (result.passes === 0 && !mayBeEmpty) {
    throw new Error('The suite has no tests.');
  }
  return result;
}
