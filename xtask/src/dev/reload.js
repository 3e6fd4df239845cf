// Only in `cargo xtask dev`: each build gives this file another name. Once its own is gone, the page is out of date.
(async () => {
  for (;;) {
    await new Promise((again) => setTimeout(again, 500));
    // The server that is starting does not answer: that is not yet the news.
    const answer = await fetch(import.meta.url, { method: 'HEAD', cache: 'no-store' }).catch(() => undefined);
    if (answer?.status === 404) return location.reload();
  }
})();
