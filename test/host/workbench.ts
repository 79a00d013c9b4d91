import type { Browser, Frame, Page } from 'playwright-core';
import { launchBrowser } from './chromium';
import { type TemporaryFolder, temporaryFolder } from './cleanup';
import { askDriver } from './driver';
import * as editing from './editing';
import * as notes from './notifications';
import { extensionsWith } from './extensions';
import { type PictureOf, takePicture } from './pictures';
import * as quickInput from './quickInput';
import { type Server, startServer, workbenchAddress } from './server';
import { type Settings, type Theme, themeId } from './settings';
import type { HostName } from './versions';
import { patience, until } from './waiting';
import * as webviews from './webviews';

export interface WorkbenchOptions {
  version?: HostName;
  /** Packed extension to install. */
  vsix?: string;
  /** Folder to open. */
  workspace: string;
  theme?: Theme;
  locale?: 'en' | 'ko';
  trust?: 'disabled' | 'restricted';
  settings?: Settings;
  viewport?: { width: number; height: number };
  env?: Readonly<Record<string, string>>;
}

/** Settings under which typed text arrives as typed, an open file is shown where it is, and a box stays until answered. */
const drivenSettings: Settings = {
  'editor.acceptSuggestionOnEnter': 'off',
  'editor.autoClosingBrackets': 'never',
  'editor.autoClosingQuotes': 'never',
  'editor.autoIndent': 'none',
  'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
  'editor.suggestOnTriggerCharacters': false,
  'workbench.editor.revealIfOpen': true,
  'workbench.quickOpen.closeOnFocusLost': false,
};

const themeClasses: Readonly<Record<Theme, string>> = {
  dark: 'vs-dark',
  light: 'vs',
  hcDark: 'hc-black',
  hcLight: 'hc-light',
};

/** A VS Code window with the extension as users get it, driven as users do. Close it with `dispose`. */
export class Workbench {
  /** Windows not yet disposed of. */
  static readonly all = new Set<Workbench>();

  /** Errors the page and its webviews wrote to the console, breaches of a content security policy among them. */
  readonly consoleErrors: string[] = [];

  /** Addresses outside this machine that the page asked for. */
  readonly foreignRequests: string[] = [];

  private killed: number[] = [];

  private constructor(
    readonly server: Server,
    private readonly browser: Browser,
    readonly page: Page,
    private readonly driver: TemporaryFolder,
    private theme: Theme,
  ) {
    page.on('console', message => {
      if (message.type() === 'error') {
        this.consoleErrors.push(message.text());
      }
    });
    page.on('request', request => {
      if (isForeign(request.url())) {
        this.foreignRequests.push(request.url());
      }
    });
  }

  /** Starts server and browser and waits until the window can be used. */
  static async open(options: WorkbenchOptions): Promise<Workbench> {
    const version = options.version ?? 'newest';
    const theme = options.theme ?? 'dark';
    const { vsix, viewport, workspace, ...serverOptions } = options;
    const driver = temporaryFolder('driver');
    const server = await startServer({
      ...serverOptions,
      version,
      extensionsDir: await extensionsWith(version, vsix),
      env: { ...options.env, NABLA_DRIVER: driver.path },
      settings: { ...drivenSettings, 'workbench.colorTheme': themeId(version, theme), ...options.settings },
    });
    let browser: Browser | undefined;
    try {
      browser = await launchBrowser();
      const context = await browser.newContext({
        viewport: viewport ?? { width: 1400, height: 900 },
        permissions: ['clipboard-read', 'clipboard-write'],
      });
      context.setDefaultTimeout(patience);
      const workbench = new Workbench(server, browser, await context.newPage(), driver, theme);
      Workbench.all.add(workbench);
      await workbench.page.goto(workbenchAddress(server, workspace), { waitUntil: 'commit' });
      await workbench.ready();
      return workbench;
    } catch (error) {
      await browser?.close();
      await server.stop();
      driver.remove();
      throw error;
    }
  }

  /** Closes browser and server; their folders go as well. */
  async dispose(): Promise<void> {
    Workbench.all.delete(this);
    try {
      await this.browser.close();
    } finally {
      await this.server.stop();
      this.driver.remove();
    }
  }

  /** Where the driver extension of this window looks for requests. */
  get driverFolder(): string {
    return this.driver.path;
  }

  /** Waits until the window is drawn and extensions can run. */
  private async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar .statusbar-item').first().waitFor({ timeout: 45_000 });
    await this.page
      .locator('.monaco-workbench .part.sidebar .monaco-list-row, .editor-group-container')
      .first()
      .waitFor();
    const running = () => Promise.resolve(this.server.extensionHostPids().length > 0 ? true : undefined);
    await until('an extension host', running, 30_000);
    await this.themeShown();
  }

  /** Opens a file of the workspace by its name or path. */
  openFile(file: string): Promise<void> {
    return quickInput.openFile(this.page, file);
  }

  /** Runs a command of the palette by its title, with its category: `Nabla: Check Gradient`. */
  runCommand(title: string): Promise<void> {
    return quickInput.runCommand(this.page, title);
  }

  /** Selects each text with a cursor of its own: strings at their first place, or ranges of a line. */
  selectTexts(wanted: readonly (string | editing.LineRange)[]): Promise<void> {
    return editing.selectTexts(this, wanted);
  }

  /** Selects whole lines, 1-based and inclusive. */
  selectLines(from: number, to: number): Promise<void> {
    return editing.selectLines(this, from, to);
  }

  /** Puts the cursor before the first place of a text, or at a line and column. */
  putCursor(at: string | editing.Place): Promise<void> {
    return editing.putCursor(this, at);
  }

  /** Replaces the first place of `old` by `text`, without saving. */
  replaceText(old: string, text: string): Promise<void> {
    return editing.replaceText(this, old, text);
  }

  /** Types at the cursor, key by key. */
  async editText(text: string): Promise<void> {
    await editing.focusEditor(this.page);
    await this.page.keyboard.type(text);
  }

  /** Text of the active editor, saved or not. */
  readEditor(): Promise<string> {
    return editing.readEditor(this);
  }

  /** Presses a key or chord such as `ControlOrMeta+s`. */
  press(key: string): Promise<void> {
    return this.page.keyboard.press(key);
  }

  /** Text of every CodeLens in sight, from top to bottom. */
  codeLenses(): Promise<string[]> {
    return editing.codeLenses(this.page);
  }

  /** Clicks the CodeLens that contains `text`; of several the one at `index`. */
  clickCodeLens(text: string, index = 0): Promise<void> {
    return editing.clickCodeLens(this.page, text, index);
  }

  /** The document of the webview which contains `selector`; ask again after it was drawn anew or moved. */
  webview(selector: string): Promise<Frame> {
    return webviews.webview(this.page, selector);
  }

  /** Cells of an HTML table in a webview, row by row. */
  readTable(frame: Frame, selector?: string): Promise<string[][]> {
    return webviews.readTable(frame, selector);
  }

  /** Text of a status bar entry by the end of its id (`nabla.training`); undefined while it is not shown. */
  async statusBar(id: string): Promise<string | undefined> {
    const entry = this.page.locator(`.statusbar-item[id$="${id}"]:visible`).first();
    return (await entry.count()) > 0 ? ((await entry.textContent()) ?? '').trim() : undefined;
  }

  /** Clicks a status bar entry. */
  async clickStatusBar(id: string): Promise<void> {
    await this.page.locator(`.statusbar-item[id$="${id}"] a`).first().click();
  }

  /** Opens a view container of the activity bar by its title. */
  async openSideView(title: string): Promise<void> {
    const icon = this.page.locator(`.activitybar .action-item a[aria-label^="${title}"]`);
    await until(`the view container "${title}"`, async () => {
      if ((await this.page.locator(`.activitybar .action-item.checked a[aria-label^="${title}"]`).count()) === 0) {
        await icon.click({ timeout: 2_000 });
        return undefined;
      }
      return true;
    });
  }

  /** Messages of the notifications in sight, else of those kept in the notification centre. */
  notifications(): Promise<string[]> {
    return notes.notifications(this.page);
  }

  /** Waits for a notification that contains `text`; returns the whole message. */
  notification(text: string): Promise<string> {
    return notes.notification(this.page, text);
  }

  /** Presses a button of the notification that contains `text`. */
  clickNotificationButton(button: string, text?: string): Promise<void> {
    return notes.clickNotificationButton(this.page, button, text);
  }

  /** Title, placeholder and entries of the open quick pick or input box. */
  quickPick(): Promise<quickInput.QuickPickState> {
    return quickInput.readQuickPick(this.page);
  }

  /** Chooses an entry of the open quick pick. */
  choose(label: string): Promise<void> {
    return quickInput.choose(this.page, label);
  }

  /** Ticks entries of the open quick pick and accepts. */
  chooseSeveral(labels: readonly string[]): Promise<void> {
    return quickInput.chooseSeveral(this.page, labels);
  }

  /** Fills the open input box and accepts. */
  inputBox(text: string): Promise<void> {
    return quickInput.enterText(this.page, text);
  }

  /** Closes whatever quick pick or input box is open, without choosing. */
  cancelQuickInput(): Promise<void> {
    return quickInput.closeQuickInput(this.page);
  }

  /** Reloads the window as a user does; panels with a serializer come back. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('load', { timeout: 30_000 });
    await this.runCommand('Developer: Reload Window');
    await loaded;
    await this.ready();
  }

  /** Kills the process that runs the extensions, as a crash would. */
  killExtensionHost(): void {
    this.killed = this.server.extensionHostPids();
    this.killed.forEach(pid => process.kill(pid, 'SIGKILL'));
  }

  /** Waits until a new process runs the extensions; commands work a moment later. */
  async extensionHostRestarted(): Promise<void> {
    await until('a new extension host', () => {
      const pids = this.server.extensionHostPids();
      return Promise.resolve(pids.some(pid => !this.killed.includes(pid)) ? true : undefined);
    });
  }

  /** Changes the user's settings; VS Code and extensions hear of it at once. */
  async changeSettings(settings: Settings): Promise<void> {
    await askDriver(this.driverFolder, { kind: 'configure', settings });
  }

  /** Changes the theme and waits until it is shown. */
  async setTheme(theme: Theme): Promise<void> {
    await this.changeSettings({ 'workbench.colorTheme': themeId(this.server.version, theme) });
    this.theme = theme;
    await this.themeShown();
  }

  private async themeShown(): Promise<void> {
    await this.page.locator(`.monaco-workbench.${themeClasses[this.theme]}`).waitFor();
  }

  /** Changes the size of the window. */
  resizeTo(width: number, height: number): Promise<void> {
    return this.page.setViewportSize({ width, height });
  }

  /** Text on the clipboard. */
  clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** Takes a picture of the window, an element or a webview into out/pictures; returns its path. */
  async picture(name: string, of: PictureOf = this.page): Promise<string> {
    await this.page.mouse.move(0, 0); // Nothing is hovered in a picture.
    const hover = this.page.locator('.workbench-hover-container').first();
    await hover.waitFor({ state: 'hidden', timeout: 2_000 }).catch(() => undefined);
    return takePicture(name, of);
  }
}

/** Files of webviews have an address at vscode-cdn.net; a service worker answers for it and nothing goes out. */
function isForeign(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  const local = hostname === '127.0.0.1' || hostname.endsWith('.vscode-resource.vscode-cdn.net');
  return /^(https?|wss?):$/.test(protocol) && !local;
}

/** Takes a picture of every open window, for a test that failed. */
export async function pictureFailure(title: string): Promise<void> {
  let number = 0;
  for (const workbench of Workbench.all) {
    const name = number++ === 0 ? `failed-${title}` : `failed-${title}-${number}`;
    await workbench.picture(name).then(
      file => console.log(`      picture: ${file}`),
      () => undefined,
    );
  }
}
