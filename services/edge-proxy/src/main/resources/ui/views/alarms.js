import { get, poll } from '../api.js';
import { link } from '../route.js';
import { badge, empty, failure, filter, h, loading, mount, page, plural, table, time } from '../ui.js';

export const title = 'Alarms';

let end = () => {};

export function render(root) {
  let words = '';
  let all = [];
  const place = h('div.stack', loading());
  const counts = h('div.row');
  const rows = table({
    label: 'Alarms',
    columns: [
      { key: 'severity', label: 'Severity', class: 'tight', value: (row) => (row.severity === 'critical' ? 1 : 0), cell: (row) => badge(row.severity, tone(row)) },
      { key: 'kind', label: 'Kind', class: 'tight', cell: (row) => row.kind.replaceAll('_', ' ') },
      { key: 'subject', label: 'Subject', cell: subject },
      { key: 'text', label: 'What is wrong' },
      { key: 'since', label: 'Since', class: 'tight', cell: (row) => time(row.since) },
    ],
    key: (row) => [row.kind, row.subject, row.text].join(' '), tone, sort: { key: 'severity', down: true },
  });
  mount(root, page({
    title, about: 'What needs somebody soon: certificates that expire, versions that drift, servers and services that fail.',
    actions: [counts, filter('Filter alarms', (text) => { words = text; show(); })],
  }, place));
  end = poll(async (signal) => {
    all = (await get('/v1/alarms', {}, { signal })).alarms;
    show();
  }, 5000, (error) => mount(place, error.status === 404 ? empty('This suite tells no alarms', 'Its log-collector is of an earlier version.') : failure(error)));

  function show() {
    const critical = all.filter((each) => each.severity === 'critical').length;
    mount(counts, critical > 0 && badge(critical + ' critical', 'bad'), all.length > critical && badge(plural(all.length - critical, 'warning'), 'warn'));
    if (all.length === 0) {
      mount(place, empty('No alarms', 'Nothing needs you now. This view looks again by itself.'));
      return;
    }
    rows.set(all.filter((each) => (each.kind + ' ' + each.subject + ' ' + each.text).toLowerCase().includes(words)));
    if (!rows.el.isConnected) {
      mount(place, rows.el);
    }
  }
}

export function dispose() {
  end();
}

function tone(alarm) {
  return alarm.severity === 'critical' ? 'bad' : 'warn';
}

/** A server's id leads to the server. */
function subject(alarm) {
  return alarm.subject.includes('@') ? h('a', { href: link('servers', [alarm.subject]) }, alarm.subject) : h('b', alarm.subject);
}
