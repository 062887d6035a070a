// How far back, and in which steps that is drawn and asked again.
export const RANGES = {
  '5m': { label: '5 min', span: 300, step: 5, every: '5s', again: 5000 },
  '15m': { label: '15 min', span: 900, step: 15, every: '15s', again: 10_000 },
  '1h': { label: '1 h', span: 3600, step: 60, every: '1m', again: 15_000 },
  '24h': { label: '24 h', span: 86_400, step: 900, every: '15m', again: 60_000 },
  '7d': { label: '7 d', span: 604_800, step: 7200, every: '2h', again: 120_000 },
};

/** The options of a choice, of those named. */
export function rangeOptions(names) {
  return names.map((name) => [name, RANGES[name].label]);
}

/** Whole steps that are over by now: {start, end, step, count}, in seconds. What is still going on would look like a slump. */
export function grid({ span, step }, now = Date.now() / 1000) {
  const end = Math.floor(now / step) * step;
  const count = Math.floor(span / step);
  return { start: end - count * step, end, step, count };
}

/** An instant for the API. */
export function instant(second) {
  return new Date(second * 1000).toISOString();
}
