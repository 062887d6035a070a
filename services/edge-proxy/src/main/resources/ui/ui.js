// The parts of which views are made. Everything that comes from outside becomes text, never markup.
export { h, icon, mount, clear } from './ui/dom.js';
export { number, compact, bytes, micros, seconds, percent, time, clock, stamp, ago, plural } from './ui/format.js';
export {
  badge, button, card, chip, choice, copy, details, empty, failure, field, filter, guarded, json, loading, notice,
  page, refreshTimes, stateBadge, statusBadge, tabs, tile,
} from './ui/parts.js';
export { table } from './ui/table.js';
export { confirm, dialog, drawer, toast, failed } from './ui/dialog.js';
