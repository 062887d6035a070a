// Asking again and again, while somebody looks.

/**
 * Calls `work(signal)` now and again `millis` after it has ended, while the page is looked at. What fails is tried again
 * more and more seldom. Returns how to end it; with `.now()` on it, which asks at once.
 */
export function poll(work, millis, failed = () => {}) {
  let ended = false;
  let timer = 0;
  let failures = 0;
  let running = null;
  async function round() {
    clearTimeout(timer);
    running?.abort();
    const mine = new AbortController();
    running = mine;
    try {
      await work(mine.signal);
      failures = 0;
    } catch (error) {
      if (mine.signal.aborted) {
        return;
      }
      failures += 1;
      failed(error);
    }
    if (!ended && running === mine && !document.hidden) {
      timer = setTimeout(round, Math.min(millis * 2 ** Math.min(failures, 3), Math.max(millis, 30_000)));
    }
  }
  function seen() {
    if (document.hidden) {
      clearTimeout(timer);
    } else if (!ended) {
      round();
    }
  }
  function stop() {
    ended = true;
    clearTimeout(timer);
    running?.abort();
    document.removeEventListener('visibilitychange', seen);
  }
  document.addEventListener('visibilitychange', seen);
  stop.now = () => { if (!ended) round(); };
  round();
  return stop;
}
