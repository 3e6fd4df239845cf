// What is asked of the page itself: when it was hydrated, what its frames took, what moved unasked, how large wasm is.
import type { CDPSession, Page } from '@playwright/test';

interface Watched {
  hydrated: number;
  shift: number;
  memory?: WebAssembly.Memory;
  frames: number[];
  answer?: Promise<number>;
}

declare global {
  interface Window {
    watched: Watched;
  }
}

/** Begins to watch every page that is opened in this tab. */
export async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const watched: Watched = { hydrated: NaN, shift: 0, frames: [] };
    window.watched = watched;
    new MutationObserver((_, observer) => {
      if (document.documentElement?.hasAttribute('data-hydrated')) {
        watched.hydrated = performance.now();
        observer.disconnect();
      }
    }).observe(document, { subtree: true, childList: true, attributes: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
        if (!entry.hadRecentInput) watched.shift += entry.value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
    // The client keeps its memory to itself: its module is watched on its way in.
    const streaming = WebAssembly.instantiateStreaming;
    const keep = (made: WebAssembly.WebAssemblyInstantiatedSource) => {
      const found = Object.values(made.instance.exports).find((value) => value instanceof WebAssembly.Memory);
      watched.memory = found as WebAssembly.Memory | undefined;
      return made;
    };
    WebAssembly.instantiateStreaming = (source, imports) => streaming(source, imports).then(keep);
  });
}

/** Slows the processor down, as a weak laptop is; 1 is its own speed. */
export async function slowdown(page: Page, rate: number): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
  return session;
}

/** The per cent of frames that took longer than 32 ms while `gesture` lasted. */
export async function slowFrames(page: Page, gesture: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    window.watched.frames = [];
    let last = performance.now();
    const frame = (now: number) => {
      window.watched.frames.push(now - last);
      last = now;
      if (!document.documentElement.hasAttribute('data-bench-end')) requestAnimationFrame(frame);
    };
    document.documentElement.removeAttribute('data-bench-end');
    requestAnimationFrame(frame);
  });
  await gesture();
  return page.evaluate(() => {
    document.documentElement.setAttribute('data-bench-end', '');
    const frames = window.watched.frames.slice(1);
    return frames.length === 0 ? 100 : (100 * frames.filter((took) => took > 32).length) / frames.length;
  });
}

/** The milliseconds from a click until the rows of the table differ and are painted. */
export async function untilRowsDiffer(page: Page, click: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const rows = () => [...document.querySelectorAll('main [role=region] tbody tr, main [role=region] [role=row]')];
    const text = () => rows().slice(0, 12).map((row) => row.textContent).join('\n');
    const before = text();
    let clicked = NaN;
    addEventListener('click', (event) => (clicked = event.timeStamp), { capture: true, once: true });
    window.watched.answer = new Promise((done) => {
      const look = () => {
        if (Number.isNaN(clicked) || text() === before) return requestAnimationFrame(look);
        // One more frame: what was seen in this one is on the screen at the next.
        return requestAnimationFrame((now) => done(now - clicked));
      };
      requestAnimationFrame(look);
    });
  });
  await click();
  return page.evaluate(() => Promise.race([window.watched.answer!, new Promise<number>((late) => setTimeout(() => late(NaN), 8000))]));
}

/** The milliseconds from a click until something is there and painted. */
export async function untilShown(page: Page, selector: string, click: () => Promise<void>): Promise<number> {
  await page.evaluate((wanted) => {
    let clicked = NaN;
    addEventListener('click', (event) => (clicked = event.timeStamp), { capture: true, once: true });
    window.watched.answer = new Promise((done) => {
      const look = () => {
        if (Number.isNaN(clicked) || !document.querySelector(wanted)) return requestAnimationFrame(look);
        return requestAnimationFrame((now) => done(now - clicked));
      };
      requestAnimationFrame(look);
    });
  }, selector);
  await click();
  return page.evaluate(() => Promise.race([window.watched.answer!, new Promise<number>((late) => setTimeout(() => late(NaN), 8000))]));
}
