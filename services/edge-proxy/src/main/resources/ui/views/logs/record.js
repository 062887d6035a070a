// One record with everything that it says.
import { get } from '../../api.js';
import { link } from '../../route.js';
import { badge, bytes, copy, drawer, h, icon, micros, mount, stamp, statusBadge, time } from '../../ui.js';
import { groups, serverOf, shown, urlOf } from './fields.js';

/** Opens the panel of a record: `only(field, value)` and `not(field, value)` change the filter. Returns how to close it. */
export function openRecord(record, { only, not, closed }) {
  const answered = h('div');
  const panel = drawer(record.method ? record.method + ' ' + record.authority : record.authority || record.kind, [
    h('div.row', statusBadge(record.status), badge(record.outcome.replace(/^sp_/, '').replaceAll('_', ' '), record.status >= 500 ? 'bad' : record.status >= 400 ? 'warn' : 'good'),
      record.version && badge('version ' + record.version, 'info'), h('span.muted', time(record.startedAt))),
    h('p.mono.url', urlOf(record), copy(urlOf(record))),
    track(record),
    links(record, only),
    answered,
    ...groups(record).map(([group, list]) => h('section', h('h3', group), h('dl.details', list.map(([name, label, value]) => [
      h('dt', { title: name }, label),
      h('dd', h('span', { class: name === 'userAgent' ? '' : 'mono' }, name === 'startedAt' ? stamp(value) : shown(name, value)), tools(name, value)),
    ])))),
  ], { closed });
  tellServer(record, answered);
  return panel;

  function tools(name, value) {
    if (name === 'startedAt' || name === 'sequence' || name === 'startedAtMicros') {
      return copy(String(value));
    }
    return h('span.tools',
      h('button.quiet', { type: 'button', title: 'Only these', 'aria-label': 'Only ' + name + ' ' + value, onclick: () => only(name, value) }, icon('plus')),
      h('button.quiet', { type: 'button', title: 'Not these', 'aria-label': 'Not ' + name + ' ' + value, onclick: () => not(name, value) }, icon('minus')),
      copy(String(value)));
  }
}

/** Where the time went: until connected, until the head, until the end. */
function track(record) {
  const total = Math.max(record.totalMicros, 1);
  const connect = Math.min(record.connectMicros ?? 0, total);
  const head = Math.max(Math.min(record.headMicros || connect, total), connect);
  const parts = [['connect', connect, '--c-violet'], ['wait', head - connect, '--c-accent'], ['transfer', total - head, '--c-info']];
  return h('div.timing', h('div.timing-bar', { role: 'img', 'aria-label': parts.map(([name, value]) => name + ' ' + micros(value)).join(', ') },
    parts.map(([, value, color]) => h('i', { style: { width: (value / total) * 100 + '%', background: 'var(' + color + ')' } }))),
  h('div.legend', parts.map(([name, value, color]) => h('span.legend-item', h('i', { style: { background: 'var(' + color + ')' } }), name, h('b', micros(value)))),
    h('span.legend-item', 'sent', h('b', bytes(record.bytesOut)))));
}

function links(record, only) {
  const server = serverOf(record);
  const http = record.kind === 'exchange';
  return h('div.row',
    record.kind !== 'admin' && h('a.button.small', {
      href: link('policy', ['explain'], { url: http ? urlOf(record) : record.authority, method: record.method, client: record.client, listener: record.listener, user: record.user }),
    }, icon('policy'), 'Explain'),
    server && h('a.button.small', { href: link('servers', [server]) }, icon('servers'), 'Server'),
    http && h('a.button.small', { href: link('cache', [], { url: urlOf(record) }) }, icon('cache'), 'Cache'),
    record.traceId && h('button.button.small', { type: 'button', onclick: () => only('traceId', record.traceId) }, icon('link'), 'Same trace'),
    h('a.button.small', { href: link('logs', [], { where: 'requestId=' + record.requestId, since: 'all' }) }, icon('link'), 'Link to it'));
}

/** Which server and version answered, as the records of all edges say it. */
async function tellServer(record, place) {
  if (record.kind === 'admin') {
    return;
  }
  try {
    const { answered, records } = await get('/v1/requests/' + encodeURIComponent(record.requestId));
    mount(place, answered && h('p.answered', icon('servers'), h('span', 'Answered by ', h('b', answered.server || answered.endpoint || 'the edge'),
      answered.version && [', version ', h('b', answered.version)], records.length > 1 && ' (' + records.length + ' records)')));
  } catch {
    // An edge that does not tell has it in the fields below all the same.
  }
}
