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

/** In steps shorter than that the one that still goes on is left out: what is on its way would look like a slump. */
const SHORT = 30;
/** Seconds of a step, and part of it, that make a figure of it worth showing. */
const ENOUGH = 60;
const ENOUGH_OF_IT = 0.2;

/** The steps of a range up to now: {start, end, step, count, last}, in seconds; `last` is how much of the newest is over. */
export function grid({ span, step }, now = Date.now() / 1000) {
  const gone = now % step;
  const open = step >= SHORT && gone >= Math.min(ENOUGH, step * ENOUGH_OF_IT);
  const end = Math.round(now - gone) + (open ? step : 0);
  const count = Math.floor(span / step);
  return { start: end - count * step, end, step, count, last: open ? gone : step };
}

/** How long a step lasts, or has lasted until now. */
export function lengthOf(steps, at) {
  return at === steps.count - 1 ? steps.last : steps.step;
}

/** An instant for the API. */
export function instant(second) {
  return new Date(second * 1000).toISOString();
}
