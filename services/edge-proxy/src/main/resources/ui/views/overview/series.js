// Groups of /v1/logs/stats, put on the steps of a chart. No page, no network: numbers in, numbers out.

import { lengthOf } from '../../ranges.js';

/** The times of all steps. */
export function timesOf(grid) {
  return Array.from({ length: grid.count }, (_, at) => grid.start + at * grid.step);
}

/** Of each class of status how many a second; 'none' has no status: broken off, or dropped. */
export function byStatusClass(groups, grid) {
  const classes = ['2xx', '3xx', '4xx', '5xx', 'none'];
  const columns = Object.fromEntries(classes.map((name) => [name, new Array(grid.count).fill(0)]));
  for (const group of groups) {
    const at = stepOf(group, grid);
    if (at >= 0) {
      columns[classOf(group.by.status)][at] += group.count / lengthOf(grid, at);
    }
  }
  return classes.map((name) => columns[name]);
}

function classOf(status) {
  const first = Math.floor(Number(status) / 100);
  return first >= 2 && first <= 5 ? first + 'xx' : first === 1 ? '2xx' : 'none';
}

/** A column for each function of a group and the seconds of its step; `rest` for steps without a record. */
export function columns(groups, grid, functions, rest) {
  const found = functions.map(() => new Array(grid.count).fill(rest));
  for (const group of groups) {
    const at = stepOf(group, grid);
    if (at >= 0) {
      functions.forEach((value, which) => { found[which][at] = value(group, lengthOf(grid, at)); });
    }
  }
  return found;
}

function stepOf(group, grid) {
  const at = Math.floor((Date.parse(group.at) / 1000 - grid.start) / grid.step + 1e-6);
  return at >= 0 && at < grid.count ? at : -1;
}

/** The one group of an answer without groups; zeros when there is none. */
export function total(answer) {
  return answer.groups?.[0] ?? { count: 0, errors: 0, errorShare: 0, blocked: 0, hits: 0, bytesIn: 0, bytesOut: 0 };
}
