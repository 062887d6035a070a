// What a view of records asks for, in its address and as parameters of the API.
import { grid, RANGES } from '../../ranges.js';

const USUAL = '1h';
const STEPS = 80;

/** Of an address: {where, since, until, cols, live}. `since` is the name of a range, 'all', or an instant. */
export function read(query) {
  return {
    where: query.get('where') ?? '', since: query.get('since') ?? USUAL, until: query.get('until') ?? '',
    cols: query.get('cols') ?? '', live: query.get('live') === '1',
  };
}

/** The other way round; what is as usual is left out. */
export function write({ where, since, until, cols, live }) {
  return { where, since: since === USUAL && !until ? '' : since, until, cols, live: live ? '1' : '' };
}

/** Parameters that choose records. */
export function span({ where, since, until }) {
  return { where, since: since === 'all' ? '' : since, until };
}

/** Whether from or until is an instant. */
export function isFixed({ since, until }) {
  return until !== '' || !(since in RANGES || since === 'all');
}

/** The steps of a picture of this range. */
export function steps({ since, until }, now = Date.now() / 1000) {
  if (since in RANGES && !until) {
    return grid(RANGES[since], now);
  }
  const end = until ? Date.parse(until) / 1000 : now;
  const begin = Date.parse(since) / 1000;
  const step = Math.max(1, Math.ceil((end - begin) / STEPS));
  const first = Math.floor(begin / step);
  const last = Math.ceil(end / step);
  return { start: first * step, end: last * step, step, count: last - first, last: until ? step : Math.max(end - (last - 1) * step, 1) };
}
