import type { Locator, Page } from 'playwright-core';
import { runCommand } from './quickInput';
import { until } from './waiting';

function toasts(page: Page): Locator {
  return page.locator('.notification-toast .notification-list-item');
}

function centre(page: Page): Locator {
  return page.locator('.notifications-center.visible');
}

/** Messages of the toasts in sight; where there are none, of those kept in the notification centre. */
export async function notifications(page: Page): Promise<string[]> {
  const visible = await messages(toasts(page));
  if (visible.length > 0) {
    return visible;
  }
  const opened = await openCentre(page);
  const kept = await messages(centre(page).locator('.notification-list-item'));
  if (opened) {
    await runCommand(page, 'Notifications: Hide Notifications');
  }
  return kept;
}

async function messages(items: Locator): Promise<string[]> {
  const texts = await items.locator('.notification-list-item-message').allTextContents();
  return texts.map(text => text.trim());
}

/** Opens the centre; false where it was open. An empty one shows nothing to read. */
async function openCentre(page: Page): Promise<boolean> {
  if ((await centre(page).count()) > 0) {
    return false;
  }
  await runCommand(page, 'Notifications: Show Notifications');
  await centre(page).waitFor({ timeout: 5_000 });
  return true;
}

/** Waits for a notification that contains `text` and returns its whole message. */
export async function notification(page: Page, text: string): Promise<string> {
  const among = (found: readonly string[]) => found.find(message => message.includes(text));
  const what = `a notification with "${text}"`;
  // Opening the centre takes the keyboard away, so toasts get a while to come up first.
  const toast = until(what, async () => among(await messages(toasts(page))), 3_000);
  return toast.catch(() => until(what, async () => among(await notifications(page))));
}

/** Presses a button of the notification that contains `text`, or of any when that is left out. */
export async function clickNotificationButton(page: Page, button: string, text = ''): Promise<void> {
  await notification(page, text);
  if ((await toasts(page).count()) === 0) {
    await openCentre(page);
  }
  const items = page.locator('.notification-toast, .notifications-center.visible').locator('.notification-list-item');
  await items.filter({ hasText: text }).getByRole('button', { name: button, exact: true }).first().click();
}
