import { get } from '../api.js';
import { go, link, replace } from '../route.js';
import { badge, choice, filter, h, micros, mount, page, percent, plural, stateBadge, table, tile } from '../ui.js';
import { certificateBadge, healthOf, isOut, needsAttention, rate, roleBadge } from './servers/parts.js';
import { showServer } from './servers/one.js';
import { authorityOf, ends, live } from './shared.js';

export const title = 'Servers';

const COLUMNS = [
  { key: 'endpoint', label: 'Server', cell: name, value: (row) => row.endpoint },
  { key: 'state', label: 'State', cell: state, value: healthOf },
  { key: 'version', label: 'Version', cell: version },
  { key: 'requests', label: 'Traffic', align: 'end', cell: (row) => rate(row.traffic), value: (row) => row.traffic.requests, wide: true },
  { key: 'errors', label: 'Errors', align: 'end', cell: errors, value: (row) => row.traffic.errorShare },
  { key: 'p99', label: 'p99', align: 'end', cell: (row) => (row.traffic.requests > 0 ? micros(row.traffic.p99Micros) : '–'), value: (row) => row.traffic.p99Micros, wide: true },
  { key: 'certificate', label: 'Certificate', align: 'end', cell: (row) => certificateBadge(row.certificate), value: (row) => row.certificate?.daysLeft ?? 1e9, wide: true },
  { key: 'alarms', label: 'Alarms', align: 'end', cell: alarms, value: (row) => alarmsOf(row).length },
];

const ending = ends();

export function render(root, params) {
  if (params.path.length > 0) {
    showServer(root, params.path[0], ending);
    return;
  }
  list(root, params.query);
}

export function dispose() {
  ending.all();
}

function list(root, query) {
  let all = [];
  let words = query.get('q') ?? '';
  let which = query.get('show') ?? 'all';
  const tiles = { servers: tile('Servers'), healthy: tile('Healthy'), versions: tile('Versions'), attention: tile('Need attention') };
  const rows = table({
    label: 'Servers', columns: COLUMNS, key: (row) => row.id, sort: { key: 'endpoint', down: false },
    open: (row) => go('servers', [row.id]), none: 'No server matches.',
    tone: (row) => (healthOf(row) === 'unhealthy' ? 'bad' : ''),
  });
  const at = h('div');
  mount(root, page(
    { title, about: 'Everything that the routes name, and everything that traffic went to.' },
    h('div.tiles', Object.values(tiles).map((each) => each.el)),
    h('div.toolbar',
      filter('Filter servers', (text) => { words = text; remember(); show(); }, words),
      choice('Show', [['all', 'All'], ['attention', 'Need attention']], which, (value) => { which = value; remember(); show(); })),
    at));
  ending.add(live(at, (signal) => get('/v1/servers', {}, { signal }), (answer) => {
    all = answer.servers;
    if (!rows.el.isConnected) {
      mount(at, rows.el);
    }
    summary(tiles, all);
    show();
  }));

  function show() {
    rows.set(all.filter((row) => (which === 'all' || needsAttention(row)) && matches(row, words)));
  }
  function remember() {
    replace('servers', [], { q: words, show: which === 'all' ? '' : which });
  }
}

function matches(row, words) {
  const text = [row.endpoint, row.cluster, row.version, healthOf(row), ...Object.values(row.facts ?? {})].join(' ').toLowerCase();
  return words.split(/\s+/).every((word) => text.includes(word));
}

function summary(tiles, all) {
  const configured = all.filter((row) => row.configured);
  const healthy = configured.filter((row) => healthOf(row) === 'healthy').length;
  const attention = all.filter(needsAttention).length;
  const versions = new Set(all.map((row) => row.version).filter(Boolean));
  tiles.servers.set({ value: all.length, note: 'in ' + plural(new Set(all.map((row) => row.cluster)).size, 'cluster') });
  tiles.healthy.set({ value: healthy, note: 'of ' + configured.length, tone: healthy < configured.length ? 'bad' : 'good' });
  tiles.versions.set({ value: versions.size, note: [...versions].sort().slice(0, 4).join(', ') });
  tiles.attention.set({ value: attention, note: attention > 0 ? 'see the list' : 'all is well', tone: attention > 0 ? 'warn' : 'good' });
}

function name(row) {
  return h('div.name',
    h('a', { href: link('servers', [row.id]) }, authorityOf(row.endpoint)),
    h('small', row.cluster, !row.configured && ' · not in the routes'));
}

function state(row) {
  return h('span.versions', stateBadge(healthOf(row), row.health?.reason), isOut(row) && stateBadge(row.ejection.state, row.ejection.reason));
}

function version(row) {
  return h('span.versions', row.version || '–', roleBadge(row), row.drift?.length > 0 && badge('drift', 'warn', row.drift.join('\n')));
}

function errors(row) {
  const share = row.traffic.errorShare;
  return row.traffic.requests === 0 ? '–' : h('span.toned', { class: share >= 0.05 ? 'bad' : share > 0 ? 'warn' : '' }, percent(share));
}

function alarmsOf(row) {
  return row.alarms ?? [];
}

function alarms(row) {
  const list = alarmsOf(row);
  return list.length === 0 ? '–' : badge(list.length, list.some((each) => each.severity === 'critical') ? 'bad' : 'warn', list.map((each) => each.text).join('\n'));
}
