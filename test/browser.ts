import chromiumPackage from "@sparticuz/chromium";
import { chromium, type Browser } from "playwright-core";

/** Flags that would switch off what the tests look at, or that ask for hardware the machine may not have. */
const UNWANTED = new Set([
  "--single-process",
  "--no-zygote",
  "--headless='shell'",
  "--disable-web-security",
  "--allow-running-insecure-content",
]);

/**
 * A headless Chromium for tests that look at pages. It never leaves the machine by itself: callers set content or open loopback
 * addresses. Close it in `afterAll`.
 */
export async function openBrowser(): Promise<Browser> {
  const args = chromiumPackage.args.filter((flag) => !UNWANTED.has(flag));
  return chromium.launch({
    executablePath: await chromiumPackage.executablePath(),
    headless: true,
    args: [...args, "--no-sandbox", "--force-color-profile=srgb"],
  });
}

/** Renders `html` at `width` CSS pixels and returns the PNG of the whole page. */
export async function renderPng(
  browser: Browser,
  html: string,
  options: { width: number; scheme?: "light" | "dark"; scale?: number },
): Promise<Buffer> {
  const page = await browser.newPage({
    viewport: { width: options.width, height: 600 },
    deviceScaleFactor: options.scale ?? 1,
    colorScheme: options.scheme ?? "light",
  });
  await page.setContent(html, { waitUntil: "load" });
  const png = await page.screenshot({ fullPage: true });
  await page.close();
  return png;
}
