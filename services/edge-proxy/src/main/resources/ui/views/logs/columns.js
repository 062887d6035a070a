// What the table of records can show, and which of it was chosen.
import { bytes, clock, h, micros, stamp, statusBadge } from '../../ui.js';
import { hostOf } from './fields.js';

const KEPT = 'sallyport.columns';
const USUAL = ['time', 'status', 'method', 'request', 'client', 'decision', 'server', 'duration', 'size'];

/** All columns. `add(field, value)` gives a cell whose value narrows the filter when it is clicked. */
export function all(add) {
  const plain = (key, label, more = {}) => ({ key, label, cell: (row) => add(key, row[key]), class: 'clip', ...more });
  return [
    { key: 'time', label: 'Time', class: 'tight', cell: (row) => h('time.mono', { datetime: row.startedAt, title: stamp(row.startedAt) }, clock(row.startedAt, true)) },
    { key: 'status', label: 'Status', class: 'tight', cell: (row) => add('status', row.status, statusBadge(row.status)) },
    { key: 'method', label: 'Method', class: 'tight wide', cell: (row) => add('method', row.method) },
    { key: 'request', label: 'Request', class: 'request', cell: (row) => h('span.request-text', { title: row.authority + row.path }, add('authority', row.authority, hostOf(row)), h('span.path', row.kind === 'exchange' || row.kind === 'admin' ? row.path : '')) },
    plain('client', 'Client', { wide: true, class: 'tight' }),
    { key: 'decision', label: 'Decision', class: 'clip', wide: true, cell: decision },
    { key: 'server', label: 'Server', class: 'clip', wide: true, cell: (row) => row.cluster && [add('cluster', row.cluster), row.version && add('version', row.version, h('span.badge', row.version))] },
    { key: 'duration', label: 'Time taken', align: 'end', class: 'tight', cell: (row) => h('span', { class: row.totalMicros > 1_000_000 ? 'toned warn' : '' }, micros(row.totalMicros)) },
    { key: 'size', label: 'Sent', align: 'end', class: 'tight', wide: true, cell: (row) => bytes(row.bytesOut) },
    plain('outcome', 'Outcome'), plain('rule', 'Rule'), plain('route', 'Route'), plain('cache', 'Cache'), plain('cluster', 'Cluster'), plain('endpoint', 'Endpoint'),
    plain('version', 'Version', { class: 'tight' }), plain('user', 'User'), plain('userAgent', 'User agent'), plain('listener', 'Listener', { class: 'tight' }),
    plain('protocol', 'Protocol', { class: 'tight' }), plain('track', 'Track', { class: 'tight' }), plain('reported', 'On trial'), plain('exit', 'Exit'), plain('list', 'List'),
    plain('clientCountry', 'From', { class: 'tight' }), plain('destinationCountry', 'To', { class: 'tight' }), plain('tls', 'TLS', { class: 'tight' }),
    plain('requestId', 'Request id', { class: 'tight' }), plain('traceId', 'Trace id'), plain('edge', 'Edge', { class: 'tight' }),
    { key: 'received', label: 'Received', align: 'end', class: 'tight', cell: (row) => bytes(row.bytesIn) },
  ];

  /** What was decided about the request, the most telling thing first. */
  function decision(row) {
    if (!['forwarded', 'cache_hit', 'answered', 'tunnel_closed', 'sp_tunnel_open'].includes(row.outcome)) {
      const words = row.outcome === 'http_request_denied' ? 'blocked' : row.outcome.replace(/^sp_/, '').replaceAll('_', ' ');
      return [add('outcome', row.outcome, h('span.badge', { class: row.status >= 500 ? 'bad' : 'warn' }, words)), row.rule && row.rule !== 'default' && add('rule', row.rule)];
    }
    const stored = /(?:^|[;\s])hit\b/.test(row.cache);
    return [stored && h('span.badge.good', 'cache'), row.reported ? h('span.badge.info', { title: 'on trial: ' + row.reported }, 'trial') : null,
      row.rule && row.rule !== 'default' && add('rule', row.rule), row.track && add('track', row.track, h('span.badge', row.track))];
  }
}

/** The keys that were chosen here before, or are in an address. */
export function chosen(text, columns) {
  const keys = (text || localStorage.getItem(KEPT) || '').split(',').filter((key) => columns.some((each) => each.key === key));
  return keys.length > 0 ? keys : USUAL;
}

export function keep(keys) {
  if (keys.join() === USUAL.join()) {
    localStorage.removeItem(KEPT);
  } else {
    localStorage.setItem(KEPT, keys.join());
  }
}

export function usual() {
  return USUAL;
}
