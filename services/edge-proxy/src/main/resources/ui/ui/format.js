import { h } from './dom.js';

const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const SHORT = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const DASH = '–';

/** 12,345 */
export function number(value) {
  return isNumber(value) ? WHOLE.format(value) : DASH;
}

/** 12.3K */
export function compact(value) {
  return isNumber(value) ? SHORT.format(value) : DASH;
}

/** 1.5 MiB */
export function bytes(value) {
  if (!isNumber(value)) {
    return DASH;
  }
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  let unit = 0;
  let left = Math.abs(value);
  while (left >= 1024 && unit < units.length - 1) {
    left /= 1024;
    unit += 1;
  }
  return Math.sign(value) * rounded(left) + ' ' + units[unit];
}

/** Microseconds as 850 µs, 12.3 ms, 1.2 s. */
export function micros(value) {
  if (!isNumber(value) || value < 0) {
    return DASH;
  }
  if (value < 1000) {
    return Math.round(value) + ' µs';
  }
  return value < 1_000_000 ? rounded(value / 1000) + ' ms' : seconds(value / 1_000_000);
}

/** Seconds as 12.3 s, 5 min, 3 h 20 min, 12 d. */
export function seconds(value) {
  if (!isNumber(value)) {
    return DASH;
  }
  if (value < 60) {
    return rounded(value) + ' s';
  }
  if (value < 3600) {
    return Math.floor(value / 60) + ' min' + tail(Math.round(value % 60), 's', value < 600);
  }
  return value < 86_400
    ? Math.floor(value / 3600) + ' h' + tail(Math.floor((value % 3600) / 60), 'min', true)
    : Math.floor(value / 86_400) + ' d' + tail(Math.floor((value % 86_400) / 3600), 'h', value < 864_000);
}

function tail(count, unit, wanted) {
  return wanted && count > 0 ? ' ' + count + ' ' + unit : '';
}

/** A share such as 0.0512 as 5.1 %. */
export function percent(share) {
  if (!isNumber(share)) {
    return DASH;
  }
  const value = share * 100;
  return (value === 0 || value === 100 ? value : value < 0.01 ? '<0.01' : value < 10 ? value.toFixed(value < 1 ? 2 : 1) : value.toFixed(value > 99 ? 2 : 0)) + ' %';
}

/** Three figures. */
function rounded(value) {
  return value >= 100 || Number.isInteger(value) ? Math.round(value) : Number(value.toPrecision(value < 1 ? 2 : 3));
}

function isNumber(value) {
  return typeof value === 'number' && Number.isFinite(value);
}

/** 14:03:09.120, of this day; with the date before it otherwise. Of the browser's time zone. */
export function clock(date, millis = false) {
  const at = new Date(date);
  if (Number.isNaN(at.getTime())) {
    return DASH;
  }
  const pad = (value, length = 2) => String(value).padStart(length, '0');
  const of = pad(at.getHours()) + ':' + pad(at.getMinutes()) + ':' + pad(at.getSeconds()) + (millis ? '.' + pad(at.getMilliseconds(), 3) : '');
  const today = new Date().toDateString() === at.toDateString();
  return today ? of : pad(at.getMonth() + 1) + '-' + pad(at.getDate()) + ' ' + of;
}

/** The exact time, in UTC and here, as the title of a time. */
export function stamp(date) {
  const at = new Date(date);
  return Number.isNaN(at.getTime()) ? '' : at.toISOString() + ' (' + at.toLocaleString() + ')';
}

/** 3 min ago; in 2 d. */
export function ago(date, now = Date.now()) {
  const at = new Date(date).getTime();
  if (Number.isNaN(at)) {
    return DASH;
  }
  const gone = (now - at) / 1000;
  if (Math.abs(gone) < 2) {
    return 'now';
  }
  const text = coarse(Math.abs(gone));
  return gone > 0 ? text + ' ago' : 'in ' + text;
}

function coarse(value) {
  const steps = [[60, 1, 's'], [3600, 60, 'min'], [86_400, 3600, 'h'], [Infinity, 86_400, 'd']];
  const [, size, unit] = steps.find(([limit]) => value < limit);
  return Math.floor(value / size) + ' ' + unit;
}

/** A time element that says how long ago; it is kept up to date while it is on the page. */
export function time(date) {
  return date ? h('time.ago', { datetime: date, title: stamp(date) }, ago(date)) : DASH;
}

/** plural(2, 'server') is "2 servers". */
export function plural(count, noun, many = noun + 's') {
  return number(count) + ' ' + (count === 1 ? noun : many);
}
