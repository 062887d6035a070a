// One server, with all that anybody knows of it.
import { get } from '../../api.js';
import { chart } from '../../chart.js';
import { link } from '../../route.js';
import {
  badge, bytes, card, copy, details, empty, h, micros, mount, notice, number, page, percent, seconds, stateBadge, statusBadge, table, tile, time,
} from '../../ui.js';
import { certificateBadge, healthOf, isOut, rate, roleBadge } from './parts.js';
import { authorityOf, linkButton, live, logsLink, quoted, timeline } from '../shared.js';

const EVERY_SECONDS = 15;
const RECORD_COLUMNS = [
  { key: 'at', label: 'When', cell: (row) => time(row.startedAt ?? row.at) },
  { key: 'status', label: 'Status', cell: (row) => statusBadge(row.status) },
  { key: 'path', label: 'Request', class: 'long', cell: (row) => h('span.request', h('b', row.method), ' ', row.path, row.reason && h('small', ' ' + row.reason)) },
  { key: 'outcome', label: 'Outcome', cell: (row) => String(row.outcome ?? '').replaceAll('_', ' '), wide: true },
  { key: 'total', label: 'Took', align: 'end', cell: (row) => micros(row.totalMicros) },
];

/** Shows it in the root, until the end. */
export function showServer(root, id, ending) {
  const at = h('div.page');
  mount(root, at);
  let parts = null;
  ending.add(live(at, (signal) => ask(id, signal), (found) => {
    if (found.gone) {
      parts = null;
      mount(at, page({ title: id, actions: [linkButton('All servers', link('servers'), 'servers')] },
        empty('There is no such server', 'It is in no route, and no traffic went to it within the last hour.')));
      return;
    }
    if (parts === null) {
      parts = frame(found.server, ending);
      mount(at, parts.el);
    }
    parts.show(found);
  }));
}

async function ask(id, signal) {
  try {
    const server = await get('/v1/servers/' + encodeURIComponent(id), {}, { signal });
    const [versions, edges] = await Promise.all([
      optional('/v1/versions', { cluster: server.cluster }, signal), optional('/v1/endpoints', {}, signal),
    ]);
    return { server, versions: versionsOf(server, versions), edges: edgesOf(server, edges) };
  } catch (error) {
    if (error.status === 404) {
      return { gone: true };
    }
    throw error;
  }
}

/** What another service tells; nothing when it cannot be had now. */
async function optional(path, params, signal) {
  try {
    return await get(path, params, { signal });
  } catch (error) {
    if (signal.aborted) {
      throw error;
    }
    return null;
  }
}

/** The history that outlives restarts; else what the collector has seen. */
function versionsOf(server, answer) {
  const kept = answer?.clusters.flatMap((each) => each.endpoints).find((each) => each.endpoint === server.endpoint)?.changes;
  return kept?.length > 0 ? kept : (server.versions ?? []).map((each) => ({ from: each.from, to: each.version, at: each.since }));
}

function edgesOf(server, answer) {
  return answer?.endpoints.find((each) => each.probes.cluster === server.cluster && each.probes.endpoint === server.endpoint)?.edges ?? [];
}

function whereOf(server) {
  return 'cluster=' + quoted(server.cluster) + ' and endpoint=' + quoted(server.endpoint);
}

function frame(server, ending) {
  const tiles = {
    traffic: tile('Traffic', { href: logsLink(whereOf(server)) }), errors: tile('Errors', { href: logsLink(whereOf(server) + ' and status>=500') }),
    p50: tile('Median'), p99: tile('p99'), connections: tile('Connections'), up: tile('Up'),
  };
  const head = h('p.server-state');
  const alarms = h('div');
  const cards = h('div.grid');
  const edges = h('div');
  const recordAt = h('div.grid.two');
  const lastErrors = table({ label: 'Last errors', columns: RECORD_COLUMNS, open: (row) => openRecord(server, row), none: 'No error is known.' });
  const lastRecords = table({ label: 'Last records', columns: RECORD_COLUMNS, open: (row) => openRecord(server, row), none: 'No record is known.' });
  const el = page(
    {
      title: authorityOf(server.endpoint), about: head,
      actions: [linkButton('Its records', logsLink(whereOf(server)), 'logs'), linkButton('All servers', link('servers'), 'servers')],
    },
    alarms, h('div.tiles.six', Object.values(tiles).map((each) => each.el)), charts(server, ending), cards, edges, recordAt);
  mount(recordAt, card('Last errors', {}, lastErrors.el), card('Last records', {}, lastRecords.el));

  return {
    el,
    show({ server: now, versions, edges: heard }) {
      mount(head, stateBadge(healthOf(now), now.health?.reason), ' ', h('span', now.health?.reason ?? 'nothing probes it'), ' ',
        now.health?.since && h('span.muted', 'since ', time(now.health.since)), isOut(now) && [' ', stateBadge(now.ejection.state), ' ', now.ejection.reason]);
      mount(alarms, warnings(now).map((each) => notice(each.tone, each.text)));
      figures(tiles, now);
      mount(cards, identity(now), (now.certificate || isSecure(now)) && certificate(now), health(now), history(versions));
      mount(edges, heard.length > 0 && edgesCard(heard));
      lastErrors.set([...(now.lastErrors ?? [])].reverse());
      lastRecords.set([...(now.lastRecords ?? [])].sort((one, other) => String(other.startedAt ?? other.at).localeCompare(String(one.startedAt ?? one.at))));
      recordAt.lastElementChild.hidden = now.lastRecords === undefined;
    },
  };
}

function openRecord(server, row) {
  const where = row.requestId
    ? 'requestId=' + quoted(row.requestId)
    : row.sequence === undefined ? whereOf(server) : 'edge=' + quoted(row.edge) + ' and sequence=' + row.sequence;
  location.hash = logsLink(where);
}

function warnings(server) {
  return [
    ...(server.alarms ?? []).map((each) => ({ tone: each.severity === 'critical' ? 'bad' : 'warn', text: each.text })),
    ...((server.alarms ?? []).some((each) => String(each.kind).includes('drift')) ? [] : (server.drift ?? []).map((text) => ({ tone: 'warn', text }))),
    ...(server.configured ? [] : [{ tone: 'warn', text: 'The routes do not name it any more. It is forgotten an hour after its last traffic.' }]),
  ];
}

function figures(tiles, server) {
  const { traffic } = server;
  const some = traffic.requests > 0;
  tiles.traffic.set({ value: rate(traffic), note: number(traffic.requests) + ' in ' + seconds(traffic.windowSeconds) + ', ' + bytes(traffic.bytesOut) });
  tiles.errors.set({
    value: some ? percent(traffic.errorShare) : '–', note: number(traffic.errors) + ' failed',
    tone: traffic.errorShare >= 0.05 ? 'bad' : traffic.errors > 0 ? 'warn' : '',
  });
  tiles.p50.set({ value: some ? micros(traffic.p50Micros) : '–', note: traffic.p90Micros === undefined ? '' : 'p90 ' + micros(traffic.p90Micros) });
  tiles.p99.set({ value: some ? micros(traffic.p99Micros) : '–', note: traffic.p999Micros === undefined ? '' : 'p999 ' + micros(traffic.p999Micros) });
  tiles.connections.set(connectionsOf(server.connections));
  tiles.up.set({ value: server.upSince ? seconds((Date.now() - new Date(server.upSince)) / 1000) : '–', note: server.upSince ? 'since it came up last' : '' });
}

function connectionsOf(connections) {
  return connections
    ? { value: number(connections.open), note: number(connections.active) + ' active, ' + number(connections.idle) + ' idle', tone: connections.pending > 0 ? 'warn' : '' }
    : { value: '–' };
}

function identity(server) {
  return card('What it is', {}, details([
    ['Version', server.version && h('span.versions', h('b', server.version), roleBadge(server))],
    ['Cluster', h('a', { href: link('routes', [], { cluster: server.cluster }) }, server.cluster)],
    ['Endpoint', h('span.versions', server.endpoint, copy(server.endpoint))],
    ['Protocol', (server.protocol ?? '') + (isSecure(server) ? ' over TLS' : ' in clear text')],
    ['Weight', server.weight], ['Priority', server.priority || ''],
    ['Canary', canaryText(server)],
    ...Object.entries(server.facts ?? {}),
    ['Last traffic', server.lastSeen && time(server.lastSeen)],
  ]));
}

function canaryText(server) {
  const canary = server.canary;
  if (!canary?.role || canary.role === 'none') {
    return null;
  }
  return h('a', { href: link('canaries') }, [canary.role, canary.route && 'of route ' + canary.route, canary.weight !== undefined && 'at ' + canary.weight + ' %'].filter(Boolean).join(' '));
}

function certificate(server) {
  const shown = server.certificate;
  return card('Certificate', {}, shown
    ? [shown.problem && notice('bad', shown.problem), details([
      ['Expires', h('span.versions', certificateBadge(shown), time(shown.notAfter))], ['Subject', shown.subject], ['Issuer', shown.issuer],
      ['Names', shown.names?.join(', ')], ['Valid from', shown.notBefore && time(shown.notBefore)],
    ])]
    : h('p.none', 'Not seen yet.'));
}

function isSecure(server) {
  return server.tls ?? server.endpoint.startsWith('https:');
}

function health(server) {
  const tones = { healthy: 'good', unhealthy: 'bad' };
  const changes = [...(server.healthChanges ?? [])].reverse();
  return card('Health', {}, timeline(changes.map((each) => ({ at: each.since ?? each.at, tone: tones[each.state], title: each.state, text: each.reason })),
    'Nothing probes it: it is used as it is.'));
}

function history(versions) {
  const changes = [...versions].sort((one, other) => String(other.at).localeCompare(String(one.at)));
  return card('Versions', {}, timeline(changes.map((each, at) => ({
    at: each.at, tone: at === 0 ? 'info' : '', title: each.to || 'unknown', text: each.from ? 'before: ' + each.from : 'the first that was seen',
  })), 'Its version is not known.'));
}

function edgesCard(list) {
  const rows = table({
    label: 'As edges see it', columns: [
      { key: 'edge', label: 'Edge' },
      { key: 'state', label: 'State', cell: (row) => stateBadge(row.state) },
      { key: 'underWay', label: 'Under way', align: 'end' },
      { key: 'connections', label: 'Connections', align: 'end', cell: (row) => (row.connections === undefined ? '–' : number(row.connections.open ?? row.connections)) },
      { key: 'latency', label: 'Latency', align: 'end', cell: (row) => (row.latencyMicros > 0 ? micros(row.latencyMicros) : '–') },
      { key: 'failures', label: 'Failures', align: 'end' },
      { key: 'ejections', label: 'Ejections', align: 'end' },
    ],
  });
  rows.set(list);
  return card('As edges see it', { count: badge(list.length) }, rows.el);
}

function charts(server, ending) {
  const requests = chart({ label: 'Answers a second', sync: 'server', height: 150, format: (value) => (value === undefined ? '–' : rounded(value)),
    series: [{ label: 'good', color: '--good' }, { label: 'errors', color: '--bad' }] });
  const latency = chart({ label: 'Latency', sync: 'server', height: 150, format: (value) => micros(value),
    series: [{ label: 'median', color: '--accent' }, { label: 'p99', color: '--warn', fill: false }] });
  const el = h('div.grid.two', card('Answers a second', {}, requests.el), card('Latency', {}, latency.el));
  const at = h('div', el);
  ending.add(requests.destroy);
  ending.add(latency.destroy);
  const asked = { by: '', every: EVERY_SECONDS + 's', since: '15m', cluster: server.cluster, endpoint: server.endpoint };
  const figuresAt = h('div.hidden');
  ending.add(live(figuresAt, (signal) => get('/v1/logs/stats', asked, { signal }), (answer) => {
    const buckets = answer.groups.filter((each) => each.at).sort((one, other) => one.at.localeCompare(other.at));
    const { times, column } = filled(buckets);
    at.hidden = false;
    requests.set(times, [column((each) => (each.count - each.errors) / EVERY_SECONDS, 0), column((each) => each.errors / EVERY_SECONDS, 0)]);
    latency.set(times, [column((each) => each.p50Micros, null), column((each) => each.p99Micros, null)]);
  }, 10_000));
  at.hidden = true;
  return at;
}

/** Buckets in which nothing happened are not in the answer; the chart wants all of them. */
function filled(buckets) {
  const byTime = new Map(buckets.map((each) => [Math.floor(new Date(each.at) / 1000), each]));
  const now = Math.floor(Date.now() / 1000);
  const last = now - (now % EVERY_SECONDS);
  const times = Array.from({ length: 60 }, (_, at) => last - (59 - at) * EVERY_SECONDS);
  return { times, column: (value, nothing) => times.map((each) => (byTime.has(each) ? value(byTime.get(each)) : nothing)) };
}

function rounded(value) {
  return value >= 10 ? String(Math.round(value)) : value.toFixed(1);
}
